// The drawing of a cell.  Places are in the units of the drawing, 360 wide; an arrow is the tensor it starts with.

const SCENES = {
  LSTM: {
    boxes: { f: [92, 172], i: [150, 172], g: [216, 172], o: [292, 172] },
    rounds: { kept: [92, 44, "×"], c_new: [183, 44, "+"], added: [183, 104, "×", 0, 30], h_new: [292, 104, "×"] },
    ports: { c: [16, 44], h: [16, 226], x: [16, 258] }, ends: { c_new: [341, 44], h_new: [341, 104] },
    arrows: [["c", "kept", "M32,44H79", 54, 58], ["f", "kept", "M92,149V58", 108, 112], ["kept", "c_new", "M105,44H169", 138, 58],
      ["i", "added", "M150,149V104H169", 136, 138], ["g", "added", "M216,149V104H197", 231, 138],
      ["added", "c_new", "M183,91V58", 199, 78], ["c_new", "end", "M196,44H324", 296, 58],
      ["c_new", "h_new", "M246,44V104H278", 0, 0], ["o", "h_new", "M292,149V118", 308, 138], ["h_new", "end", "M305,104H324", 318, 118],
      ["h", "f", "M32,226H85V195", 52, 238], ["x", "f", "M32,258H99V195", 52, 270],
      ...[["i", 150], ["g", 216], ["o", 292]].flatMap(([gate, x]) => [
        ["h", gate, `M32,226H${x - 7}V195`, 0, 0], ["x", gate, `M32,258H${x + 7}V195`, 0, 0]])],
    pills: [["tanh", 246, 76]],
  },
  GRU: {
    boxes: { z: [92, 172], r: [154, 172], v: [216, 172], n: [292, 150] },
    rounds: { kept: [92, 44, "×"], h_new: [292, 44, "+"], added: [292, 94, "×", 42, -4] },
    ports: { h: [16, 44], x: [16, 258] }, ends: { h_new: [341, 44] },
    arrows: [["h", "kept", "M32,44H79", 54, 58], ["kept", "h_new", "M105,44H278", 190, 58], ["z", "kept", "M92,149V58", 108, 130],
      ["z", "added", "M92,94H278", 236, 88], ["added", "h_new", "M292,81V58", 308, 73], ["n", "added", "M292,127V108", 308, 122],
      ["r", "n", "M154,149V138H266", 174, 132], ["v", "n", "M216,149V146H266", 0, 0], ["h_new", "end", "M305,44H324", 314, 58],
      ["h", "z", "M16,58V226H85V195", 40, 238], ["h", "r", "M16,58V226H147V195", 0, 0], ["h", "v", "M16,58V226H216V195", 0, 0],
      ["x", "z", "M32,258H99V195", 52, 270], ["x", "r", "M32,258H161V195", 0, 0], ["x", "n", "M32,258H292V173", 0, 0]],
    pills: [["1 −", 180, 94]],
  },
  RNN: {
    view: "0 62 360 164",
    boxes: { a: [140, 104], h_new: [236, 104] }, rounds: {},
    ports: { h: [16, 104], x: [16, 200] }, ends: { h_new: [341, 104] },
    arrows: [["h", "a", "M32,104H114", 70, 118], ["x", "a", "M32,200H140V127", 70, 214], ["a", "h_new", "M166,104H210", 188, 118],
      ["h_new", "end", "M262,104H324", 292, 118]],
    pills: [],
  },
};

const WIDE = 54, HIGH = 44;

