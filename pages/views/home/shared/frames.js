// A row of words, bars and a sentence, moved from frame to frame by one slider.  Everything came at once; the server hears
// of the frame where the hand has come to rest.
//
// data = { stamp, label, at, sides: [] or [left, right], ends: [left, right],
//          frames: [{ words: [[text, kinds, tint]], bars: [[name, colour, length, said]], say }] }

const FRAME_BEAT = 600; // ms a frame while playing

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".frames");
  return drawIn(root, data.stamp, () => build(root, data, setTriggerValue), (known) => { known.tell = setTriggerValue; });
}

function build(root, data, tell) {
  const self = { tell }, words = element("p", { class: "words" }), say = element("p", { class: "say", "aria-live": "polite" });
  const lines = data.frames[0].bars.map(([name, colour]) => bar(name, colour, data.sides.length));
  const steps = rail({ label: data.label, beat: FRAME_BEAT, told: (k) => self.tell("slide", k), show(k) {
    const frame = data.frames[k];
    words.replaceChildren(...frame.words.flatMap(word), element("span", { class: "blank" }, "\u00a0"));
    lines.forEach((line, n) => line.show(frame.bars[n]));
    say.textContent = frame.say;
    steps.range.setAttribute("aria-valuetext", frame.say);
  } });
  const ends = element("div", { class: "ends", "aria-hidden": "true" }, ...data.ends.map((end) => element("span", {}, end)));
  const sides = element("div", { class: "sides" }, ...data.sides.map((side) => element("span", {}, side)));
  root.replaceChildren(words, ...(data.sides.length ? [sides] : []), element("div", { class: "bars" }, ...lines.flatMap((line) => line.nodes)),
    element("label", { class: "name", "aria-hidden": "true" }, data.label), steps.node, ends, say);
  steps.last = data.frames.length - 1;
  steps.show(data.at);
  self.stop = steps.stop;
  return self;
}

const word = ([text, kinds, tint]) =>
  [element("span", { class: kinds, style: tint ? { background: `rgba(225,114,43,${0.08 + 0.72 * tint})` } : {} }, text), " "];

function bar(name, colour, twoSided) {
  const fill = element("div", { style: { background: colour } }), said = element("span");
  const track = element("div", { class: twoSided ? "track both" : "track" }, fill);
  return { nodes: [element("b", {}, name), track, said], show([, , length, text]) {
    if (twoSided) fill.style.marginLeft = `${100 * Math.min(length, 0.5)}%`;
    fill.style.width = `${100 * (twoSided ? Math.abs(length - 0.5) : length)}%`;
    said.textContent = text;
  } };
}
