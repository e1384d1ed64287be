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

const svgElement = (kind, ...of) => element(`svg:${kind}`, ...of);
const percent = (p) => (p === null ? "" : p < 0.0005 ? "<0.1 %" : p > 0.9995 ? ">99.9 %" : `${(100 * p).toFixed(1)} %`);

/** base64 of int8. */
const int8 = (told) => Int8Array.from(atob(told), (c) => c.charCodeAt(0));

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
