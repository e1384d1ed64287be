// What stands around the drawing: the steps of the sequence, the operation with its numbers, its code, and what can be changed.

/** The sequence, a column a step: its input, and bars for what is kept.  `pick` hears of a step, `put` of an input. */
function timeline({ pick, put, predict, choices }) {
  const node = element("div", { class: "timeline" });
  const cover = element("div", { class: "cover" });
  let columns = [];
  const build = (count, states) => {
    columns = Array.from({ length: count }, (_, t) => {
      const input = element("input", { type: "number", step: 0.1, min: -9, max: 9, "aria-label": `Input of step ${t + 1}` });
      input.onchange = () => put(t, Math.max(-9, Math.min(9, Number(input.value) || 0)));
      const bars = states.map((state) => ({ state, bar: element("i", { class: state }), said: element("span") }));
      const step = element("button", { type: "button", class: "step" }, element("b", {}, `step ${t + 1}`),
        ...bars.map(({ bar, said, state }) => element("span", { class: "kept" }, element("span", { class: "of" }, state), element("span", { class: "bar" }, bar), said)));
      step.onclick = () => pick(t);
      const column = element("div", { class: "column" }, element("label", {}, "x", input), step);
      return { column, input, step, bars };
    });
    const question = element("p", {}, `Predict first: x is 1 once, then 0. How much of it does the ${states[0] === "c" ? "cell state c" : "state h"} hold after the last step?`);
    cover.replaceChildren(question, element("div", { class: "row" }, ...choices.map((choice) => button(choice, () => predict(choice)))));
  };
  const show = (steps, { at, states, lit, covered }) => {
    if (columns.length !== steps.length || columns[0].bars.length !== states.length) build(steps.length, states);
    const scale = Math.max(1, ...steps.flatMap((known) => states.flatMap((state) => known[`${state}_new`].map(Math.abs))));
    columns.forEach(({ column, input, step, bars }, t) => {
      column.hidden = covered && t > at;
      if (document.activeElement !== input && input.getRootNode().activeElement !== input) input.value = steps[t].x[0];
      column.classList.toggle("now", t === at);
      step.setAttribute("aria-pressed", t === at);
      for (const { state, bar, said } of bars) {
        const values = steps[t][`${state}_new`], mean = values.reduce((a, b) => a + b) / values.length;
        bar.style.width = `${(100 * Math.abs(mean)) / scale}%`;
        bar.classList.toggle("below", mean < 0);
        bar.classList.toggle("lit", lit[t]?.has(`${state}_new`) ?? false);
        said.textContent = figures(values);
      }
    });
    cover.hidden = !covered || at === steps.length - 1;
    cover.style.gridColumn = `span ${Math.max(1, steps.length - 1 - at)}`;
    node.classList.toggle("two", steps[0].h.length > 1);
    node.style.gridTemplateColumns = `repeat(${steps.length}, minmax(0, 1fr))`;
    node.replaceChildren(...columns.map((c) => c.column), cover);
  };
  return { node, show };
}

const HINTS = { sigmoid: "σ(a) = 1 / (1 + e⁻ᵃ)", tanh: "tanh(a) = (eᵃ − e⁻ᵃ) / (eᵃ + e⁻ᵃ)" };
const NEAR = 0.01; // a number filled in may be so far off

/** The operation: its equation, that with numbers, its result or a place to fill it in. */
function operation({ explain }) {
  const symbols = element("p", { class: "symbols" }), numbers = element("p", { class: "numbers" });
  const input = element("input", { type: "number", step: "any", "aria-label": "The number that is missing" }), check = button("Check", () => answer());
  const verdict = element("p", { class: "verdict", "aria-live": "polite" }), fill = element("p", { class: "fill", hidden: true }, input, check);
  let wanted = 0, line = null, solved = () => {};
  const answer = () => {
    const near = input.value !== "" && Math.abs(Number(input.value) - wanted) <= NEAR;
    verdict.textContent = near ? `Right: ${figure(wanted, 4)}.` : `Not yet. ${HINTS[line.tree[0]] ?? "First multiply, then add."}`;
    if (near) solved();
  };
  onKeys(input, { Enter: answer });
  const show = ({ line: now, known, unit, held, asked, fresh }) => {
    line = now;
    const { target, tree } = line, value = known[target][unit];
    const symbol = (name) => {
      const node = element("button", { type: "button", class: "symbol" }, ...inText(name));
      node.onclick = node.onpointerenter = node.onfocus = () => explain(name);
      return node;
    };
    symbols.replaceChildren(symbol(target), " = ", ...written(tree, symbol));
    const last = asked ? "?" : figure(value, 4), steps = [withNumbers(tree, known, unit), between(tree, known, unit), last].filter(Boolean);
    numbers.replaceChildren(...inText(target), target in held ? ` = ${figure(held[target])}, held by hand, whatever the equation says`
      : `${known[target].length > 1 ? ` of unit ${unit + 1}` : ""} = ${steps.join(" = ")}`);
    fill.hidden = !asked;
    if (fresh) { input.value = ""; verdict.textContent = ""; }
    wanted = value;
  };
  return { show, nodes: [symbols, numbers, fill, verdict], onsolved: (hear) => { solved = hear; } };
}

/** A tree as it is written on paper, each name by `symbol`. */
function written(tree, symbol, rank = 0) {
  if (typeof tree === "string") return [symbol(tree)];
  if (typeof tree === "number") return [String(tree)];
  const [sign, a, b] = tree;
  if (FUNCTIONS[sign]) return [`${sign === "sigmoid" ? "σ" : sign}(`, ...written(a, symbol), ")"];
  const mine = RANK[sign], found = [...written(a, symbol, mine), sign === "@" ? " " : ` ${sign === "*" ? "×" : signed(sign)} `, ...written(b, symbol, mine)];
  return mine < rank ? ["(", ...found, ")"] : found;
}

/** The function's own lines, the running one marked. */
function code(source, pick) {
  const lines = source.map((text, k) => {
    const line = element("code", {}, text || " ");
    line.onclick = () => pick(k);
    return line;
  });
  const node = element("pre", { tabindex: 0, role: "group", "aria-label": "The function that was run; the marked line is the operation shown" }, ...lines);
  const show = (number) => lines.forEach((line, k) => {
    line.className = k === number ? "running" : "";
    if (k === number) line.setAttribute("aria-current", "step");
    else line.removeAttribute("aria-current");
  });
  return { node, show };
}

/** A number to be moved: a slider and a field beside it. */
function mover(name, { low, high, step, label }, moved) {
  const range = element("input", { type: "range", min: low, max: high, step, "aria-label": label });
  const field = element("input", { type: "number", min: low, max: high, step: "any", "aria-label": `${label}, as a number` });
  range.oninput = () => moved(Number(range.value));
  field.onchange = () => moved(Math.max(low, Math.min(high, Number(field.value) || 0)));
  const node = element("div", { class: "mover" }, element("span", { class: "name" }, name), range, field);
  return { node, show: (value) => { range.value = value; if (field.getRootNode().activeElement !== field) field.value = Number(value.toFixed(3)); } };
}
