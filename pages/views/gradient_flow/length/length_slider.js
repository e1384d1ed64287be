// The length slider and its picture: gradient size against steps back, for every cell on one pair of axes.
// sentences.js and chart.js stand before it.
//
// data = { stamp, longest, length, lengths, title, kind, precision, series: [{ name, colour, dash, seeds, levels: [base64],
//          points }], hidden, sketch, steps }
// levels: those at `length` (median, and with several seeds lowest and highest), lag 0 first, base64 of int32.
// points: { n: [[lag, level]] } for a quantity that is measured at some lengths and lags only.
// All other lengths come once, through all_lengths.js, under the same stamp.  A level is 1/1000 of a decade.

const BEAT = 60;

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".flow");
  if (!instances.has(root)) instances.set(root, build(root));
  const self = instances.get(root);
  self.send = setStateValue;
  self.take(data);
  return () => self.halt();
}

function build(root) {
  const self = { n: 0, given: null, sent: [], stamp: null, tables: null };
  const lengthAt = (k) => self.data.lengths?.[k] ?? k + 1, last = () => (self.data.lengths?.length ?? self.data.longest) - 1;
  const slider = rail({ label: "Sequence length", beat: BEAT, names: ["One shorter", "One longer"], stride: () => Math.max(1, Math.round(last() / 250)),
    show: (k) => { self.n = lengthAt(k); draw(); }, told: () => { self.sent.push(self.n); self.send("length", self.n); } });
  const length = element("output", { class: "length" }), legend = element("div", { class: "legend" });
  const sentences = element("ul", { class: "sentences" }), state = element("p", { class: "state", "aria-live": "polite" });
  const svg = element("svg:svg", { class: "picture", role: "img", tabindex: 0 }), chart = chartIn(svg), guess = guessing(self, svg, chart, () => draw());
  slider.node.prepend(length);
  root.replaceChildren(slider.node, guess.node, legend, svg, sentences, state);
  self.halt = slider.halt;

  function place(n) { // on the slider, of the length next to n
    if (!self.data.lengths) return n - 1;
    return self.data.lengths.reduce((best, have, k) => (Math.abs(have - n) < Math.abs(lengthAt(best) - n) ? k : best), 0);
  }
  function points(series, k) { // [[lag, level, low, high]] at the present length, or null while it is on its way
    if (series.points) return series.points[self.n] ?? null;
    const rows = self.n === self.data.length ? self.levels[k] : self.tables?.[k]?.map((table) => table(self.n));
    return rows ? Array.from(rows[0], (level, lag) => [lag, level, rows[1]?.[lag], rows[2]?.[lag]]) : null;
  }

  function draw() {
    const all = self.data.series.map((series, k) => ({ ...series, points: points(series, k) })), waiting = all.some((series) => !series.points);
    const shown = all.filter((series) => series.points && !guess.hides(series.name));
    length.textContent = many(self.n);
    slider.range.setAttribute("aria-valuetext", length.textContent);
    if (!waiting || shown.length) chart.draw(shown, self.n, guess.points, guess.drawing);
    self.width = chart.width();
    const lines = shown.filter((series) => !series.dash).map((series) => ({ ...series, text: sentence(series, self.n, self.data) }));
    say(lines);
    state.textContent = waiting ? "Measuring every other length …" : "";
    svg.setAttribute("aria-label", `${self.data.title} against steps back, at length ${self.n}. ${lines.map((line) => `${line.name}: ${line.text}`).join(" ")}`);
    root.dataset.n = waiting ? "" : self.n;
    root.dataset.stamp = self.data.stamp;
  }
  function say(lines) {
    const alike = lines.length > 1 && lines.every((line) => line.text === lines[0].text);
    sentences.replaceChildren(...(alike ? [element("li", {}, element("b", {}, "All:"), ` ${lines[0].text}`)] : lines.map(({ colour, name, text }) =>
      element("li", {}, element("i", { style: `background:${colour}` }), element("b", {}, `${name}:`), ` ${text}`))));
  }

  function takeLengths() { // from all_lengths.js, once they have come
    const found = globalThis.unrolledFlows?.get(self.data?.stamp);
    found?.then((tables) => { if (tables.stamp === self.data.stamp) { self.tables = tables; draw(); } });
  }
  globalThis.addEventListener("unrolled-flow", takeLengths);
  new ResizeObserver(() => self.data && chart.width() !== self.width && draw()).observe(root);

  self.take = (data) => {
    if (data.stamp !== self.stamp) self.tables = null;
    self.stamp = data.stamp;
    self.data = data;
    self.levels = data.series.map((series) => series.levels?.map(int32));
    slider.last = last();
    legend.replaceChildren(element("b", {}, data.title), ...data.series.map((series) => element("span", {}, swatch(series), series.name)));
    guess.take();
    const answered = self.sent.lastIndexOf(data.length) + 1; // the hand may have rested again before the first answer
    const jumps = self.given === null || (data.length !== self.given && !answered);
    self.sent.splice(0, answered);
    self.given = data.length;
    slider.show(place(jumps ? data.length : self.n));
    takeLengths();
  };
  return self;
}

