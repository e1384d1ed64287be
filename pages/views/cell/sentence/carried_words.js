// A sentence to move along, and what is left of one of its words in each network.  The server hears of the place where the hand has come to
// rest, and of the word that is to be followed.
//
// data = { stamp, at, words, word (its place, from 1), panels: [{ name, colour, said, state, letter, direct: [share] or null, total, rest, gate,
//          units: [{ unit, left, holds, gate }] }] }; every list begins at the word followed.

const WIDE = 320, TALL = 90, TOP = 0.8, BOTTOM = -3; // log10 of the shares at the edges

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".carried-words");
  return drawIn(root, data.stamp, () => build(root, data, setStateValue), (known) => { known.setState = setStateValue; });
}

function build(root, data, setState) {
  const self = { setState }, last = data.words.length, followed = data.words[data.word - 1];
  const steps = rail({ label: "Words read", beat: 450, show, told: (k) => self.setState("at", k), names: ["One word back", "One word on"] });
  steps.last = last;
  const words = element("p", { class: "words" });
  const buttons = data.words.map((text, k) => {
    const made = button(text, () => steps.move(k + 1));
    made.tabIndex = -1;
    words.append(made, " ");
    return made;
  });
  const status = element("p", { class: "status", "aria-live": "polite" });
  const follow = button("Follow it", () => self.setState("follow", steps.at));
  const panels = data.panels.map((panel) => drawPanel(panel, last - data.word + 1, followed));
  root.replaceChildren(words, steps.node, element("div", { class: "line" }, status, follow), element("div", { class: "panels" }, ...panels.map((p) => p.node)),
    element("p", { class: "key" }, "Solid: what the gates have let pass. Dashed: all that a small change of what was written still does, the other ways through h included. Scale in equal ratios."));

  function show(k) {
    buttons.forEach((b, n) => { b.className = [n + 1 > k ? "unread" : n + 1 === k ? "now" : "", n + 1 === data.word ? "followed" : ""].join(" "); });
    for (const panel of panels) panel.show(k - data.word);
    const here = k ? `After “${data.words[k - 1]}” (${k} of ${last})` : "Before the first word";
    status.textContent = k < data.word ? `${here}: “${followed}” has not been read yet.` : `${here}: what is left of “${followed}”?`;
    follow.textContent = k && k !== data.word ? `Follow “${data.words[k - 1]}” instead` : "Followed";
    follow.disabled = !k || k === data.word;
    steps.range.setAttribute("aria-valuetext", here);
  }
  self.stop = steps.stop;
  steps.show(data.at);
  return self;
}

const share = (value) => (value === 0 ? "nothing" : value < 0.001 ? "less than 0.1 %" : `${(100 * value).toFixed(value < 0.1 ? 1 : 0)} %`);

function drawPanel(panel, count, word) {
  const big = element("p", { class: "big" }), small = element("p", { class: "small" });
  const y = (value) => TALL * (TOP - Math.max(BOTTOM, Math.min(TOP, Math.log10(Math.max(value, 1e-9))))) / (TOP - BOTTOM), x = (t) => (WIDE * (t + 0.5)) / count;
  const line = (values, kind) => svgElement("polyline", { class: kind, stroke: panel.colour, points: values.map((value, t) => `${x(t)},${y(value)}`).join(" ") });
  const cursor = svgElement("line", { class: "cursor", y1: 0, y2: TALL });
  const marks = [1, 0.1, 0.01].map((value) => svgElement("line", { class: "mark", x1: 0, x2: WIDE, y1: y(value), y2: y(value) }));
  const curves = [line(panel.total, "total"), ...(panel.direct ? [line(panel.direct, "direct")] : [])];
  const svg = svgElement("svg", { viewBox: `0 0 ${WIDE} ${TALL}`, preserveAspectRatio: "none", role: "img",
    "aria-label": `${panel.name}: what is left of ${word}, from there to the end. ${panel.direct ? `Gates alone: ${share(panel.direct.at(-1))}. ` : ""}In all: ${share(panel.total.at(-1))}.` }, ...marks, ...curves, cursor);
  const axis = element("div", { class: "axis" }, ...[1, 0.1, 0.01].map((value) => element("span", { style: { top: `${(100 * y(value)) / TALL}%` } }, `${100 * value} %`)));
  const units = panel.units.map(({ unit }) => {
    const bar = element("i", { style: { background: panel.colour } }), said = element("span");
    return { node: element("div", { class: "unit" }, element("span", {}, `unit ${unit}`), element("div", { class: "track" }, bar), said), bar, said };
  });
  const node = element("section", { "aria-label": panel.name }, element("h2", {}, element("i", { style: { background: panel.colour } }), panel.name), big,
    element("div", { class: "chart" }, svg, axis), small, ...units.map((one) => one.node), panel.said ? element("p", { class: "said" }, "says next: ", element("b", {}, panel.said)) : "");
  const show = (t) => {
    const read = t >= 0;
    cursor.style.display = read ? "" : "none";
    big.textContent = !read ? "–" : panel.direct ? `${share(panel.direct[t])} let through by the gates` : `no gate; ${share(panel.total[t])} left, reshaped`;
    small.textContent = !read ? "" : panel.direct ? `in all ${share(panel.total[t])}, the rest of the derivative ${share(panel.rest[t])}; ${panel.letter} on average ${panel.gate[t].toFixed(2)}` : "all of it went through W_hh and tanh";
    if (read) { cursor.setAttribute("x1", x(t)); cursor.setAttribute("x2", x(t)); }
    units.forEach(({ node: row, bar, said }, k) => {
      const { left, holds, gate } = panel.units[k];
      row.style.visibility = read ? "" : "hidden";
      if (!read) return;
      bar.style.width = `${100 * Math.min(1, Math.abs(left[t]))}%`;
      said.textContent = `${panel.state} = ${holds[t].toFixed(2)}, of it ${left[t].toFixed(2)}; ${panel.letter} = ${gate[t].toFixed(2)}`.replaceAll("-", "−");
    });
  };
  return { node, show };
}
