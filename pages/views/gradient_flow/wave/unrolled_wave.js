// The unrolled networks, and the gradient on its way back: step by step, or played.  Nothing is asked of the server.
//
// data = { stamp, title, low, high, series: [{ name, colour, logs }] }
// logs: log10 of the gradient's size at steps 1 … n, null for exactly 0; low, high: the ends of the one colour scale.

const BEAT = 380, BOX = 30, GAP = 16;
const size = (log) => (log === null ? "0" : scientific(log));

export default function ({ data: [data], parentElement }) {
  const root = parentElement.querySelector(".wave");
  return drawIn(root, data.stamp, (known) => build(root, data, known?.steps.at));
}

function build(root, data, at) {
  const n = data.series[0].logs.length, sentence = element("p", { class: "sentence", "aria-live": "polite" });
  const rows = data.series.map((series) => row(series, n, data));
  const steps = rail({ label: "Steps back", beat: BEAT, names: ["One step less", "One step further back"], told: () => {}, show(k) {
    for (const one of rows) one.show(k);
    const back = Math.max(0, k - 1);
    sentence.textContent = k === 0 ? "The networks have read all steps. Now the loss is known, and its gradient starts back."
      : `${back} ${back === 1 ? "step" : "steps"} back, at step ${n - back}: ${data.series.map((s) => `${s.name} ${size(s.logs[n - 1 - back])}`).join(", ")}.`;
    steps.range.setAttribute("aria-valuetext", sentence.textContent);
  } });
  const scale = element("div", { class: "scale" }, `one scale for all: ${size(data.low)} and less`, element("i"), `${size(data.high)}`);
  root.replaceChildren(steps.node, sentence, ...rows.map((r) => r.node), scale);
  steps.last = n;
  steps.show(at ?? (globalThis.innerWidth < 700 ? 3 : Math.ceil(n / 2))); // on a phone the loss, where it starts, is in sight
  return { steps, stop: steps.stop };
}

function row(series, n, { low, high }) {
  const width = n * (BOX + GAP) + 44, svg = element("svg:svg", { viewBox: `0 0 ${width} 64`, width, height: 64, role: "img", "aria-label": `${series.name}, unrolled over ${n} steps` });
  const boxes = series.logs.map((log, t) => {
    const x = t * (BOX + GAP), box = element("svg:rect", { x, y: 14, width: BOX, height: BOX, rx: 6, class: "box" });
    const fill = element("svg:rect", { x, y: 14, width: BOX, height: BOX, rx: 6, fill: series.colour, class: "fill" });
    const arrow = element("svg:path", { d: `M ${x + BOX + GAP - 2} 29 h ${4 - GAP} m 4 -4 l -4 4 l 4 4`, stroke: series.colour, class: "arrow" });
    const strength = log === null ? 0 : Math.max(0, Math.min(1, (log - low) / (high - low || 1)));
    fill.append(element("svg:title", {}, `step ${t + 1}: ${size(log)}`));
    const label = element("svg:text", { x: x + BOX / 2, y: 60, "text-anchor": "middle" }, t === 0 || (t + 1) % 5 === 0 ? String(t + 1) : "");
    svg.append(box, fill, arrow, label);
    return { fill, arrow, strength, box };
  });
  svg.append(element("svg:text", { x: width - 36, y: 34, class: "loss" }, "L"));
  const scroll = element("div", { class: "strip", tabindex: 0, role: "group", "aria-label": `${series.name}: scrolls sideways` }, svg);
  return {
    node: element("section", {}, element("p", { class: "network" }, element("i", { style: `background:${series.colour}` }), series.name), scroll),
    show(k) {
      boxes.forEach(({ fill, arrow, strength, box }, t) => {
        const lit = t >= n - k;
        fill.style.opacity = lit ? strength : 0;
        arrow.style.opacity = lit ? 0.25 + 0.75 * strength : 0;
        box.classList.toggle("now", k > 0 && t === n - k);
      });
      const x = (n - Math.max(k, 1)) * (BOX + GAP) * (scroll.scrollWidth / width || 1);
      if (scroll.scrollWidth > scroll.clientWidth) scroll.scrollLeft = x - scroll.clientWidth / 2;
    },
  };
}
