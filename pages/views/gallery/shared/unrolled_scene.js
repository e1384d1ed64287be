// The drawing itself: boxes, arrows and states of one network, from its edges.  Stands before unrolled.js, whose data it draws.

const BOX = 30, STATE = 40, LIFT = 34, GAP = 92, MARGIN = 14; // px: a text's box, a state's box, an arrow up, the context's room

const sure = (p) => (p === null ? "" : ` (${percent(p)})`);

// --- where everything stands -------------------------------------------------------------------------------------

function layout(net) {
  const measure = document.createElement("canvas").getContext("2d");
  measure.font = "13px sans-serif";
  const widest = Math.max(...[...net.inputs, ...net.written, ...net.outputs.map((o) => o[0]?.[0] ?? "")].map((t) => measure.measureText(t).width));
  const pixels = net.pictures, single = pixels && pixels.height > 1;
  const roomy = Math.min(92, 820 / net.reads.length - 30); // few steps may be drawn larger
  const box = Math.round(Math.max(pixels ? (single ? 112 : 72) : 46, roomy, Math.min(112, widest + 18)));
  const column = box + (net.reads.length > 1 ? 30 : 0);
  const x = net.reads.map((_, t) => MARGIN + t * column + (net.split !== null && t >= net.split ? GAP : 0));
  const reading = pixels ? Math.max(BOX, Math.round((box * pixels.height) / pixels.width) * (single ? 1 : 1.6)) : BOX;
  const top = net.split === null ? 4 : 26, y = top, b = y + BOX + LIFT, h = net.twoWay ? b + STATE + LIFT * 0.7 : b, r = h + STATE + LIFT;
  return { box, column, x, rows: { y, b, h, x: r }, heights: { y: BOX, b: STATE, h: STATE, x: reading },
    width: x[x.length - 1] + box + MARGIN, height: r + reading + 6, middle: x.map((left) => left + box / 2) };
}

function scene(net, move) {
  const at = layout(net), svg = svgElement("svg", { width: at.width, height: at.height, "aria-hidden": "true" });
  const canvas = states(net, at), now = element("div", { class: "now" }), veil = element("div", { class: "veil" });
  const stage = element("div", { class: "stage", style: { width: `${at.width}px`, height: `${at.height}px` } }, now, canvas, svg, veil);
  const node = element("div", { class: "scene", tabindex: 0, role: "img", "aria-label": `${net.wiring}, unrolled: ${net.reads.length} steps` }, stage);
  const attended = [], tints = net.attention ? net.reads.map((flag, t) => flag && svgElement("rect",
    { class: "tint", x: at.x[t], y: at.rows.x, width: at.box, height: at.heights.x, rx: 6 })).filter(Boolean) : [];
  for (const edge of net.edges) {
    const path = arrow(edge, at, net);
    if (edge[4] === "attention") attended.push([edge[3], edge[1], path]);
    svg.append(path);
  }
  parts(net, at).forEach((part) => svg.append(part));
  net.reads.forEach((_, t) => boxes(net, at, t).forEach((part) => svg.append(part)));
  svg.append(...tints); // how much each word is looked at, over its box
  const to = (e) => {
    const x = e.clientX - stage.getBoundingClientRect().left;
    move(at.middle.reduce((best, m, t) => (Math.abs(m - x) < Math.abs(at.middle[best] - x) ? t : best), 0));
  };
  stage.addEventListener("click", to);
  onKeys(node, { ArrowLeft: () => move(node.step - 1), ArrowRight: () => move(node.step + 1) });
  const under = details(net);
  return {
    node, details: under.nodes, sentence: (k) => sentence(net, k),
    show(k) {
      node.step = k;
      now.style.left = `${at.x[k] - 7}px`;
      now.style.width = `${at.box + 14}px`;
      veil.style.left = `${at.x[k] + at.box + 8}px`;
      veil.style.display = net.twoWay || k === net.reads.length - 1 ? "none" : "";
      const row = net.writes.slice(0, k).filter(Boolean).length, weights = net.attention?.[row];
      for (const [writing, reading, path] of attended) {
        const place = net.reads.slice(0, reading).filter(Boolean).length;
        path.style.display = writing === k ? "" : "none";
        path.style.opacity = weights ? Math.max(0.04, weights[place]) : 1;
      }
      tints.forEach((tint, place) => { tint.style.opacity = net.writes[k] && weights ? 0.55 * weights[place] : 0; });
      under.show(k);
      const view = node.clientWidth;
      if (view && (at.middle[k] < node.scrollLeft + 60 || at.middle[k] > node.scrollLeft + view - 60))
        node.scrollLeft = at.middle[k] - view / 2;
    },
  };
}

