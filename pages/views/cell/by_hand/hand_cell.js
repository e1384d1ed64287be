// The opened cell.  Everything is computed here, on data sent once; the server hears of it when the hand has come to rest.
//
// data = { stamp, state: { opened, units, x, weights, held, step, op, predicted }, choices, cells: { LSTM: { full, source, lines: [{ target,
//          tree, reads, number }], states, gates, parameters, weights: { 1: { W_xf, … }, 2: … }, names: { f: text, … }, presets: [{ label, held, x, says }] } } }

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".hand-cell");
  return drawIn(root, data.stamp, () => build(root, data, setStateValue), (known) => { known.setState = setStateValue; });
}

const copy = (value) => JSON.parse(JSON.stringify(value));

function build(root, data, setState) {
  const self = { setState }, own = new Map(); // weights set by hand, by cell and units
  const hand = copy(data.state);
  let lit = [], unit = 0, asked = false, says = "", resting = 0, picture = null, cell = null, steps = [];
  const key = () => `${hand.opened} ${hand.units}`;
  if (hand.weights) own.set(key(), hand.weights);
  const weights = () => own.get(key()) ?? cell.weights[hand.units];

  const meaning = element("p", { class: "meaning", "aria-live": "polite" }), place = element("span", { class: "place", "aria-live": "polite" });
  const explain = (name) => {
    const known = steps[hand.step][name], shape = Array.isArray(known[0]) ? `(${known.length}, ${known[0].length})` : `(${known.length},)`;
    meaning.replaceChildren(...inText(name), `: ${cell.names[name]} Shape ${shape}.`);
  };
  const time = timeline({ pick: (t) => go(t, hand.op), put: (t, value) => change("x", () => { hand.x[t] = value; }, t), choices: data.choices,
    predict: (choice) => { hand.predicted = choice; show(); rest(); } });
  const told = element("p", { class: "told", "aria-live": "polite" });
  const equation = operation({ explain });
  const stage = element("div", { class: "stage" }), gates = element("div", { class: "gates" }), listing = element("div", { class: "listing" });
  const movers = element("div", { class: "movers" }), kinds = element("div", { class: "row kinds" }), presets = element("div", { class: "row presets" });
  const back = button("‹ Back", () => turn(-1)), next = button("Next ›", () => turn(1)), ask = button("Fill in the number", () => { asked = !asked; show(true); });
  const other = button("", () => { unit = 1 - unit; show(true); });
  let text = null, moved = [], holds = [];
  equation.onsolved(() => { asked = false; show(); });
  root.replaceChildren(
    element("div", { class: "left" }, time.node, told, stage, meaning, gates, presets, kinds),
    element("div", { class: "right" }, element("div", { class: "row stepper" }, back, next, place), ...equation.nodes, element("div", { class: "row" }, ask, other),
      movers, listing));

  function turn(by) {
    const op = hand.op + by;
    if (op >= cell.lines.length && hand.step < hand.x.length - 1) go(hand.step + 1, 0);
    else if (op < 0 && hand.step > 0) go(hand.step - 1, cell.lines.length - 1);
    else go(hand.step, op);
  }
  function go(step, op) {
    hand.step = Math.max(0, Math.min(hand.x.length - 1, step));
    hand.op = Math.max(0, Math.min(cell.lines.length - 1, op));
    lit = [];
    show(true);
    explain(cell.lines[hand.op].target);
    rest();
  }
  /** Something is moved by hand: what depends on it lights up, from the step it belongs to on. */
  function change(name, move, at = 0) {
    move();
    lit = dependents(cell, name, at, hand.x.length, hand.held);
    compute();
    show();
    rest();
  }
  function hold(gate, value) {
    if (value === null) delete hand.held[gate];
    else hand.held[gate] = value;
    lit = dependents(cell, gate, 0, hand.x.length, hand.held);
    compute();
    show();
    rest();
  }
  function compute() {
    steps = unroll(cell, weights(), hand.x, hand.held, hand.units);
    root.steps = steps; // for whoever compares them with Python's
  }
  function rest() {
    clearTimeout(resting);
    resting = setTimeout(() => self.setState("hand", { ...copy(hand), weights: own.get(key()) ?? null }), AT_REST);
  }

  function open() {
    cell = data.cells[hand.opened];
    hand.held = Object.fromEntries(Object.entries(hand.held).filter(([gate]) => cell.gates.includes(gate)));
    hand.op = Math.min(hand.op, cell.lines.length - 1);
    unit = Math.min(unit, hand.units - 1);
    lit = [];
    picture = scene(hand.opened, cell, { choose: (of) => go(hand.step, cell.lines.findIndex((line) => line.target === of)), explain, hold });
    stage.replaceChildren(picture.node);
    text = code(cell.source, (number) => { const op = cell.lines.findIndex((line) => line.number === number); if (op >= 0) go(hand.step, op); });
    listing.replaceChildren(text.node);
    kinds.replaceChildren(...Object.keys(data.cells).map((name) => pressable(name, name === hand.opened, () => { hand.opened = name; open(); rest(); })),
      ...[1, 2].map((n) => pressable(n === 1 ? "1 unit" : "2 units", n === hand.units, () => { hand.units = n; open(); rest(); })), element("span", {}, cell.full));
    presets.replaceChildren(...cell.presets.map((preset) => button(preset.label, () => use(preset))));
    holds = cell.gates.map((gate) => holder(gate));
    gates.replaceChildren(...holds.map((one) => one.node));
    says = "";
    compute();
    show(true);
    meaning.textContent = "Drag a gate up or down, press an operation, touch a symbol.";
  }
  function use(preset) {
    hand.held = { ...preset.held };
    if (preset.x) hand.x = [...preset.x];
    if (preset.again) { own.delete(key()); hand.x = [...preset.x]; }
    hand.predicted ||= data.choices[0];
    hand.step = Math.min(hand.step, hand.x.length - 1);
    lit = [];
    says = preset.says;
    compute();
    show(true);
    rest();
  }
  function holder(gate) {
    const range = element("input", { type: "range", min: 0, max: 1, step: 0.01, "aria-label": `Gate ${gate}, held by hand` });
    const said = element("span", { class: "said" }), free = button("let go", () => hold(gate, null));
    range.oninput = () => hold(gate, Number(range.value));
    const show = () => {
      const values = steps[hand.step][gate], held = gate in hand.held;
      range.value = values.reduce((a, b) => a + b) / values.length;
      said.replaceChildren(element("b", {}, gate), ` ${asked && cell.lines[hand.op].target === gate ? "?" : figures(values)}`);
      free.style.visibility = held ? "" : "hidden";
    };
    return { node: element("div", { class: "holder" }, element("div", { class: "top" }, said, free), range), show };
  }

  function show(fresh = false) {
    const line = cell.lines[hand.op], known = steps[hand.step], names = lit[hand.step] ?? new Set(), covered = hand.predicted === "" && data.asks;
    picture.show({ known, lit: names, op: hand.op, held: hand.held, hidden: asked ? line.target : null });
    time.show(steps, { at: hand.step, states: [...cell.states].reverse(), lit, covered });
    equation.show({ line, known, unit, held: hand.held, asked: asked && !(line.target in hand.held), fresh });
    text.show(line.number);
    place.textContent = `Step ${hand.step + 1} of ${hand.x.length}, operation ${hand.op + 1} of ${cell.lines.length}`;
    other.textContent = `Unit ${2 - unit}`;
    other.hidden = hand.units === 1;
    ask.setAttribute("aria-pressed", asked);
    back.disabled = !hand.step && !hand.op;
    next.disabled = hand.step === hand.x.length - 1 && hand.op === cell.lines.length - 1;
    for (const one of holds) one.show();
    if (fresh) rebuildMovers(line);
    for (const one of moved) one.refresh();
    told.textContent = says || (hand.predicted && hand.x.every((x, t) => x === (t ? 0 : 1)) ? reveal() : "");
  }
  function reveal() {
    const all = steps.map((known) => known[`${cell.states.at(-1)}_new`][0]), left = all.at(-1) / all[0];
    return `You said: ${hand.predicted}. The ${hand.opened} holds ${figure(all.at(-1))} after the last step, ${figure(100 * left, 0)} % of what it had after the first.`;
  }
  function rebuildMovers(line) {
    moved = line.reads.filter((name) => name in weights()).flatMap((name) => {
      const matrix = Array.isArray(weights()[name][0]), row = weights()[name][unit];
      return (matrix ? row : [row]).map((_, k) => weightMover(name, matrix ? k : null));
    });
    if (line.reads.includes("x")) moved.push(inputMover());
    movers.replaceChildren(...moved.map((one) => one.node));
  }
  function weightMover(name, k) {
    const [letter, below] = parts(name), where = hand.units > 1 ? (k === null ? `, unit ${unit + 1}` : `, row ${unit + 1}, column ${k + 1}`) : "";
    const one = mover(element("span", {}, letter, element("sub", {}, below)), { low: -20, high: 20, step: 0.1, label: `${letter}_${below}${where}` }, (value) => change(name, () => {
      if (!own.has(key())) own.set(key(), copy(weights()));
      if (k === null) weights()[name][unit] = value;
      else weights()[name][unit][k] = value;
    }));
    one.refresh = () => one.show(k === null ? weights()[name][unit] : weights()[name][unit][k]);
    return one;
  }
  function inputMover() {
    const at = hand.step;
    const one = mover(element("span", {}, "x"), { low: -9, high: 9, step: 0.1, label: `Input x of step ${at + 1}` }, (value) => change("x", () => { hand.x[at] = value; }, at));
    one.refresh = () => one.show(hand.x[at]);
    return one;
  }

  self.stop = () => clearTimeout(resting);
  open();
  return self;
}

function pressable(text, pressed, onclick) {
  const made = button(text, onclick);
  made.setAttribute("aria-pressed", pressed);
  return made;
}
