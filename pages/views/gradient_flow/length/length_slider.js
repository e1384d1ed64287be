// The length slider and its picture: gradient size against steps back, for every cell on one pair of axes.
//
// data = { stamp, longest, length, lengths, title, words, precision, series: [{ name, colour, dash, quick: [base64],
//          sparse }], hidden, sketch, steps }
// quick: the levels at `length` (median, and with several seeds lowest and highest), lag 0 first, base64 of int32.
// sparse: { n: [[lag, level]] } for a quantity that is measured at some lengths and lags only.
// All other lengths come once, through carrier.js, under the same stamp.  A level is 1/1000 of a decade.

const REST = 350, BEAT = 60, ZERO = -(2 ** 31), OVER = 2 ** 31 - 1, PER = 1000;
const FLOORS = [[-37.93, "float32: no normal number is smaller than 10⁻³⁸"], [-307.65, "float64: no normal number is smaller than 10⁻³⁰⁸"]];
const instances = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".flow");
  if (!instances.has(root)) instances.set(root, build(root));
  const self = instances.get(root);
  self.tell = setStateValue;
  self.take(data);
  return () => self.halt();
}

const POWERS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
const power = (k) => (k === 0 ? "1" : `10${[...String(k)].map((c) => POWERS[c]).join("")}`);
const number = (v) => scientific(Math.log10(v));
function scientific(log) {
  if (log > -3.001 && log < 3) return String(Number((10 ** log).toPrecision(2)));
  const whole = Math.floor(log + 1e-9), lead = 10 ** (log - whole);
  return lead < 1.05 || lead > 9.5 ? power(Math.round(log)) : `${lead.toFixed(1)}·${power(whole)}`;
}
const many = (k) => `${k} ${k === 1 ? "step" : "steps"}`;
const finite = (level) => level !== ZERO && level !== OVER;

function int32(told) {
  const bytes = Uint8Array.from(atob(told), (c) => c.charCodeAt(0));
  return new Int32Array(bytes.buffer);
}

