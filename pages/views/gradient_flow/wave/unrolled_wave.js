// The unrolled networks, and the gradient on its way back: step by step, or played.  Nothing is asked of the server.
//
// data = { stamp, title, low, high, series: [{ name, colour, logs }] }
// logs: log10 of the gradient's size at steps 1 … n, null for exactly 0; low, high: the ends of the one colour scale.

const BEAT = 380, BOX = 30, GAP = 16, instances = new WeakMap();
const POWERS = { "-": "⁻", ".": "·", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".wave"), known = instances.get(root);
  if (known?.stamp === data.stamp) return;
  known?.halt();
  instances.set(root, build(root, data, known?.at));
  return () => instances.get(root)?.halt();
}

function told(log) {
  if (log === null) return "0";
  if (log > -3.001 && log < 3) return String(Number((10 ** log).toPrecision(2)));
  const whole = Math.floor(log), lead = (10 ** (log - whole)).toFixed(1);
  return `${lead === "10.0" ? "1.0" : lead}·10${[...String(lead === "10.0" ? whole + 1 : whole)].map((c) => POWERS[c]).join("")}`;
}

function build(root, data, at) {
  const n = data.series[0].logs.length, self = { stamp: data.stamp, at: 0, playing: 0 };
  const range = element("input", { type: "range", min: 0, max: n, step: 1, "aria-label": "Steps back" });
  const play = element("button", { type: "button", "aria-label": "Play" }, "▶");
  const less = element("button", { type: "button", "aria-label": "One step less" }, "−"), more = element("button", { type: "button", "aria-label": "One step further back" }, "+");
  const said = element("p", { class: "said", "aria-live": "polite" });
  const rows = data.series.map((series) => row(series, n, data));
  const scale = element("div", { class: "scale" }, `one scale for all: ${told(data.low)} and less`, element("i"), `${told(data.high)}`);
  root.replaceChildren(element("div", { class: "rail" }, range, less, more, play), said, ...rows.map((r) => r.node), scale);

  function show(k) {
    self.at = k;
    range.value = k;
    for (const r of rows) r.show(k);
    const back = Math.max(0, k - 1);
    said.textContent = k === 0 ? "The networks have read all steps. Now the loss is told, and its gradient starts back."
      : `${back} ${back === 1 ? "step" : "steps"} back, at step ${n - back}: ${data.series.map((s) => `${s.name} ${told(s.logs[n - 1 - back])}`).join(", ")}.`;
    range.setAttribute("aria-valuetext", said.textContent);
  }
  const move = (k) => show(Math.max(0, Math.min(n, k)));
  self.halt = () => { clearInterval(self.playing); self.playing = 0; play.textContent = "▶"; play.setAttribute("aria-label", "Play"); };
  play.onclick = () => {
    if (self.playing) return self.halt();
    if (self.at >= n) show(0);
    play.textContent = "❚❚";
    play.setAttribute("aria-label", "Pause");
    self.playing = setInterval(() => { move(self.at + 1); if (self.at >= n) self.halt(); }, BEAT);
  };
  less.onclick = () => move(self.at - 1);
  more.onclick = () => move(self.at + 1);
  range.oninput = () => move(Number(range.value));
  show(Math.min(n, at ?? (globalThis.innerWidth < 700 ? 3 : Math.ceil(n / 2)))); // on a phone the loss, where it starts, is in sight
  return self;
}

function row(series, n, { low, high }) {
  const width = n * (BOX + GAP) + 44, svg = element("svg:svg", { viewBox: `0 0 ${width} 64`, width, height: 64, role: "img", "aria-label": `${series.name}, unrolled over ${n} steps` });
  const boxes = series.logs.map((log, t) => {
    const x = t * (BOX + GAP), box = element("svg:rect", { x, y: 14, width: BOX, height: BOX, rx: 6, class: "box" });
    const fill = element("svg:rect", { x, y: 14, width: BOX, height: BOX, rx: 6, fill: series.colour, class: "fill" });
    const arrow = element("svg:path", { d: `M ${x + BOX + GAP - 2} 29 h ${4 - GAP} m 4 -4 l -4 4 l 4 4`, stroke: series.colour, class: "arrow" });
    const strength = log === null ? 0 : Math.max(0, Math.min(1, (log - low) / (high - low || 1)));
    fill.append(element("svg:title", {}, `step ${t + 1}: ${told(log)}`));
    const label = element("svg:text", { x: x + BOX / 2, y: 60, "text-anchor": "middle" }, t === 0 || (t + 1) % 5 === 0 ? String(t + 1) : "");
    svg.append(box, fill, arrow, label);
    return { fill, arrow, strength, box };
  });
  svg.append(element("svg:text", { x: width - 36, y: 34, class: "loss" }, "L"));
  const scroll = element("div", { class: "strip", tabindex: 0, role: "group", "aria-label": `${series.name}: scrolls sideways` }, svg);
  return {
    node: element("section", {}, element("h4", {}, element("i", { style: `background:${series.colour}` }), series.name), scroll),
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
