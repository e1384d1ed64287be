// What the app's components have in common; stands before each of them (components.py).

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element, or one of SVG ("svg:path"); a style may be an object.  Strings become text, never markup. */
function element(kind, attributes = {}, ...children) {
  const made = kind.startsWith("svg:") ? document.createElementNS(SVG, kind.slice(4)) : document.createElement(kind);
  for (const [name, value] of Object.entries(attributes))
    name === "style" && typeof value === "object" ? Object.assign(made.style, value) : made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function button(text, onclick) {
  const made = element("button", { type: "button" }, text);
  made.onclick = onclick;
  return made;
}

const svgElement = (kind, ...of) => element(`svg:${kind}`, ...of);
const percent = (p) => (p === null ? "" : p < 0.0005 ? "<0.1 %" : p > 0.9995 ? ">99.9 %" : `${(100 * p).toFixed(1)} %`);

/** base64 as bytes, as int8, as int32. */
const octets = (told) => Uint8Array.from(atob(told), (c) => c.charCodeAt(0));
const int8 = (told) => new Int8Array(octets(told).buffer);
const int32 = (told) => new Int32Array(octets(told).buffer);

const COLD = [59, 143, 209], WARM = [225, 114, 43]; // below 0 and above
const instances = new WeakMap(); // a component's element → what is drawn in it

/** Draws in a component's element: anew, after what stood there has stopped, when the data has another stamp; else that is told. */
function drawIn(root, stamp, build, tell = () => {}) {
  const known = instances.get(root);
  if (known?.stamp === stamp) return void tell(known);
  known?.stop();
  instances.set(root, Object.assign(build(known), { stamp }));
  return () => instances.get(root).stop();
}

/** What keys do while an element has the focus. */
function onKeys(node, actions) {
  node.addEventListener("keydown", (e) => {
    if (!actions[e.key]) return;
    e.preventDefault();
    actions[e.key]();
  });
}

/** The place under the pointer, from 0 to 1 in both directions. */
function pointed(node, event) {
  const box = node.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
}

/** So many rows of a text, a bar and a share; `show` fills them from [[text, share or null]] and hides those left over. */
function bars(count, colour) {
  const node = element("div", { class: "tops" });
  const rows = Array.from({ length: count }, () => {
    const text = element("b"), bar = element("div", { style: { background: colour } }), share = element("span");
    const track = element("div", { class: "track" }, bar);
    node.append(text, track, share);
    return { text, track, bar, share };
  });
  const show = (found) => rows.forEach(({ text, track, bar, share }, n) => {
    for (const part of [text, track, share]) part.style.visibility = found[n] ? "" : "hidden";
    if (!found[n]) return;
    const [said, p] = found[n];
    text.textContent = said;
    track.style.visibility = p === null ? "hidden" : "";
    bar.style.width = `${100 * (p ?? 0)}%`;
    share.textContent = percent(p);
  });
  return { node, rows, show };
}

const AT_REST = 350; // ms without a move until the server is told

/** A slider over steps 0 to `last` with buttons, to be moved by any of them or by `move`; `show` draws a step, `told` hears of
 * the one where the hand has come to rest; playing goes `stride` steps at a time. */
function rail({ label, beat, show, told, names = ["One step back", "One step on"], stride = () => 1 }) {
  const range = element("input", { type: "range", min: 0, step: 1, "aria-label": label });
  const [play, back, on] = [["Play", "▶"], [names[0], "‹"], [names[1], "›"]].map(([name, sign]) =>
    element("button", { type: "button", "aria-label": name }, sign));
  let resting = 0, playing = 0;
  const self = { node: element("div", { class: "rail" }, play, back, range, on), range, at: -1, last: 0 };

  self.show = (k) => {
    self.at = Math.max(0, Math.min(self.last, k));
    range.max = self.last;
    range.value = self.at;
    show(self.at);
  };
  self.move = (k) => {
    if (Math.max(0, Math.min(self.last, k)) === self.at) return;
    self.show(k);
    clearTimeout(resting);
    resting = setTimeout(() => told(self.at), AT_REST);
  };
  self.halt = () => {
    clearInterval(playing);
    playing = 0;
    play.textContent = "▶";
    play.setAttribute("aria-label", "Play");
  };
  self.stop = () => { self.halt(); clearTimeout(resting); };
  play.onclick = () => {
    if (playing) return self.halt();
    if (self.at === self.last) self.show(0);
    play.textContent = "❚❚";
    play.setAttribute("aria-label", "Pause");
    playing = setInterval(() => { self.move(self.at + stride()); if (self.at === self.last) self.halt(); }, beat);
  };
  back.onclick = () => self.move(self.at - 1);
  on.onclick = () => self.move(self.at + 1);
  range.oninput = () => self.move(Number(range.value));
  return self;
}