function build(root) {
  const self = { n: 0, given: null, told: null, stamp: null, tables: null, playing: 0, resting: 0, sketch: [] };
  const range = element("input", { type: "range", min: 0, step: 1, "aria-label": "Sequence length" });
  const play = element("button", { type: "button", "aria-label": "Play" }, "▶");
  const less = element("button", { type: "button", "aria-label": "One shorter" }, "−");
  const more = element("button", { type: "button", "aria-label": "One longer" }, "+");
  const told = element("output", { class: "length" });
  const legend = element("div", { class: "legend" }), said = element("ul", { class: "said" });
  const state = element("p", { class: "state", "aria-live": "polite" });
  const svg = element("svg:svg", { class: "picture", role: "img", tabindex: 0 });
  const ask = element("div", { class: "ask" });
  root.replaceChildren(element("div", { class: "rail" }, told, range, less, more, play), ask, legend, svg, said, state);
  const painted = painter(svg);

  const lengths = () => self.data.lengths;
  const at = (k) => (lengths() ? lengths()[k] : k + 1);
  const last = () => (lengths() ? lengths().length : self.data.longest) - 1;
  const nearest = (n) => {
    if (!lengths()) return Math.max(0, Math.min(last(), n - 1));
    return lengths().reduce((best, have, k) => (Math.abs(have - n) < Math.abs(lengths()[best] - n) ? k : best), 0);
  };

  function points(series) { // [[lag, level, low, high]] at the present length, or null while it is on its way
    if (series.sparse) return series.sparse[self.n] ?? null;
    const rows = self.n === self.quickN ? series.quick : self.tables?.[series.place]?.map((table) => table(self.n));
    return rows ? Array.from(rows[0], (level, lag) => [lag, level, rows[1]?.[lag], rows[2]?.[lag]]) : null;
  }

  function draw() {
    const shown = self.data.series.map((series) => ({ ...series, points: points(series) }));
    const waiting = shown.some((series) => !series.points);
    const seen = shown.filter((series) => series.points && !(self.data.hidden?.includes(series.name) && !self.revealed));
    told.textContent = `${self.n} ${self.n === 1 ? "step" : "steps"}`;
    range.setAttribute("aria-valuetext", told.textContent);
    if (!waiting || seen.length) painted.draw(self, seen);
    const lines = seen.filter((series) => !series.dash).map((series) => words(series, self));
    const alike = lines.length > 1 && lines.every((line) => line[2] === lines[0][2]);
    said.replaceChildren(...(alike ? [element("li", {}, element("b", {}, "All:"), ` ${lines[0][2]}`)] : lines.map(([colour, name, text]) =>
      element("li", {}, element("i", { style: `background:${colour}` }), element("b", {}, name), ` ${text}`))));
    state.textContent = waiting ? "Measuring every other length …" : "";
    svg.setAttribute("aria-label", `${self.data.title} against steps back, at length ${self.n}. ${lines.map((l) => `${l[1]}: ${l[2]}`).join(" ")}`);
    self.drawn = { n: self.n, waiting };
    root.dataset.n = waiting ? "" : self.n;
    root.dataset.stamp = self.data.stamp;
  }

  function show(k) {
    range.value = k;
    self.n = at(k);
    draw();
  }
  function move(k) {
    k = Math.max(0, Math.min(last(), k));
    if (at(k) === self.n) return;
    show(k);
    clearTimeout(self.resting);
    self.resting = setTimeout(() => { self.told = self.n; self.tell("length", self.n); }, REST);
  }
  self.halt = () => { clearInterval(self.playing); self.playing = 0; play.textContent = "▶"; play.setAttribute("aria-label", "Play"); };
  play.onclick = () => {
    if (self.playing) return self.halt();
    if (Number(range.value) >= last()) show(0);
    play.textContent = "❚❚";
    play.setAttribute("aria-label", "Pause");
    const stride = Math.max(1, Math.round(last() / 250));
    self.playing = setInterval(() => { move(Number(range.value) + stride); if (Number(range.value) >= last()) self.halt(); }, BEAT);
  };
  less.onclick = () => move(Number(range.value) - 1);
  more.onclick = () => move(Number(range.value) + 1);
  range.oninput = () => move(Number(range.value));

  function arrived() { // the other lengths, from the carrier
    const shelf = globalThis.unrolledFlows;
    if (!self.data || !shelf?.has(self.data.stamp)) return;
    shelf.get(self.data.stamp).then((tables) => { if (tables.stamp === self.data.stamp) { self.tables = tables; draw(); } });
  }
  globalThis.addEventListener("unrolled-flow", arrived);
  new ResizeObserver(() => self.data && painted.width() !== self.width && draw()).observe(root);

  self.take = (data) => {
    const fresh = data.stamp !== self.stamp;
    self.data = data;
    self.quickN = data.length;
    data.series.forEach((series, place) => { series.place = place; if (series.quick) series.quick = series.quick.map((q) => (typeof q === "string" ? int32(q) : q)); });
    range.max = last();
    if (fresh) { self.stamp = data.stamp; self.tables = null; }
    legend.replaceChildren(...data.series.map((series) => element("span", {},
      element("i", { style: `background:${series.colour}`, class: series.dash ? "dashed" : "" }), series.name)));
    legend.prepend(element("b", {}, data.title));
    invite();
    const jumps = self.given === null || (data.length !== self.given && data.length !== self.told);
    self.given = data.length;
    show(nearest(jumps ? data.length : self.n));
    arrived();
  };

  // --- the visitor's own guess, before the answer ---------------------------------------------------------
  function invite() {
    self.sketch = read(self.data.sketch);
    self.revealed = !self.data.hidden || self.sketch.length > 1;
    self.drawing = Boolean(self.data.hidden) && !self.revealed;
    if (!self.data.hidden) return ask.replaceChildren();
    const box = element("input", { type: "number", max: 6, min: -300, step: 1, placeholder: "-10", "aria-label": "Exponent of ten that arrives at the first step" });
    const done = element("button", { type: "button" }, self.revealed ? "Guess again" : "Show what was measured");
    done.onclick = () => {
      if (self.revealed) { self.sketch = []; self.tell("sketch", ""); return; }
      if (self.sketch.length < 2 && box.value !== "") self.sketch = [[0, 0], [self.n - 1, Number(box.value)]];
      if (self.sketch.length < 2) return box.focus();
      self.revealed = true;
      self.drawing = false;
      self.tell("sketch", self.sketch.map(([lag, log]) => `${Math.round(lag)}:${log.toFixed(1)}`).join("_"));
      draw();
    };
    ask.replaceChildren(...(self.revealed ? ["Dotted grey: your guess. ", done] : [
      `Draw with the pointer where you expect the ${self.data.hidden.join(" and the ")}, or type it: of what leaves the last step, 10 to the power of `,
      box, " arrives at the first. ", done]));
  }
  const read = (text) => (text || "").split("_").map((pair) => pair.split(":").map(Number)).filter((p) => p.length === 2 && p[0] >= 0 && p[0] < 1000 && Math.abs(p[1]) <= 400);
  const sketching = (e) => {
    if (!self.drawing || !self.n) return;
    const [lag, log] = painted.place(e);
    if (lag < 0 || lag > self.n - 1) return;
    self.sketch = [...self.sketch.filter(([other]) => Math.abs(other - lag) > self.n / 60), [lag, log]].sort((a, b) => a[0] - b[0]);
    draw();
  };
  svg.addEventListener("pointerdown", (e) => { svg.setPointerCapture(e.pointerId); if (self.drawing) { self.sketch = []; sketching(e); e.preventDefault(); } });
  svg.addEventListener("pointermove", (e) => { if (e.buttons && self.drawing) sketching(e); else painted.point(e, self); });
  svg.addEventListener("pointerleave", () => painted.unpoint());
  return self;
}

