// The length slider's picture: lines over steps back on a log axis, their spread, the visitor's guess, and a cross hair.

const FLOORS = [[-37.93, "float32: no normal number is smaller than 10⁻³⁸"], [-307.65, "float64: no normal number is smaller than 10⁻³⁰⁸"]];
const PAD = { left: 52, right: 14, top: 12, bottom: 40 };

/** A round step of an axis, of which at most `most` fit into `span`. */
function roundStep(span, most) {
  const raw = span / most, size = 10 ** Math.floor(Math.log10(raw));
  return size * [1, 2, 5, 10].find((m) => m * size >= raw);
}
const label = (content, attributes) => element("svg:text", attributes, content);

function chartIn(svg) {
  const layer = (name) => svg.appendChild(element("svg:g", { class: name }));
  const grid = layer("grid"), floors = layer("floors"), bands = layer("bands"), lines = layer("lines"), marks = layer("marks"), cross = layer("cross");
  let scale = null, shown = [];

  return {
    width: () => svg.clientWidth,
    place: (e) => scale.invert(e),
    clearCross: () => cross.replaceChildren(),
    /** series: lines with their points; guess: [[lag, log10]]; with `drawing` the axis keeps room for it. */
    draw(series, n, guess, drawing) {
      shown = series;
      scale = scaleOf(svg, series, n, drawing || guess.length ? [0, ...guess.map((p) => p[1])] : []);
      svg.setAttribute("viewBox", `0 0 ${scale.width} ${scale.height}`);
      grid.replaceChildren(...axes(scale));
      floors.replaceChildren(...FLOORS.filter(([log]) => log > scale.low && log < scale.high).flatMap(([log, text]) => floor(scale, log, text)));
      bands.replaceChildren(...series.filter((s) => s.points[0]?.[2] !== undefined).map((s) => band(scale, s)));
      lines.replaceChildren(...series.map((s) => polyline(scale, s)));
      if (guess.length > 1) lines.append(element("svg:polyline", { class: "sketch", points: guess.filter(([lag]) => lag < n).map(([lag, log]) => `${scale.x(lag)},${scale.clip(log)}`).join(" ") }));
      marks.replaceChildren(...series.filter((s) => !s.dash || s.points.length === 1).flatMap((s) => end(scale, s)));
    },
    showCross(e, n, { precision, steps }) {
      const lag = Math.round(scale?.invert(e)[0] ?? -1);
      if (!shown.length || lag < 0 || lag > Math.max(0, n - 1)) return cross.replaceChildren();
      const word = steps?.[n - 1 - lag], title = `${lag} back, step ${n - lag}${word ? `: “${word}”` : ""}`;
      cross.replaceChildren(...hair(scale, lag, [title, ...shown.filter((s) => !s.dash).map((s) => `${s.name} ${valueAt(s, lag, precision)}`)]));
    },
  };
}

function scaleOf(svg, series, n, guess) {
  const width = svg.clientWidth || 600, height = svg.clientHeight || 340, most = Math.max(1, n - 1);
  const logs = series.flatMap((s) => s.points.flatMap((p) => p.slice(1))).filter((v) => v !== undefined && finite(v)).map((v) => v / PER_DECADE).concat(guess);
  let low = logs.reduce((a, b) => Math.min(a, b), 0), high = logs.reduce((a, b) => Math.max(a, b), 0);
  const every = Math.max(1, roundStep(Math.max(high - low, 1), height < 300 ? 5 : 8));
  low = Math.min(Math.floor(low / every) * every, -every);
  high = Math.max(Math.ceil(high / every - 0.02) * every, 0);
  const inner = width - PAD.left - PAD.right, tall = height - PAD.top - PAD.bottom, within = (log) => Math.max(low, Math.min(high, log));
  const x = (lag) => PAD.left + (inner * lag) / most, y = (log) => PAD.top + (tall * (high - log)) / (high - low);
  return {
    width, height, most, low, high, every, x, y, clip: (log) => y(within(log)),
    invert(e) { // the lag and the log10 under a pointer
      const at = svg.getBoundingClientRect();
      return [(most * (e.clientX - at.left - PAD.left)) / inner, within(high - ((high - low) * (e.clientY - at.top - PAD.top)) / tall)];
    },
  };
}

