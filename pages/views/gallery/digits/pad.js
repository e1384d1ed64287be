// A pad to draw a digit on, and what the network gets of it: 8 × 8 grey values, made as those it has learned from were.
// The server hears of a drawing when the hand has rested; the link keeps its 64 values, not its strokes.
//
// data = { code: 64 signs from 0 to g, or "": nothing drawn; shown: a code, small beside it; seen: what this is to the network; label, note }

const REST = 550; // ms without a stroke until the server is told
const FIELD = 32, CELL = 4, SIDE = 8; // a bitmap of 32 × 32; counts in blocks of 4 × 4; 8 × 8 values from 0 to 16
const WIDE = 20, LEFT = (FIELD - WIDE) / 2; // the box around the ink is stretched to the whole height and to this width
const PEN = 0.13; // of the larger side of what is drawn
const GROW = [256, 108], SHRINK = [412, 560]; // ink below or above which the edge moves by one pixel, and by one more
const EDGE = 2; // rows at either end that do not tell where the left end is
const MOST = 3000; // points of a drawing

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".pad");
  let known = instances.get(root);
  if (!known) instances.set(root, (known = build(root)));
  known.notify = (code) => setStateValue("code", code);
  known.take(data);
  return () => clearTimeout(instances.get(root)?.resting);
}

// --- strokes to values -------------------------------------------------------------------------------------------

/** Strokes, lists of [x, y], as the 64 signs of a code; "" where nothing is drawn.  Its twin: rnn_core/gallery/drawing.py. */
export function code(strokes) {
  if (!strokes.some((stroke) => stroke.length)) return "";
  const bitmap = straightened(balanced(inked(strokes.filter((stroke) => stroke.length))));
  const counts = new Array(SIDE * SIDE).fill(0);
  bitmap.forEach((on, k) => { counts[Math.floor(Math.floor(k / FIELD) / CELL) * SIDE + Math.floor((k % FIELD) / CELL)] += on; });
  return counts.map((n) => n.toString(17)).join("");
}

/** FIELD × FIELD of 0 and 1: what a round pen leaves, the box around it stretched to the height, and to WIDE in the middle. */
function inked(strokes) {
  const points = strokes.flat(), bitmap = new Array(FIELD * FIELD).fill(0);
  const low = [0, 1].map((i) => Math.min(...points.map((p) => p[i]))), high = [0, 1].map((i) => Math.max(...points.map((p) => p[i])));
  const reach = (PEN * Math.max(high[0] - low[0], high[1] - low[1]) || 1) / 2;
  const sizes = [WIDE, FIELD], pixel = [0, 1].map((i) => (high[i] - low[i] + 2 * reach) / sizes[i]);
  const place = (i, k) => low[i] - reach + (k + 0.5) * pixel[i];
  const nearest = (i, v) => Math.max(0, Math.min(sizes[i] - 1, Math.floor((v - low[i] + reach) / pixel[i])));
  for (const stroke of strokes)
    stroke.forEach((to, n) => {
      const from = stroke[Math.max(0, n - 1)];
      const [x0, y0] = [0, 1].map((i) => nearest(i, Math.min(from[i], to[i]) - reach)), [x1, y1] = [0, 1].map((i) => nearest(i, Math.max(from[i], to[i]) + reach));
      for (let y = y0; y <= y1; y++)
        for (let x = x0; x <= x1; x++)
          if (distance([place(0, x), place(1, y)], from, to) <= reach * reach) bitmap[y * FIELD + LEFT + x] = 1;
    });
  return bitmap;
}

/** The edge of the ink moved out where little is ink, in where much is: pixels become what all or any of their neighbours are. */
function balanced(bitmap) {
  const ink = bitmap.reduce((sum, on) => sum + on, 0);
  const around = (map, k) => [k >= FIELD && map[k - FIELD], map[k + FIELD], k % FIELD > 0 && map[k - 1], k % FIELD < FIELD - 1 && map[k + 1]];
  for (const least of GROW) if (ink < least) bitmap = bitmap.map((on, k, map) => +(on || around(map, k).some(Boolean)));
  for (const most of SHRINK) if (ink > most) bitmap = bitmap.map((on, k, map) => +(on && around(map, k).every(Boolean)));
  return bitmap;
}

/** Rows moved sideways, until the left ends of the third row and the third from the end stand under each other. */
function straightened(bitmap) {
  const row = (r) => bitmap.slice(r * FIELD, (r + 1) * FIELD), [top, bottom] = [EDGE, FIELD - 1 - EDGE];
  const [above, below] = [row(top).indexOf(1), row(bottom).indexOf(1)];
  if (above < 0 || below < 0) return bitmap;
  return bitmap.map((_, k) => {
    const r = Math.floor(k / FIELD), way = (r - FIELD / 2) * ((above - below) / (bottom - top));
    const from = (k % FIELD) - Math.sign(way) * Math.floor(Math.abs(way) + 0.5);
    return from >= 0 && from < FIELD ? bitmap[r * FIELD + from] : 0;
  });
}