// --- sentences -------------------------------------------------------------------------------------------

function words(series, self) {
  const { points, name, colour } = series, n = self.n, { words: kind, precision } = self.data, by = series.median ? ` (median of ${series.median} seeds)` : "";
  const told = (text) => [colour, `${name}:`, text + by];
  const ends = points.filter((p) => finite(p[1])), first = ends[0], last = ends[ends.length - 1];
  const lost = points.find((p) => p[1] === ZERO), over = points.find((p) => p[1] === OVER);
  if (!first && over) return told(`it explodes: at this length its states, and with them every gradient, are larger than ${precision} can hold. A shorter one shows how.`);
  if (!first) return told("nothing at all arrives: every value is 0.");
  if (kind === "share") return told(shares(points, n));
  if (over) return told(`it explodes: beyond ${over[0]} steps back it is larger than ${precision} can hold, so this page cannot say how large.`);
  if (lost && precision === "float32") return told(`nothing is left in float32 beyond ${last[0]} steps back. How small it really is, float32 cannot know: choose float64.`);
  if (lost && kind !== "share") return told(`exactly 0 from ${many(lost[0])} back on: every way back is cut there, by weights that are 0 or by units whose slope is 0, so there is no half-life.`);
  if (kind === "every") return told("the loss is told at every step, so near slopes are added everywhere: this line cannot say how far a single one travels. Choose “the last step” for that.");
  if (n < 2) return told("with one step there is no way back to measure.");
  const log = (last[1] - first[1]) / PER, factor = 10 ** (log / (last[0] - first[0]));
  const arrives = log < -0.02 ? `${scientific(log)} of it` : log > 0.02 ? `${scientific(log)} times as much` : "all of it";
  const way = kind === "jacobian" ? `a push of length 1 on step ${n - last[0]} moves step ${n} by ${scientific(last[1] / PER)} at most` : `of what leaves step ${n}, ${arrives} arrives at step ${n - last[0]}`;
  if (Math.abs(log) < 0.02) return told(`ends as large as it began: ${way}.`);
  return told(`× ${factor.toPrecision(log < 0 ? 3 : 4)} a step back on average, ${pace(ends, log < 0 ? -1 : 1, factor)}; ${way}.`);
}