function axes({ width, height, most, low, high, every, x, y }) {
  const made = [], narrow = width < 480;
  for (let log = low; log <= high + 1e-9; log += every)
    made.push(element("svg:line", { x1: PAD.left, x2: width - PAD.right, y1: y(log), y2: y(log) }),
      label(power(Math.round(log)), { x: PAD.left - 7, y: y(log) + 4, "text-anchor": "end" }));
  for (let lag = 0; lag <= most; lag += Math.max(1, roundStep(most, narrow ? 4 : 8)))
    made.push(label(String(lag), { x: x(lag), y: height - PAD.bottom + 16, "text-anchor": "middle" }));
  made.push(label(narrow ? "steps back" : "steps back from the last step", { x: (PAD.left + width - PAD.right) / 2, y: height - 6, "text-anchor": "middle" }));
  return made;
}

function floor({ width, y }, log, text) {
  return [element("svg:line", { x1: PAD.left, x2: width - PAD.right, y1: y(log), y2: y(log) }),
    label(width < 480 ? text.split(":")[0] + "’s floor" : text, { x: PAD.left + 6, y: y(log) - 5 })];
}

function band({ x, clip, low, high }, { points, colour }) {
  const log = (level) => (level === ZERO ? low : level === OVER ? high : level / PER_DECADE);
  const side = (k) => points.map((p) => `${x(p[0])},${clip(log(p[k]))}`);
  return element("svg:polygon", { points: [...side(2), ...side(3).reverse()].join(" "), fill: colour });
}

function polyline({ x, y }, { points, colour, dash, name }) {
  return element("svg:polyline", {
    points: points.filter((p) => finite(p[1])).map((p) => `${x(p[0]).toFixed(1)},${y(p[1] / PER_DECADE).toFixed(1)}`).join(" "),
    stroke: colour, "stroke-dasharray": dash || "none", class: dash ? "dash" : "", "data-name": name });
}

// A dot where the line ends; ✕ where nothing is left, ▲ where it is larger than the precision can hold.
function end({ x, y, low }, { points, colour }) {
  const whole = points.filter((p) => finite(p[1])), last = whole[whole.length - 1];
  const lost = points.find((p) => p[1] === ZERO), over = points.find((p) => p[1] === OVER);
  if (!last && !over) return [];
  if (!lost && !over) return [element("svg:circle", { cx: x(last[0]), cy: y(last[1] / PER_DECADE), r: 4, fill: colour })];
  const place = last ? lost ?? over : over;
  return [label(over ? "▲" : "✕", { x: x(place[0]), y: over ? PAD.top + 12 : y(Math.max(low, last[1] / PER_DECADE)) + 4, style: `fill:${colour}`, class: "lost" })];
}

function valueAt({ points }, lag, precision) {
  const level = points.reduce((best, p) => (Math.abs(p[0] - lag) < Math.abs(best[0] - lag) ? p : best))[1];
  return level === ZERO ? (precision === "float32" ? "below float32" : "0") : level === OVER ? "beyond" : scientific(level / PER_DECADE);
}

function hair({ width, height, x }, lag, rows) {
  const wide = 8 + 6.6 * Math.max(...rows.map((row) => row.length)), left = x(lag) > width - 190 ? x(lag) - wide - 8 : x(lag) + 8;
  return [element("svg:line", { x1: x(lag), x2: x(lag), y1: PAD.top, y2: height - PAD.bottom }),
    element("svg:rect", { x: left, y: PAD.top, width: wide, height: 8 + 16 * rows.length, rx: 4 }),
    ...rows.map((row, k) => label(row, { x: left + 6, y: PAD.top + 16 + 16 * k }))];
}