/** The drawing; `choose` hears of an operation that is pressed, `explain` of a name that is touched, `hold` of a gate that is dragged. */
function scene(name, cell, { choose, explain, hold }) {
  const { boxes, rounds, ports, ends, arrows, pills } = SCENES[name];
  const svg = svgElement("svg", { viewBox: SCENES[name].view ?? "0 0 360 278", role: "group", "aria-label": `A ${name} cell, drawn` });
  const tip = svgElement("path", { d: "M0,0L7,3.5L0,7z", class: "tip" });
  svg.append(svgElement("defs", {}, svgElement("marker", { id: "tip", viewBox: "0 0 7 7", refX: 6, refY: 3.5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, tip)));
  const drawn = { arrows: [], nodes: {}, shapes: [] };
  for (const [from, to, d, x, y] of arrows) {
    const line = svgElement("path", { d, class: "arrow", "marker-end": "url(#tip)" }), wide = svgElement("path", { d, class: "feel" });
    const title = svgElement("title"), group = svgElement("g", { "data-from": from, "data-to": to }, title, line, wide);
    group.onpointerdown = group.onpointerenter = () => explain(from);
    svg.append(group);
    drawn.arrows.push({ from, to, group, title });
    if (x) drawn.shapes.push({ of: from, text: svg.appendChild(svgElement("text", { x, y, class: "shape" })) });
  }
  for (const [text, x, y] of pills)
    svg.append(svgElement("rect", { x: x - 17, y: y - 9, width: 34, height: 18, rx: 9, class: "pill" }), svgElement("text", { x, y: y + 4, class: "in-pill" }, text));
  const node = (of, at, ...parts) => {
    const made = svgElement("g", { class: "node", "data-name": of, transform: `translate(${at[0]},${at[1]})` }, ...parts);
    made.onpointerenter = () => explain(of);
    drawn.nodes[of] = { node: made, value: made.querySelector(".value"), level: made.querySelector(".level") };
    return svg.appendChild(made);
  };
  for (const [of, at] of Object.entries(ports))
    node(of, at, svgElement("text", { y: 4, class: "port" }, ...symbol(of)), svgElement("text", { x: 18, y: -8, class: "value start" }));
  for (const [of, at] of Object.entries(rounds))
    pressed(node(of, at, svgElement("circle", { r: 13 }), svgElement("text", { y: 5, class: "sign" }, at[2]), svgElement("text", { x: at[3] ?? 0, y: at[4] ?? -18, class: "value" })), of);
  for (const [of, at] of Object.entries(boxes)) {
    const box = node(of, at, svgElement("rect", { x: -WIDE / 2, y: -HIGH / 2, width: WIDE, height: HIGH, rx: 7 }),
      svgElement("rect", { class: "level", x: -WIDE / 2 + 2, width: WIDE - 4, rx: 5 }),
      svgElement("text", { y: -6, class: "letter" }, ...symbol(of)), svgElement("text", { y: 12, class: "value" }));
    pressed(box, of);
    if (cell.gates.includes(of)) draggable(box, of);
  }
  for (const [of, [x, y]] of Object.entries(ends)) svg.append(svgElement("text", { x, y: y + 4, class: "port" }, ...symbol(of)));

  function pressed(group, of) {
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", 0);
    group.onclick = () => choose(of);
    onKeys(group, { Enter: () => choose(of), " ": () => choose(of) });
  }
  function draggable(group, of) {
    let from = null;
    group.classList.add("gate");
    group.addEventListener("pointerdown", (e) => { from = e.clientY; group.setPointerCapture(e.pointerId); });
    group.addEventListener("pointerup", () => { from = null; });
    group.addEventListener("pointermove", (e) => {
      if (from === null || Math.abs(e.clientY - from) < 4) return;
      const frame = group.querySelector("rect").getBoundingClientRect();
      hold(of, Math.max(0, Math.min(1, (frame.bottom - e.clientY) / frame.height)));
    });
  }

  drawn.show = ({ known, lit, op, held, hidden }) => {
    const order = cell.lines.map((line) => line.target), shape = (of) => `(${known[of].length},)`;
    for (const { from, to, group, title } of drawn.arrows) {
      group.classList.toggle("lit", lit.has(from) && (to === "end" || lit.has(to)));
      title.textContent = `${plainSymbol(from)}, shape ${shape(from)}`;
    }
    svg.classList.toggle("two", known.h.length > 1);
    for (const { of, text } of drawn.shapes) text.textContent = shape(of);
    for (const [of, { node, value, level }] of Object.entries(drawn.nodes)) {
      const place = order.indexOf(of), said = of === hidden ? "?" : figures(known[of]);
      node.classList.toggle("lit", lit.has(of));
      node.classList.toggle("now", place === op);
      node.classList.toggle("later", place > op);
      node.classList.toggle("held", of in held);
      value.textContent = said;
      if (place >= 0) node.setAttribute("aria-label", `${plainSymbol(of)} = ${said}${of in held ? ", held by hand" : ""}${lit.has(of) ? ", changed" : ""}`);
      if (level) fill(level, cell.gates.includes(of) && of !== hidden ? known[of].reduce((a, b) => a + b) / known[of].length : 0);
    }
  };
  return Object.assign(drawn, { node: svg });
}

function fill(level, share) {
  level.setAttribute("height", share * (HIGH - 4));
  level.setAttribute("y", HIGH / 2 - 2 - share * (HIGH - 4));
}

/** A name as it is written on paper: [text, subscript]. */
function parts(name) {
  if (name === "h" || name === "c") return [name, "t−1"];
  if (name.endsWith("_new")) return [name[0], "t"];
  const [letter, below] = name.split("_");
  return letter.length > 1 ? [letter, ""] : [letter, below ?? "t"];
}

/** The same in HTML. */
const inText = (name) => [parts(name)[0], element("sub", {}, parts(name)[1])];
const plainSymbol = (name) => parts(name).filter(Boolean).join("_");
const symbol = (name) => {
  const [letter, below] = parts(name);
  return below ? [letter, svgElement("tspan", { dy: 3, "font-size": "0.72em" }, below)] : [letter];
};