// What the average would need to halve or double it, and where the line itself has done so for the first time.
function pace(ends, sign, factor) {
  const life = Math.log(2) / Math.abs(Math.log(factor)), [lag, level] = ends[0];
  const there = ends.findIndex((p) => sign * (p[1] - level) >= Math.log10(2) * PER - 1);
  const average = `which ${sign < 0 ? "halves" : "doubles"} it every ${number(life)} steps`;
  if (there < 0) return sign < 0 ? "and more than half is left to the end" : "and it does not double";
  const before = ends[there - 1][0] - lag, reached = ends[there][0] - lag; // it happened after the one, at the latest at the other
  if (reached >= 0.8 * life - 1 && before + 1 <= 1.25 * life + 1) return average;
  return `${average} (for the first time after ${reached > before + 1 ? "at most " : ""}${many(reached)})`;
}

function shares(points, n) {
  let sum = 0, half = null, most = null;
  for (const [lag, level] of points) {
    if (finite(level)) sum += 10 ** (level / PER);
    if (half === null && sum >= 0.5) half = lag;
    if (most === null && sum >= 0.99) most = lag;
  }
  const far = points[points.length - 2]?.[1]; // the first step has h = 0 before it and adds nothing
  const end = n > 2 && far !== undefined && finite(far) ? `; step 2 adds ${scientific(far / PER)} of it` : "";
  return `half of it comes from the last ${half ? `${half + 1} steps` : "step"}, 99 % from the last ${(most ?? n - 1) + 1}${end}.`;
}

// --- the picture -------------------------------------------------------------------------------------------

