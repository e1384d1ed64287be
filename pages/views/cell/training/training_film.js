// A tiny cell while it learns: the curve of its loss, and below it the cell at the chosen moment, step by step, computed here.
//
// data = { stamp, at, name, cell: { lines, states, gates }, rows: [name], looks: [{ step, loss, weights }], inputs: [x], wanted: [number or null],
//          asks: the largest first number to be tried, or 0, baseline }

const FLOOR = 1e-5, HIGH = 100, WIDE = 320;

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".training-film");
  return drawIn(root, data.stamp, () => build(root, data, setStateValue), (known) => { known.setState = setStateValue; });
}

function build(root, data, setState) {
  const self = { setState }, looks = data.looks;
  const inputs = [...data.inputs], wanted = [...data.wanted];
  const steps = rail({ label: "Training step", beat: 90, show, told: (k) => self.setState("step", looks[k].step), names: ["One look back", "One look on"] });
  steps.last = looks.length - 1;
  const curve = losses(data), table = grid(data);
  const status = element("p", { class: "status", "aria-live": "polite" }), ask = element("div", { class: "ask" });
  if (data.asks) {
    const first = element("input", { type: "range", min: -data.asks, max: data.asks, step: 0.05, value: inputs[0], "aria-label": "The first number" });
    first.oninput = () => { inputs[0] = wanted[wanted.length - 1] = Number(first.value); show(steps.at); };
    ask.append(element("span", {}, "first number"), first);
  }
  root.replaceChildren(steps.node, curve.node, status, ask, table.node);

  function show(k) {
    const { step, loss, weights } = looks[k], run = unroll(data.cell, weights, inputs, {}, 1);
    root.run = run; // for whoever compares it with Python's
    curve.show(k);
    table.show(run, inputs, wanted);
    const asked = wanted.at(-1), said = run.at(-1).h_new[0];
    status.textContent = `After ${step} training steps it is off by ${figure(Math.sqrt(loss))} on average. Here it should say ${figure(asked)}, and says ${figure(said)}.`;
    steps.range.setAttribute("aria-valuetext", `${step} training steps`);
  }
  self.stop = steps.stop;
  const from = looks.findLastIndex((look) => look.step <= data.at);
  steps.show(from < 0 ? 0 : from);
  return self;
}

/** The error over the training, both on scales of equal ratios; dashed: always the same answer. */
function losses({ looks, baseline }) {
  const error = (loss) => Math.log10(Math.sqrt(Math.max(loss, FLOOR ** 2)));
  const all = [...looks.map((look) => error(look.loss)), error(baseline)], low = Math.floor(Math.min(...all)), high = Math.ceil(Math.max(...all, low + 1));
  const y = (loss) => HIGH * (high - error(loss)) / (high - low), x = (k) => (WIDE * k) / Math.max(1, looks.length - 1);
  const line = svgElement("polyline", { class: "loss", points: looks.map((look, k) => `${x(k)},${y(look.loss)}`).join(" ") });
  const flat = svgElement("line", { class: "baseline", x1: 0, x2: WIDE, y1: y(baseline), y2: y(baseline) });
  const cursor = svgElement("line", { class: "cursor", y1: 0, y2: HIGH });
  const svg = svgElement("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", role: "img",
    "aria-label": `Error over the training: ${figure(Math.sqrt(looks[0].loss))} at the start, ${figure(Math.sqrt(looks.at(-1).loss))} at the end; always the same answer ${figure(Math.sqrt(baseline))}` }, flat, line, cursor);
  const node = element("div", { class: "curve" }, element("div", { class: "axis" }, element("span", {}, `off by ${10 ** high}`), element("span", {}, String(10 ** low))), svg,
    element("p", { class: "under" }, `from 0 to ${looks.at(-1).step} training steps; dashed: always the same answer`));
  const show = (k) => { cursor.setAttribute("x1", x(k)); cursor.setAttribute("x2", x(k)); };
  return { node, show };
}

/** The cell over the sequence: a row for each of its numbers, a column a step. */
function grid({ rows, inputs, cell }) {
  const NAMES = { c_new: "cell state c", h_new: "says h", f: "forget gate f", i: "input gate i", o: "output gate o", r: "reset gate r", z: "update gate z" };
  const line = (name) => {
    const cells = inputs.map(() => element("td"));
    return { name, cells, node: element("tr", {}, element("th", { scope: "row" }, NAMES[name] ?? name), ...cells) };
  };
  const lines = ["reads x", ...rows, "wanted"].map(line);
  const head = element("tr", {}, element("th", { scope: "col" }, "step"), ...inputs.map((_, t) => element("th", { scope: "col" }, String(t + 1))));
  const node = element("div", { class: "grid", tabindex: 0, role: "region", "aria-label": "The cell, step by step" },
    element("table", {}, element("thead", {}, head), element("tbody", {}, ...lines.map((one) => one.node))));
  const show = (run, x, wanted) => {
    for (const { name, cells } of lines)
      cells.forEach((td, t) => {
        const value = name === "reads x" ? x[t] : name === "wanted" ? wanted[t] : run[t][name][0];
        td.textContent = value === null ? "" : figure(value, 2);
        const [r, g, b] = value < 0 ? COLD : WARM, gate = cell.gates.includes(name);
        td.style.background = value === null ? "" : gate ? `color-mix(in srgb, var(--st-primary-color) ${Math.round(45 * value)}%, transparent)`
          : `rgba(${r},${g},${b},${Math.min(1, Math.abs(value)) * 0.45})`;
      });
  };
  return { node, show };
}
