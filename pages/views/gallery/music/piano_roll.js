// A piano roll in lines, as a page of music has, and a flute that plays it.  Drawn when the data comes and when the width
// changes; playing moves a cursor and marks a note.  The server is never asked.
//
// data = { stamp, step (of the network's drawing: it writes note step + 2, counted from 1), colour, metre, tempo, quarter, bar, upbeat, shared: [from, to, title],
//          notes: [[pitch or null, start, ticks, name, length, p or null]], others: for each note [[text, p]], tone: { overtones, attack, release, fade } }

const GUTTER = 30, RIGHT = 4, LANE = 8, FOOT = 17; // px: pitch names, air, a semitone, the bracket below
const AIM = 42, WIDEST = 74; // px a quarter note: what a line is filled with, and at most
const AHEAD = 0.5, BEAT = 100; // seconds of sound ordered beforehand, and ms between two orders

export default function ({ data: [data], parentElement }) {
  const root = parentElement.querySelector(".piano-roll");
  return drawIn(root, data.stamp, () => build(root, data), (known) => known.markStep(data.step));
}

const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function build(root, data) {
  const self = { at: -1, page: null };
  const play = element("button", { type: "button", class: "play" });
  const status = element("div", { class: "status", "aria-live": "off" });
  const end = data.notes.length ? data.notes.at(-1)[1] + data.notes.at(-1)[2] : 0;
  const systems = element("div", { class: "systems", tabindex: 0, role: "img",
    "aria-label": `Piano roll of ${data.notes.length} notes in ${data.metre}; the left and right arrow keys go from note to note` });
  root.replaceChildren(element("div", { class: "deck" }, play, status), systems, legend(data));

  function mark(k, follow) {
    if (k === self.at) return;
    self.at = k;
    self.page.mark(k, follow);
    status.textContent = k < 0 ? "" : sentence(data, k);
  }
  const label = (playing) => {
    play.textContent = playing ? "❚❚ Stop" : "▶ Play";
    play.setAttribute("aria-label", playing ? "Stop" : "Play the tune");
  };
  const sound = player(data, {
    tick: (ticks) => {
      const k = data.notes.findLastIndex((n) => n[1] <= ticks);
      self.page.cursor(reducedMotion() && k >= 0 ? data.notes[k][1] : ticks);
      mark(k, true);
    },
    over: () => { label(false); self.page.cursor(null); },
  });
  play.onclick = () => {
    if (sound.playing()) return sound.stop();
    label(true);
    const from = self.at > 0 && (self.picked || self.at < data.notes.length - 1) ? data.notes[self.at][1] : 0;
    self.picked = false; // the last note that was played is no place to begin at, one that was chosen is
    sound.start(from);
  };
  const choose = (k) => { sound.stop(); self.picked = true; mark(Math.max(0, Math.min(data.notes.length - 1, k)), false); };
  onKeys(systems, { ArrowLeft: () => choose(self.at - 1), ArrowRight: () => choose(self.at + 1), " ": () => play.click() });
  let width = 0;
  const resized = new ResizeObserver(() => {
    if (Math.abs(systems.clientWidth - width) < 2) return;
    width = systems.clientWidth;
    self.page = page(data, width, end, choose);
    systems.replaceChildren(...self.page.nodes);
    self.page.mark(self.at, false);
  });
  resized.observe(systems);
  self.page = { mark() {}, cursor() {} };
  self.stop = () => { sound.stop(); resized.disconnect(); };
  self.markStep = (step) => {
    if (step === self.step || sound.playing()) return;
    self.step = step;
    if (step + 1 < data.notes.length) mark(step + 1, false);
  };
  label(false);
  status.textContent = "";
  self.markStep(data.step);
  return self;
}

function sentence(data, k) {
  const [pitch, , , name, length, p] = data.notes[k];
  const what = pitch === null ? `a rest, ${length}` : `${name}, ${length}`;
  const others = data.others[k].map(([text, q]) => `${text} ${percent(q)}`).join(", ");
  return `Note ${k + 1} of ${data.notes.length}: ${what} – ${p === null ? "chosen by you" : `drawn with ${percent(p)}`}${others && `; it could have been ${others}`}`;
}