function painter(svg) {
  const layer = (name) => svg.appendChild(element("svg:g", { class: name }));
  const grid = layer("grid"), floors = layer("floors"), bands = layer("bands"), lines = layer("lines"), marks = layer("marks"), cross = layer("cross");
  const pad = { left: 52, right: 14, top: 12, bottom: 40 };
  let box = { width: 600, height: 340 }, x = (v) => v, y = (v) => v, inverse = () => [0, 0], drawn = [];
  const steps = (span, most) => { const raw = span / most, size = 10 ** Math.floor(Math.log10(raw)); return size * [1, 2, 5, 10].find((m) => m * size >= raw); };
  const text = (content, attributes) => element("svg:text", attributes, content);

  return {
    width: () => svg.clientWidth,
    place: (e) => inverse(e),
    draw(self, seen) {
      box = { width: svg.clientWidth || 600, height: svg.clientHeight || 340 };
      self.width = svg.clientWidth;
      svg.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
      drawn = seen;
      const logs = seen.flatMap((s) => s.points.flatMap((p) => [p[1], p[2], p[3]])).filter((v) => v !== undefined && finite(v)).map((v) => v / PER);
      if (self.drawing || self.sketch.length) logs.push(...self.sketch.map((p) => p[1]), 0);
      let low = logs.reduce((a, b) => Math.min(a, b), 0), high = logs.reduce((a, b) => Math.max(a, b), 0);
      const every = Math.max(1, steps(Math.max(high - low, 1), box.height < 300 ? 5 : 8));
      low = Math.min(Math.floor(low / every) * every, -every);
      high = Math.max(Math.ceil(high / every - 0.02) * every, 0);
      const width = box.width - pad.left - pad.right, height = box.height - pad.top - pad.bottom, most = Math.max(1, self.n - 1);
      x = (lag) => pad.left + (width * lag) / most;
      y = (log) => pad.top + (height * (high - log)) / (high - low);
      inverse = (e) => {
        const at = svg.getBoundingClientRect();
        return [(most * (e.clientX - at.left - pad.left)) / width, Math.max(low, Math.min(high, high - ((high - low) * (e.clientY - at.top - pad.top)) / height))];
      };
      axes(low, high, every, most);
      floors.replaceChildren(...FLOORS.filter(([log]) => log > low && log < high).flatMap(([log, label]) => [
        element("svg:line", { x1: pad.left, x2: box.width - pad.right, y1: y(log), y2: y(log) }),
        text(box.width < 480 ? label.split(":")[0] + "’s floor" : label, { x: pad.left + 6, y: y(log) - 5 })]));
      const clip = (log) => y(Math.max(low, Math.min(high, log)));
      bands.replaceChildren(...seen.filter((s) => s.points[0]?.[2] !== undefined).map((s) => {
        const down = s.points.map((p) => `${x(p[0])},${clip(p[2] === ZERO ? low : p[2] / PER)}`), up = s.points.map((p) => `${x(p[0])},${clip(p[3] === OVER ? high : p[3] === ZERO ? low : p[3] / PER)}`);
        return element("svg:polygon", { points: [...down, ...up.reverse()].join(" "), fill: s.colour });
      }));
      lines.replaceChildren(...seen.map((s) => element("svg:polyline", {
        points: s.points.filter((p) => finite(p[1])).map((p) => `${x(p[0]).toFixed(1)},${y(p[1] / PER).toFixed(1)}`).join(" "),
        stroke: s.colour, class: s.dash ? "dash" : "", "data-name": s.name })),
        ...(self.sketch.length > 1 ? [element("svg:polyline", { class: "sketch", points: self.sketch.filter(([lag]) => lag <= most).map(([lag, log]) => `${x(lag)},${clip(log)}`).join(" ") })] : []));
      marks.replaceChildren(...seen.filter((s) => !s.dash || s.points.length === 1).flatMap((s) => ends(s, low, high)));
    },
    point(e, self) {
      const [at] = inverse(e), lag = Math.round(at);
      if (!drawn.length || lag < 0 || lag > Math.max(0, self.n - 1)) return cross.replaceChildren();
      const found = drawn.filter((s) => !s.dash).map((s) => [s, s.points.reduce((best, p) => (Math.abs(p[0] - lag) < Math.abs(best[0] - lag) ? p : best))]);
      const level = (v) => (v === ZERO ? (self.data.precision === "float32" ? "below float32" : "0") : v === OVER ? "beyond" : scientific(v / PER));
      const word = self.data.steps?.[self.n - 1 - lag], rows = [`${lag} back, step ${self.n - lag}${word ? `: “${word}”` : ""}`, ...found.map(([s, p]) => `${s.name} ${level(p[1])}`)];
      const right = x(lag) > box.width - 190, wide = 8 + 6.6 * Math.max(...rows.map((r) => r.length));
      const left = right ? x(lag) - wide - 8 : x(lag) + 8;
      cross.replaceChildren(element("svg:line", { x1: x(lag), x2: x(lag), y1: pad.top, y2: box.height - pad.bottom }),
        element("svg:rect", { x: left, y: pad.top, width: wide, height: 8 + 16 * rows.length, rx: 4 }),
        ...rows.map((row, k) => text(row, { x: left + 6, y: pad.top + 16 + 16 * k })));
    },
    unpoint: () => cross.replaceChildren(),
  };

  function axes(low, high, every, most) {
    const made = [];
    for (let log = low; log <= high + 1e-9; log += every)
      made.push(element("svg:line", { x1: pad.left, x2: box.width - pad.right, y1: y(log), y2: y(log) }),
        text(power(Math.round(log)), { x: pad.left - 7, y: y(log) + 4, "text-anchor": "end" }));
    const stride = Math.max(1, steps(most, box.width < 480 ? 4 : 8));
    for (let lag = 0; lag <= most; lag += stride) made.push(text(String(lag), { x: x(lag), y: box.height - pad.bottom + 16, "text-anchor": "middle" }));
    made.push(text(box.width < 480 ? "steps back" : "steps back from the last step", { x: pad.left + (box.width - pad.left - pad.right) / 2, y: box.height - 6, "text-anchor": "middle" }));
    grid.replaceChildren(...made);
  }

  function ends(series, low, high) {
    const whole = series.points.filter((p) => finite(p[1])), last = whole[whole.length - 1];
    const lost = series.points.find((p) => p[1] === ZERO), over = series.points.find((p) => p[1] === OVER);
    if (!last && !over) return [];
    if (!lost && !over) return [element("svg:circle", { cx: x(last[0]), cy: y(last[1] / PER), r: 4, fill: series.colour })];
    const place = last ? lost ?? over : over;
    return [element("svg:text", { x: x(place[0]), y: over ? pad.top + 12 : y(Math.max(low, last[1] / PER)) + 4, style: `fill:${series.colour}`, class: "lost" }, over ? "▲" : "✕")];
  }
}
