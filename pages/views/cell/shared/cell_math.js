// A cell computed in the browser, by the operations that its Python function was taken apart into (rnn_core/nn/equations.py).
// A vector is an array of numbers, a matrix one of rows; a tree is a name, a number, or [sign or function, tree, …].

const FUNCTIONS = { sigmoid: (a) => 1 / (1 + Math.exp(-a)), tanh: Math.tanh };
const SIGNS = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b };

function evaluate(tree, known) {
  if (typeof tree === "string") return known[tree];
  if (typeof tree === "number") return [tree];
  const [sign, ...parts] = tree, [a, b] = parts.map((part) => evaluate(part, known));
  if (FUNCTIONS[sign]) return a.map(FUNCTIONS[sign]);
  if (sign === "@") return a.map((row) => row.reduce((sum, weight, k) => sum + weight * b[k], 0));
  const of = (values, k) => values[values.length === 1 ? 0 : k];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, k) => SIGNS[sign](of(a, k), of(b, k)));
}

/** Every name of every step with its value; `held`: gates that a hand holds. */
function unroll(cell, weights, inputs, held, units) {
  const found = [];
  let state = Object.fromEntries(cell.states.map((name) => [name, Array(units).fill(0)]));
  for (const x of inputs) {
    const known = { x: [x], ...state, ...weights };
    for (const { target, tree } of cell.lines)
      known[target] = target in held ? Array(units).fill(held[target]) : evaluate(tree, known);
    found.push(known);
    state = Object.fromEntries(cell.states.map((name) => [name, known[`${name}_new`]]));
  }
  return found;
}

/** For each step the names that may change with `name`: a weight at every step, x at step `at` and what comes of it later. */
function dependents(cell, name, at, steps, held) {
  let before = new Set();
  return Array.from({ length: steps }, (_, t) => {
    const moved = new Set(cell.states.filter((state) => before.has(`${state}_new`)));
    if (name !== "x" || t === at) moved.add(name);
    for (const { target, reads } of cell.lines)
      if (!(target in held) && reads.some((read) => moved.has(read))) moved.add(target);
    return (before = moved);
  });
}

const signed = (text) => text.replace("-", "−");
/** A number to four digits behind the point at most, as a person writes it. */
const figure = (value, digits = 3) => signed(String(Number(value.toFixed(digits))) === "-0" ? "0" : String(Number(value.toFixed(digits))));
const figures = (values, digits = 2) => values.map((value) => figure(value, digits)).join(", ");
const bracketed = (text) => (text.startsWith("−") ? `(${text})` : text);

const RANK = { "+": 1, "-": 1, "*": 2, "@": 3 };

/** A tree of one unit with its numbers, "σ(8·1 + 1·0.5 + 4)". */
function withNumbers(tree, known, unit, rank = 0) {
  if (typeof tree === "number") return String(tree);
  if (typeof tree === "string") return bracketed(figure(known[tree][known[tree].length === 1 ? 0 : unit]));
  const [sign, a, b] = tree;
  if (FUNCTIONS[sign]) return `${sign === "sigmoid" ? "σ" : sign}(${withNumbers(a, known, unit)})`;
  if (sign === "@") return known[a][unit].map((weight, k) => `${bracketed(figure(weight))}·${bracketed(figure(known[b][k]))}`).join(" + ");
  const mine = RANK[sign], text = `${withNumbers(a, known, unit, mine)} ${sign === "*" ? "·" : signed(sign)} ${withNumbers(b, known, unit, mine)}`;
  return mine < rank ? `(${text})` : text;
}

/** What stands between: "σ(4.5)" for a line that ends in a function; nothing for the others. */
function between([sign, inner], known, unit) {
  return FUNCTIONS[sign] && Array.isArray(inner) ? `${sign === "sigmoid" ? "σ" : sign}(${figure(evaluate(inner, known)[unit])})` : "";
}