/** In the legend as in the picture: a dot, or a dashed line. */
function swatch({ colour, dash }) {
  if (!dash) return element("i", { style: `background:${colour}` });
  return element("svg:svg", { viewBox: "0 0 32 4" }, element("svg:line", { x1: 1, x2: 31, y1: 2, y2: 2, stroke: colour, "stroke-dasharray": dash, class: "dash" }));
}

/** The visitor's own guess, drawn or typed before the answer is shown. */
function guessing(self, svg, chart, draw) {
  const guess = { node: element("div", { class: "ask" }), points: [], drawing: false, hides: (name) => guess.drawing && self.data.hidden.includes(name) };
  const parse = (sketch) => (sketch || "").split("_").map((pair) => pair.split(":").map(Number)).filter((p) => p.length === 2 && p[0] >= 0 && p[0] < 1000 && Math.abs(p[1]) <= 400);

  guess.take = () => {
    guess.points = parse(self.data.sketch);
    guess.drawing = Boolean(self.data.hidden) && guess.points.length < 2;
    guess.node.replaceChildren(...(guess.drawing ? invitation() : self.data.hidden ? ["Dotted grey: your guess. ", again()] : []));
  };
  const again = () => button("Guess again", () => { guess.points = []; self.send("sketch", ""); });
  function invitation() {
    const box = element("input", { type: "number", max: 6, min: -300, step: 1, placeholder: "-10", "aria-label": "Exponent of ten that arrives at the first step" });
    const answer = button("Show what was measured", () => {
      if (guess.points.length < 2 && box.value !== "") guess.points = [[0, 0], [self.n - 1, Number(box.value)]];
      if (guess.points.length < 2) return box.focus();
      guess.drawing = false;
      self.send("sketch", guess.points.map(([lag, log]) => `${Math.round(lag)}:${log.toFixed(1)}`).join("_"));
      draw();
    });
    return [`Draw with the pointer where you expect the ${self.data.hidden.join(" and the ")}, or type it: of what leaves the last step, 10 to the power of `,
      box, " arrives at the first. ", answer];
  }
  function extend(e) {
    const [lag, log] = chart.place(e);
    if (lag < 0 || lag > self.n - 1) return;
    guess.points = [...guess.points.filter(([other]) => Math.abs(other - lag) > self.n / 60), [lag, log]].sort((a, b) => a[0] - b[0]);
    draw();
  }
  svg.addEventListener("pointerdown", (e) => { svg.setPointerCapture(e.pointerId); if (guess.drawing) { guess.points = []; extend(e); e.preventDefault(); } });
  svg.addEventListener("pointermove", (e) => { if (e.buttons && guess.drawing) extend(e); else if (self.data) chart.showCross(e, self.n, self.data); });
  svg.addEventListener("pointerleave", chart.clearCross);
  return guess;
}
