// A pad to draw a digit on, and what the network gets of it: 8 × 8 grey values, made as those it has learned from were.
// The server hears of a drawing when the hand has rested; the link keeps its 64 values, not its strokes.
//
// data = { code: 64 signs from 0 to g, or "": nothing drawn; shown: a code, small beside it; seen: what this is to the network; label, note }

const REST = 550; // ms without a stroke until the server is told
const FIELD = 32, CELL = 4, SIDE = 8; // a bitmap of 32 × 32; counts in blocks of 4 × 4; 8 × 8 values from 0 to 16
const WIDE = 18, STRETCH = 1.3; // a digit fills the height, and this width, if it takes no more stretching than that
const PENS = [4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5], INK = 240; // thicker, until so many of the 1,024 are ink
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

/** Strokes, lists of [x, y], as the 64 signs of a code; "" where nothing is drawn. */
export function code(strokes) {
  const points = strokes.flat();
  if (!points.length) return "";
  let bitmap;
  for (const pen of PENS) {
    bitmap = inked(fitted(strokes, points, pen), pen / 2);
    if (bitmap.reduce((sum, on) => sum + on, 0) >= INK) break;
  }
  const counts = new Array(SIDE * SIDE).fill(0);
  bitmap.forEach((on, k) => { counts[Math.floor(Math.floor(k / FIELD) / CELL) * SIDE + Math.floor((k % FIELD) / CELL)] += on; });
  return counts.map((n) => n.toString(17)).join("");
}

/** The strokes moved and stretched so that, drawn with this pen, they fill the height, and the middle of the width. */
function fitted(strokes, points, pen) {
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const least = 0.02 * Math.max(right - left, bottom - top) || 1; // a dot, a line
  const width = Math.max(right - left, least), height = Math.max(bottom - top, least);
  const down = Math.min((FIELD - pen) / height, (STRETCH * (FIELD - pen)) / width);
  const across = Math.min((WIDE - pen) / width, down * STRETCH);
  const x = (left + right) / 2, y = (top + bottom) / 2;
  return strokes.map((stroke) => stroke.map(([a, b]) => [FIELD / 2 + (a - x) * across, FIELD / 2 + (b - y) * down]));
}

/** FIELD × FIELD of 0 and 1: 1 where a pixel's middle is no further than `reach` from a stroke. */
function inked(strokes, reach) {
  const bitmap = new Array(FIELD * FIELD).fill(0);
  for (const stroke of strokes)
    stroke.forEach((to, n) => {
      const from = stroke[Math.max(0, n - 1)];
      const clip = (v) => Math.max(0, Math.min(FIELD - 1, v));
      const bounds = [0, 1].map((i) => [clip(Math.floor(Math.min(from[i], to[i]) - reach)), clip(Math.ceil(Math.max(from[i], to[i]) + reach))]);
      for (let y = bounds[1][0]; y <= bounds[1][1]; y++)
        for (let x = bounds[0][0]; x <= bounds[0][1]; x++)
          if (distance([x + 0.5, y + 0.5], from, to) <= reach) bitmap[y * FIELD + x] = 1;
    });
  return bitmap;
}

function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay], length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
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
