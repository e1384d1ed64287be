// The drawing: one cell with its loop, or a copy of it for every step.  A copy's arrow to the next one is the loop, bent open.

const CELL = 54, MIDDLE = 104, ROOM = 74, HEIGHT = 268, BOX = 226; // px: the cell's side, its middle, a copy's room, the scene, the weights' boxes
const WEIGHTS = { ih: "#3b8fd1", hh: "#e1722b" };
const TITLES = { ih: "W_ih", hh: "W_hh" };

/** Draws how far it is open, from 0 to 1, at the step shown; a touch on one use of a weight lights all of them, and the one object they are. */
function scene(data, move) {
  const count = data.words.length, bytes = int8(data.heat.values);
  const svg = element("svg:svg", { height: HEIGHT, role: "group", "aria-label": "The network, as a loop or unrolled over the sentence" });
  const threads = element("svg:path", { class: "threads" }), box = {};
  const arcs = data.words.map(() => arc()), copies = data.words.map((word, k) => copy(word, data.best[k], picture(bytes, data.heat, k)));
  const say = element("p", { class: "one", "aria-live": "polite" });
  const state = { open: 0, at: 0, width: 358, lit: "" };

  const light = (name, only) => {
    state.lit = state.lit === name && !only ? "" : name;
    const [rows, columns] = data.shapes[name];
    say.textContent = state.lit ? `${TITLES[name]} is one object: ${rows} × ${columns} numbers, kept once, used at all ${count} steps.` : "";
    svg.setAttribute("class", state.lit ? `lit-${state.lit}` : "");
    for (const [key, one] of Object.entries(box)) one.node.setAttribute("aria-pressed", key === state.lit);
    draw();
  };
  copies.forEach((one, k) => {
    one.badge.onpointerenter = () => light("ih", true);
    one.badge.onclick = () => light("ih", true);
    one.face.onclick = () => move(k);
  });
  for (const one of arcs) one.badge.onpointerenter = one.badge.onclick = () => light("hh", true);
  for (const name of ["ih", "hh"]) box[name] = weightBox(name, data.shapes[name], () => light(name));
  const over = box.ih.node; // the step shown lies above the others, below the weights
  svg.append(threads, ...arcs.map((a) => a.node), ...copies.map((c) => c.node), ...Object.values(box).map((b) => b.node));

  function draw() {
    const { open, at, width, lit } = state, room = Math.max(ROOM, Math.min(112, (width - CELL - 40) / Math.max(1, count - 1)));
    const whole = room * (count - 1), half = width / 2 - CELL / 2 - 14;
    const eye = whole <= 2 * half ? whole / 2 : Math.max(half, Math.min(whole - half, at * room));
    const x = (k) => width / 2 + open * (k * room - eye);
    const seen = (k) => (open < 0.02 ? k === at : x(k) > -ROOM && x(k) < width + ROOM);
    const strokes = [];
    copies.forEach((one, k) => {
      one.place(seen(k) ? x(k) : null, k, at, open, open * room);
      if (lit === "ih" && seen(k)) strokes.push([x(k), 172]);
    });
    arcs.forEach((one, k) => {
      const from = open < 0.02 ? k === at : k < count - 1 && (seen(k) || seen(k + 1));
      one.place(from ? [x(k), open < 0.02 ? x(k) : x(k + 1), open, k < at || open < 0.02] : null);
      if (lit === "hh" && from) strokes.push([(x(k) + x(k + 1)) / 2, MIDDLE - 48 * (1 - open)]);
    });
    for (const [name, one] of Object.entries(box)) one.place(width);
    const foot = lit ? box[lit].foot(width) : 0;
    threads.setAttribute("d", strokes.map(([a, b]) => `M ${a} ${b} L ${foot} ${BOX}`).join(" "));
  }

  const node = element("div", { class: "scene" }, svg, say);
  return { node, open(part) { state.open = part; draw(); }, show(k) { state.at = k; over.before(copies[k].node); draw(); },
    resize(width) { state.width = width; svg.setAttribute("width", width); svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`); draw(); } };
}

/** One copy: the word below, the state as a picture of all its units, the expected word above. */
function copy(word, [best, p], url) {
  const text = (y, kind, said) => element("svg:text", { y, class: kind, "text-anchor": "middle" }, said);
  const image = element("svg:image", { x: -CELL / 2 + 3, y: MIDDLE - CELL / 2 + 3, width: CELL - 6, height: CELL - 6, href: url, preserveAspectRatio: "none", class: "state" });
  const face = element("svg:rect", { x: -CELL / 2, y: MIDDLE - CELL / 2, width: CELL, height: CELL, rx: 9, class: "cell" });
  const badge = label("ih", 172), short = (long) => (long.length > 9 ? `${long.slice(0, 8)}…` : long);
  const said = [text(207, "word", short(word)), text(15, "best", short(best)), text(31, "chance", percent(p))];
  const node = element("svg:g", { class: "copy" },
    element("svg:path", { d: `M 0 190 V ${MIDDLE + CELL / 2 + 3} m -4 6 l 4 -6 l 4 6`, class: "arrow ih" }),
    element("svg:path", { d: `M 0 ${MIDDLE - CELL / 2 - 2} V 40 m -4 6 l 4 -6 l 4 6`, class: "arrow out" }),
    face, image, badge, ...said);
  return { node, face, badge, place(x, k, at, open, apart) {
    node.style.display = x === null ? "none" : "";
    if (x === null) return;
    node.setAttribute("transform", `translate(${x.toFixed(2)} 0)`);
    node.style.opacity = k === at ? 1 : Math.min(1, 2.5 * open) * (k > at ? 0.55 : 1);
    const legible = k === at || apart > 52 ? 1 : 0; // before there is room for them, words would lie on each other
    for (const one of said) one.style.opacity = legible;
    node.classList.toggle("unread", k > at);
    node.classList.toggle("now", k === at);
  } };
}

/** The arrow from a copy to the next one; from a copy to itself it is the loop. */
function arc() {
  const path = element("svg:path", { class: "arrow hh" }), badge = label("hh", 0), node = element("svg:g", {}, path, badge);
  return { node, badge, place(where) {
    node.style.display = where ? "" : "none";
    if (!where) return;
    const [from, to, open, read] = where, lift = 64 * (1 - open), bow = 46 * (1 - open), a = from + CELL / 2, b = to - CELL / 2 - 3;
    path.setAttribute("d", `M ${a} ${MIDDLE} C ${a + bow} ${MIDDLE - lift}, ${b - bow} ${MIDDLE - lift}, ${b} ${MIDDLE} m -7 -4 l 7 4 l -7 4`);
    node.style.opacity = read ? 1 : 0.55;
    badge.setAttribute("transform", `translate(${(a + b) / 2} ${MIDDLE - 0.75 * lift - (open > 0.6 ? 14 * (open - 0.6) / 0.4 : 0)})`);
  } };
}

/** A small sign for one use of a weight, large enough for a finger. */
function label(name, y) {
  return element("svg:g", { class: `use ${name}` }, element("svg:circle", { cy: y, r: 20, fill: "transparent" }),
    element("svg:circle", { cy: y, r: 5.5, fill: WEIGHTS[name], class: "dot" }));
}

/** The weight itself, where it is kept: once. */
function weightBox(name, [rows, columns], press) {
  const width = 148, rect = element("svg:rect", { x: 0, y: BOX, width, height: 40, rx: 8, fill: "none", stroke: WEIGHTS[name] });
  const text = element("svg:text", { x: width / 2, y: BOX + 25, "text-anchor": "middle" }, `${TITLES[name]}: ${rows} × ${columns}`);
  const node = element("svg:g", { class: `box ${name}`, tabindex: 0, role: "button", "aria-pressed": "false",
    "aria-label": `${TITLES[name]}, ${rows} × ${columns} numbers: show all its uses` }, rect, text);
  node.onclick = press;
  onKeys(node, { Enter: press, " ": press });
  const left = (scene) => (name === "ih" ? scene / 2 - width - 8 : scene / 2 + 8);
  return { node, foot: (scene) => left(scene) + width / 2, place: (scene) => node.setAttribute("transform", `translate(${left(scene)} 0)`) };
}

/** All units of one step as a small picture; 0 is transparent, so that it suits light and dark. */
function picture(bytes, heat, k) {
  const side = Math.ceil(Math.sqrt(heat.rows)), canvas = element("canvas", { width: side, height: side }), context = canvas.getContext("2d");
  const image = context.createImageData(side, side);
  for (let n = 0; n < heat.rows; n++) {
    const v = (bytes[k * heat.rows + n] * heat.scale) / 127, [r, g, b] = v < 0 ? COLD : WARM;
    image.data.set([r, g, b, 255 * Math.min(1, Math.abs(v))], 4 * n);
  }
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}