function legend(data) {
  const fade = element("i", { style: { width: "3.6rem", background: `linear-gradient(90deg, color-mix(in srgb, ${data.colour} 28%, transparent), ${data.colour})` } });
  const [from, to, title] = data.shared;
  const parts = [element("span", {}, fade, "faint: unlikely, full colour: likely"), element("span", {}, "heights are pitches, widths lengths; lines are bars"),
    element("span", {}, "outlined: the note you chose"), element("span", {}, "click a note, then Play: it plays from there")];
  if (to > from) parts.push(element("span", {}, `underlined: ${to - from} notes as in “${title}”`));
  return element("div", { class: "legend" }, ...parts);
}

// --- the page: lines of whole bars ---------------------------------------------------------------------------------

function page(data, width, end, choose) {
  const first = data.upbeat ? data.upbeat - data.bar : 0, room = width - GUTTER - RIGHT;
  const bars = Math.max(1, Math.ceil((end - first) / data.bar)), most = Math.max(1, Math.floor(room / ((AIM * data.bar) / data.quarter)));
  const each = Math.ceil(bars / Math.ceil(bars / most)), scale = Math.min(room / (each * data.bar), WIDEST / data.quarter);
  const pitches = data.notes.map((n) => n[0]).filter((p) => p !== null);
  const low = Math.min(...pitches, 60) - 1, high = Math.max(...pitches, 67) + 1;
  const shape = { first, scale, span: each * data.bar, low, high, height: (high - low + 1) * LANE, width };
  const lines = [], cut = Math.ceil(bars / each);
  for (let n = 0; n < cut; n++) lines.push(system(data, shape, first + n * shape.span, n, end, choose));
  let marked = [], cursors = lines.map((l) => l.cursor);
  return {
    nodes: lines.map((l) => l.node),
    mark(k, follow) {
      for (const rect of marked) rect.classList.remove("on");
      marked = lines.flatMap((l) => l.rects.get(k) ?? []);
      for (const rect of marked) rect.classList.add("on");
      if (follow) lines.find((l) => l.rects.has(k))?.node.scrollIntoView({ block: "nearest", behavior: reducedMotion() ? "auto" : "smooth" });
    },
    cursor(ticks) {
      cursors.forEach((cursor, n) => {
        const from = first + n * shape.span, inside = ticks !== null && ticks >= from && ticks < from + shape.span;
        cursor.setAttribute("visibility", inside ? "visible" : "hidden");
        if (inside) { const x = GUTTER + (ticks - from) * scale; cursor.setAttribute("x1", x); cursor.setAttribute("x2", x); }
      });
    },
  };
}