// --- its parts ---------------------------------------------------------------------------------------------------

const edges = { left: (at, [k, t]) => [at.x[t], at.rows[k] + at.heights[k] / 2], right: (at, [k, t]) => [at.x[t] + at.box, at.rows[k] + at.heights[k] / 2],
  top: (at, [k, t]) => [at.middle[t], at.rows[k]], bottom: (at, [k, t]) => [at.middle[t], at.rows[k] + at.heights[k]] };

function arrow([from, s, to, t, kind], at, net) {
  let [a, b, around] = [edges.top(at, [from, s]), edges.bottom(at, [to, t]), 0];
  if (kind === "state" || kind === "context") [a, b] = [edges.right(at, [from, s]), edges.left(at, [to, t])];
  if (kind === "backward") [a, b] = [edges.left(at, [from, s]), edges.right(at, [to, t])];
  if (kind === "read" && to === "b") around = at.box / 2 + 9;
  if (kind === "write" && from === "h" && net.twoWay) around = -at.box / 2 - 9;
  let line;
  if (kind === "fed back") {
    a = edges.right(at, [from, s]);
    b = [at.middle[t] - 8, at.rows.h + STATE];
    const lane = at.x[s] + at.box + 13 + (net.split === t ? GAP / 2 : 0), low = b[1] + LIFT * 0.62;
    line = `M${a} L${lane - 5},${a[1]} Q${lane},${a[1]} ${lane},${a[1] + 5} L${lane},${low - 5} Q${lane},${low} ${lane + 5},${low} L${b[0] - 5},${low} Q${b[0]},${low} ${b[0]},${low - 5} L${b[0]},${b[1] + 5}`;
  } else if (kind === "attention") {
    line = `M${a} C${a[0]},${a[1] - LIFT} ${b[0]},${b[1] + LIFT} ${b}`;
  } else if (around) {
    const side = a[0] + around;
    line = `M${a} C${a[0]},${a[1] - 14} ${side},${a[1] - 8} ${side},${a[1] - 22} L${side},${b[1] + 20} C${side},${b[1] + 8} ${b[0] + around * 0.4},${b[1] + 14} ${b[0] + around * 0.4},${b[1] + 5}`;
    b = [b[0] + around * 0.4, b[1]];
  } else {
    const short = shortened(a, b);
    line = `M${a} L${short}`;
  }
  return svgElement("g", { class: "edge" }, svgElement("path", { class: { "fed back": "fed", attention: "attention", context: net.split === null ? "" : "context" }[kind] ?? "", d: line }), tip(b, kind));
}

const shortened = (a, b) => { const n = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1; return [b[0] - (5 * (b[0] - a[0])) / n, b[1] - (5 * (b[1] - a[1])) / n]; };

function tip([x, y], kind) {
  const shape = kind === "state" || kind === "context" ? [[x, y], [x - 7, y - 4], [x - 7, y + 4]]
    : kind === "backward" ? [[x, y], [x + 7, y - 4], [x + 7, y + 4]] : [[x, y], [x - 4, y + 7], [x + 4, y + 7]];
  return svgElement("polygon", { class: "tip", points: shape.join(" ") });
}