/** From a place to the straight line between two, squared. */
function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay], length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  const [right, down] = [x - ax - along * dx, y - ay - along * dy];
  return right * right + down * down;
}

// --- the pad -----------------------------------------------------------------------------------------------------

function build(root) {
  const self = { strokes: [], code: "", sent: undefined, shown: "", resting: 0, notify: () => {} };
  const sheet = element("canvas", { class: "sheet", width: 480, height: 480, "aria-hidden": "true" });
  const seen = element("canvas", { class: "seen", width: 160, height: 160, role: "img" });
  const note = element("p", { class: "note" }), gets = element("span", { class: "label" });
  const hint = element("span", { class: "hint" }, "draw a digit here");

  function paint() {
    const context = sheet.getContext("2d"), size = sheet.width;
    context.clearRect(0, 0, size, size);
    hint.style.display = self.strokes.length || self.code ? "none" : "";
    context.strokeStyle = context.fillStyle = getComputedStyle(sheet).color;
    if (!self.strokes.length && self.code) grey(sheet, self.code);
    context.globalAlpha = 1;
    context.lineWidth = size / 12;
    context.lineCap = context.lineJoin = "round";
    for (const stroke of self.strokes) {
      context.beginPath();
      stroke.forEach(([x, y], n) => (n ? context.lineTo(x * size, y * size) : context.moveTo(x * size, y * size)));
      if (stroke.length === 1) context.lineTo(stroke[0][0] * size + 0.1, stroke[0][1] * size);
      context.stroke();
    }
    seen.getContext("2d").clearRect(0, 0, seen.width, seen.height);
    grey(seen, self.strokes.length ? code(self.strokes) : self.shown);
  }
  function send(value) {
    self.resting = 0;
    self.code = self.sent = value;
    self.notify(value);
  }
  function changed() {
    clearTimeout(self.resting);
    self.resting = setTimeout(() => send(code(self.strokes)), REST);
  }
  const at = (e) => pointed(sheet, e).map((v) => Math.max(0, Math.min(1, v)));
  sheet.addEventListener("pointerdown", (e) => {
    if (e.button) return;
    e.preventDefault();
    clearTimeout(self.resting);
    self.resting = 0;
    sheet.setPointerCapture(e.pointerId);
    self.drawing = e.pointerId;
    self.strokes.push([at(e)]);
    note.textContent = "your drawing";
    clear.style.visibility = "";
    paint();
  });
  sheet.addEventListener("pointermove", (e) => {
    if (self.drawing !== e.pointerId || self.strokes.flat().length >= MOST) return;
    self.strokes[self.strokes.length - 1].push(...(e.getCoalescedEvents?.().map(at) ?? []), at(e));
    paint();
  });
  const done = (e) => { if (self.drawing === e.pointerId) { self.drawing = undefined; changed(); } };
  sheet.addEventListener("pointerup", done);
  sheet.addEventListener("pointercancel", done);
  const clear = button("Clear", () => {
    clearTimeout(self.resting);
    self.strokes = [];
    send("");
    paint();
  });
  root.replaceChildren(element("div", { class: "frame" }, sheet, hint), element("div", { class: "side" }, gets, seen, note, clear));
  self.take = (data) => {
    // Another code than was last sent or shown: another link, a held-out digit.  A hand that is drawing goes first, and an
    // answer to an earlier drawing is no news.
    if (data.code === self.sent) self.sent = undefined;
    if (self.drawing === undefined && !self.resting && self.sent === undefined && data.code !== self.code) {
      self.strokes = [];
      self.code = data.code;
    }
    self.shown = data.shown;
    seen.setAttribute("aria-label", data.label);
    gets.textContent = data.seen;
    note.textContent = data.note;
    clear.style.visibility = data.code || self.strokes.length ? "" : "hidden";
    paint();
  };
  return self;
}

function grey(canvas, value) {
  const context = canvas.getContext("2d"), w = canvas.width / SIDE;
  context.fillStyle = getComputedStyle(canvas).color;
  [...value].forEach((sign, k) => {
    context.globalAlpha = 0.05 + (0.93 * parseInt(sign, 17)) / 16;
    context.fillRect((k % SIDE) * w, Math.floor(k / SIDE) * w, w + 0.4, w + 0.4);
  });
  context.globalAlpha = 1;
}