function system(data, shape, from, n, end, choose) {
  const { scale, span, low, high, height, width } = shape, x = (ticks) => GUTTER + (ticks - from) * scale, y = (pitch) => (high - pitch) * LANE;
  const until = Math.min(from + span, Math.ceil((end - shape.first) / data.bar) * data.bar + shape.first), right = x(until);
  const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height + FOOT}`, height: height + FOOT });
  svg.append(svgElement("rect", { class: "ground", x: GUTTER, y: 0, width: right - GUTTER, height }));
  for (let pitch = low; pitch <= high; pitch++) {
    if ([1, 3, 6, 8, 10].includes(pitch % 12)) svg.append(svgElement("rect", { class: "dark", x: GUTTER, y: y(pitch), width: right - GUTTER, height: LANE }));
    if (pitch % 12 === 0) svg.append(svgElement("line", { class: "tonic", x1: GUTTER, x2: right, y1: y(pitch) + LANE / 2, y2: y(pitch) + LANE / 2 }));
    if ([0, 7].includes(pitch % 12)) svg.append(svgElement("text", { x: GUTTER - 5, y: y(pitch) + LANE - 0.5, "text-anchor": "end" }, `${pitch % 12 ? "G" : "C"}${Math.floor(pitch / 12) - 1}`));
  }
  const beat = data.metre.endsWith("8") ? (data.quarter * 3) / 2 : data.metre.endsWith("2") ? data.quarter * 2 : data.quarter;
  for (let t = from; t <= until + 0.5; t += beat)
    svg.append(svgElement("line", { class: (t - shape.first) % data.bar === 0 ? "line" : "beat", x1: x(t), x2: x(t), y1: 0, y2: height }));
  const rects = new Map();
  data.notes.forEach((note, k) => {
    const [pitch, start, ticks, name, length, p] = note, a = Math.max(start, from), b = Math.min(start + ticks, from + span);
    if (a >= b || pitch === null) return;
    const rect = svgElement("rect", { class: k ? "note" : "note first", x: x(a) + 0.75, y: y(pitch) - 0.5, width: Math.max(2, (b - a) * scale - 1.5), height: LANE + 1,
      rx: 3, style: { fill: `color-mix(in srgb, ${data.colour} ${Math.round(p === null ? 100 : 28 + 72 * Math.sqrt(p))}%, var(--st-background-color))` } }, svgElement("title", {}, `${name}, ${length}`));
    rects.set(k, [rect]);
    svg.append(rect);
  });
  bracket(data, from, span, x, height).forEach((part) => svg.append(part));
  const cursor = svgElement("line", { class: "cursor", visibility: "hidden", y1: -2, y2: height + 2 });
  svg.append(cursor);
  svg.addEventListener("click", (e) => {
    const ticks = from + (e.clientX - svg.getBoundingClientRect().left - GUTTER) / scale;
    choose(data.notes.findLastIndex((note) => note[1] <= ticks));
  });
  return { node: svg, rects, cursor };
}

// The notes in a row that a training tune has too, underlined.
function bracket(data, from, span, x, height) {
  const [first, last] = data.shared;
  if (last - first < 2) return [];
  const a = Math.max(data.notes[first][1], from), b = Math.min(data.notes[last - 1][1] + data.notes[last - 1][2], from + span);
  return a >= b ? [] : [svgElement("line", { class: "shared", x1: x(a) + 1, x2: x(b) - 1, y1: height + 7, y2: height + 7 })];
}

// --- the flute -----------------------------------------------------------------------------------------------------

function player(data, { tick, over }) {
  const second = 60 / (data.tempo * data.quarter); // of one tick
  const end = data.notes.length ? data.notes.at(-1)[1] + data.notes.at(-1)[2] : 0;
  let context, master, zero, next, begun = 0, ordering = 0, frame = 0;
  function tone(pitch, start, held) {
    const { overtones, attack, release, fade } = data.tone, total = overtones.reduce((a, b) => a + b);
    const wave = context.createPeriodicWave(new Float32Array(overtones.length + 1), Float32Array.from([0, ...overtones]), { disableNormalization: true });
    const source = context.createOscillator(), gain = context.createGain();
    source.setPeriodicWave(wave);
    source.frequency.value = 440 * 2 ** ((pitch - 69) / 12);
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.5 / total, start + attack);
    gain.gain.exponentialRampToValueAtTime((0.5 / total) * Math.exp(-fade * held), start + Math.max(held, attack + 0.001));
    gain.gain.linearRampToValueAtTime(0, start + held + release);
    source.connect(gain).connect(master);
    source.start(start);
    source.stop(start + held + release + 0.02);
  }
  function order() {
    for (; next < data.notes.length && zero + data.notes[next][1] * second < context.currentTime + AHEAD; next++) {
      const [pitch, start, ticks] = data.notes[next], when = zero + start * second;
      if (pitch !== null) tone(pitch, Math.max(when, context.currentTime), ticks * second);
    }
  }
  function follow() {
    const ticks = (context.currentTime - zero) / second;
    tick(Math.max(ticks, begun)); // the sound begins a moment later than it is ordered: the note before is not played
    if (ticks >= end) return stop(); // after the tick: however late a frame comes, the last note is shown
    frame = requestAnimationFrame(follow);
  }
  function start(from) {
    context ??= new AudioContext();
    context.resume();
    master = context.createGain();
    master.connect(context.destination);
    zero = context.currentTime + 0.08 - from * second;
    begun = from;
    next = data.notes.findIndex((note) => note[1] >= from);
    order();
    ordering = setInterval(order, BEAT);
    frame = requestAnimationFrame(follow);
  }
  function stop() {
    if (!ordering) return;
    clearInterval(ordering);
    cancelAnimationFrame(frame);
    ordering = 0;
    master.gain.setTargetAtTime(0, context.currentTime, 0.02);
    setTimeout((old) => old.disconnect(), 300, master);
    over();
  }
  return { start, stop, playing: () => ordering !== 0 };
}