function parts(net, at) {
  if (net.split === null) return [];
  const first = at.x[net.split], end = at.x[net.split - 1] + at.box, y = at.rows.h + STATE / 2;
  const label = (x, text) => svgElement("text", { class: "part", x, y: 10 }, text);
  return [label((at.x[0] + end) / 2, "encoder"), label((first + at.x[at.x.length - 1] + at.box) / 2, "decoder"),
    svgElement("text", { class: "small", x: (end + first) / 2, y: y - 30 }, "context"), svgElement("text", { class: "small", x: (end + first) / 2, y: y - 16 }, "vector")];
}

const cut = (text, box) => { const most = Math.floor((box - 10) / 6.6); return text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text; };

function boxes(net, at, t) {
  const found = [], put = (row, text, ghost, title) => {
    found.push(svgElement("g", { class: ghost ? "ghosted" : "" },
      svgElement("rect", { class: ghost ? "ghost" : "box", x: at.x[t], y: at.rows[row], width: at.box, height: at.heights[row], rx: 6 }),
      svgElement("text", { x: at.middle[t], y: at.rows[row] + at.heights[row] / 2 }, cut(text, at.box)), svgElement("title", {}, title ?? text)));
  };
  const best = net.outputs[t][0];
  if (net.writes[t]) put("y", net.written[t], false, net.forced ? `right at step ${t + 1}: “${net.written[t]}”` : `step ${t + 1} writes “${net.written[t]}”`);
  else if (best) put("y", best[0], true, `if it ended here: ${best[0]}${sure(best[1])}`);
  for (const row of net.twoWay ? "hb" : "h")
    found.push(svgElement("rect", { x: at.x[t], y: at.rows[row], width: at.box, height: STATE, rx: 4, fill: "none", stroke: "currentColor", "stroke-opacity": 0.5 }));
  if (net.reads[t] && net.pictures) found.push(pixels(net.pictures, at, t));
  else if (net.reads[t]) put("x", net.inputs[t], false, `step ${t + 1} reads “${net.inputs[t]}”`);
  return found;
}

function pixels({ height, width, values }, at, t) {
  const grey = octets(values).subarray(t * height * width, (t + 1) * height * width);
  const w = at.box / width, h = at.heights.x / height, group = svgElement("g");
  grey.forEach((v, k) => group.append(svgElement("rect", { x: at.x[t] + (k % width) * w, y: at.rows.x + Math.floor(k / width) * h, width: w + 0.3, height: h + 0.3,
    fill: "currentColor", "fill-opacity": (0.06 + (0.9 * v) / 255).toFixed(3) })));
  return group;
}

// --- states ------------------------------------------------------------------------------------------------------

function grid(count, width, height) {
  const across = Math.min(count, Math.max(1, Math.round(Math.sqrt((count * width) / height))));
  return [across, Math.ceil(count / across)];
}

function cells(context, values, [left, top, width, height]) {
  const [across, down] = grid(values.length, width, height), w = width / across, h = height / down;
  values.forEach((v, k) => {
    context.fillStyle = `rgba(${v < 0 ? COLD : WARM},${Math.min(1, Math.abs(v) / 127).toFixed(3)})`;
    context.fillRect(left + (k % across) * w, top + Math.floor(k / across) * h, w, h);
  });
}

function canvasOf(width, height) {
  const sharp = Math.min(window.devicePixelRatio || 1, 2, 16000 / width), made = element("canvas", { style: { width: `${width}px`, height: `${height}px` } });
  made.width = width * sharp;
  made.height = height * sharp;
  made.getContext("2d").scale(sharp, sharp);
  return made;
}

function states(net, at) {
  const canvas = canvasOf(at.width, at.height), context = canvas.getContext("2d");
  for (const [row, heat] of [["h", net.states], ["b", net.back]]) {
    if (!heat) continue;
    heat.bytes = int8(heat.values);
    net.reads.forEach((_, t) => cells(context, heat.bytes.subarray(t * heat.rows, (t + 1) * heat.rows), [at.x[t] + 1, at.rows[row] + 1, at.box - 2, STATE - 2]));
  }
  return canvas;
}

