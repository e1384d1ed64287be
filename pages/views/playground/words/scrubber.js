// A scrubber over the steps of a sequence, and the panels it moves along.  Everything is drawn once, when the data
// comes; a move shifts cursors and changes short texts.  The server hears of it when the hand has come to rest.
//
// data = { stamp, label, steps: [text], step, answer, panels: [{ name, colour, tops: [[[text, p]]], line: [p],
//          heats: [{ name, rows, scale, values }] }] }
// heats[].values: base64 of int8, step by step; 127 stands for `scale`.

const BEAT = 450; // ms a step while playing

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".scrubber");
  return drawIn(root, data.stamp, () => build(root, data, setStateValue), (known) => { known.setState = setStateValue; });
}

function build(root, data, setState) {
  const last = data.steps.length - 1;
  const self = { setState };
  const steps = rail({ label: data.label, beat: BEAT, show, told: (k) => self.setState("step", k) });
  steps.last = last;
  const words = element("p", { class: "words" });
  const buttons = data.steps.map((text, k) => {
    const made = button(text, () => steps.move(k));
    made.tabIndex = -1;
    words.append(made, " ");
    return made;
  });
  const status = element("p", { class: "status", "aria-live": "polite" });
  const panels = data.panels.map((panel) => drawPanel(panel, data, steps.move));
  const scale = element("div", { class: "scale" }, "colours, one scale everywhere: −1", element("div"), "+1",
    element("span", {}, "(a cell state beyond that has the full colour; the exact value stands under the pointer)"));
  root.replaceChildren(words, steps.node, status,
    element("div", { class: "panels" }, ...panels.map((p) => p.node)), scale);

  function show(k) {
    buttons.forEach((b, n) => { b.className = n > k ? "unread" : n === k ? "now" : ""; });
    for (const panel of panels) panel.show(k);
    const place = k ? `After “${data.steps[k]}” (${k} of ${last})` : "Before the first word";
    status.textContent = `${place}: ${data.panels.map((p) => `${p.name} expects “${p.tops[k][0][0]}” (${percent(p.tops[k][0][1])})`).join(", ")}.`;
    steps.range.setAttribute("aria-valuetext", place);
  }
  self.stop = steps.stop;
  steps.show(data.step);
  return self;
}

/** One network: its most probable words, the probability of the answer as a line, its signals as a heatmap. */
function drawPanel(panel, data, move) {
  const count = data.steps.length, cursors = [];
  const plot = (child) => {
    const cursor = element("div", { class: "cursor" });
    cursors.push(cursor);
    return draggable(element("div", { class: "plot" }, child, cursor), count, move);
  };
  const words = bars(panel.tops[0].length, panel.colour), value = element("span");
  const node = element("section", { class: "panel", "aria-label": panel.name },
    element("h2", {}, element("i", { style: { background: panel.colour } }), panel.name), words.node,
    element("div", { class: "label" }, element("span", {}, `probability of “${data.answer}”, 0 to 1`), value), plot(line(panel, count)),
    ...heatmaps(panel, data, plot));
  return {
    node,
    show(k) {
      words.show(panel.tops[k]);
      value.textContent = percent(panel.line[k]);
      for (const cursor of cursors) cursor.style.left = `${(100 * (k + 0.5)) / count}%`;
    },
  };
}

function draggable(plot, count, move) {
  const to = (event) => move(Math.floor(count * pointed(plot, event)[0]));
  plot.addEventListener("pointerdown", (e) => { plot.setPointerCapture(e.pointerId); to(e); });
  plot.addEventListener("pointermove", (e) => { if (e.buttons) to(e); });
  return plot;
}

function line(panel, count) {
  const path = element("svg:polyline", { points: panel.line.map((p, k) => `${k + 0.5},${100 - 100 * p}`).join(" "),
    fill: "none", stroke: panel.colour, "stroke-width": 2.5, "vector-effect": "non-scaling-stroke" });
  return element("svg:svg", { viewBox: `0 -4 ${count} 108`, preserveAspectRatio: "none" }, path);
}

/** A switch between the signals, the picture of the chosen one, and the value under the pointer. */
function heatmaps(panel, data, plot) {
  const count = data.steps.length, heats = panel.heats.map((h) => ({ ...h, bytes: int8(h.values) }));
  const canvas = element("canvas"), tabs = element("div", { class: "tabs" }), value = element("span"), picture = plot(canvas);
  let heat;
  const choose = (chosen) => {
    heat = chosen;
    for (const b of tabs.children) b.setAttribute("aria-pressed", b.textContent === chosen.name);
    paint(canvas, heat, count);
    value.textContent = "";
  };
  tabs.append(...heats.map((h) => button(h.name, () => choose(h))));
  picture.addEventListener("pointermove", (event) => {
    const [x, y] = pointed(picture, event), t = Math.floor(count * x), unit = Math.floor(heat.rows * y);
    const byte = heat.bytes[t * heat.rows + unit];
    if (byte !== undefined) value.textContent = `unit ${unit}, “${data.steps[t]}”: ${((byte * heat.scale) / 127).toFixed(2)}`;
  });
  choose(heats[0]);
  return [tabs, picture, element("div", { class: "label" }, element("span", {}, `${heat.rows} units, top to bottom; words, left to right`), value)];
}

// 0 is transparent, so that one picture suits light and dark; columns are widened, so that they stay sharp.
function paint(canvas, heat, count) {
  const wide = Math.max(1, Math.ceil(640 / count)), context = canvas.getContext("2d");
  canvas.width = wide * count;
  canvas.height = heat.rows;
  const image = context.createImageData(canvas.width, heat.rows);
  for (let t = 0, n = 0; t < count; t++)
    for (let unit = 0; unit < heat.rows; unit++, n++) {
      const v = Math.max(-1, Math.min(1, (heat.bytes[n] * heat.scale) / 127)), [r, g, b] = v < 0 ? COLD : WARM;
      for (let x = t * wide; x < (t + 1) * wide; x++)
        image.data.set([r, g, b, 255 * Math.abs(v)], 4 * (unit * canvas.width + x));
    }
  context.putImageData(image, 0, 0);
}
