// An unrolled network, drawn from its edges, and scrubbed step by step.  Everything is drawn once, when the data comes; a
// move shifts two overlays and changes short texts.  The server hears of it when the hand has come to rest, and of the network
// that is chosen.
//
// data = { stamp, step, net: the name of the one drawn, nets: [{ name, colour, wiring, recurrent, twoWay, split, reads, writes, edges: [[from, step, to, step,
//          kind]], inputs, written, forced (what is written is given, as in training), outputs: [[[text, p]]], states: heat, back?: heat, attention?, pictures? }] }
// heat = { rows, scale, values: base64 of int8, step by step; 127 stands for `scale` }

const BEAT = 600; // ms a step while playing
const COLD = [59, 143, 209], WARM = [225, 114, 43];
const BOX = 30, STATE = 40, LIFT = 34, GAP = 92, MARGIN = 14; // px: a text's box, a state's box, an arrow up, the context's room
const START = "(start)"; // rnn_core/gallery/translation.py
const instances = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".unrolled");
  const known = instances.get(root);
  if (known && known.stamp === data.stamp) { known.tell = setStateValue; return known.ask(data.net); }
  known?.stop();
  const pressed = known && known.asked === data.net; // the server has not spoken since: what was pressed here holds
  instances.set(root, build(root, data, setStateValue, pressed ? known.chosen : data.net));
  return () => instances.get(root)?.stop();
}

const drawn = (kind, ...of) => element(`svg:${kind}`, ...of);
const sure = (p) => (p === null ? "" : ` (${percent(p)})`);

function build(root, data, tell, chosen) {
  const self = { stamp: data.stamp, tell, chosen, asked: data.net };
  const steps = rail({ label: "Step of the network", beat: BEAT, show, told: (k) => self.tell("step", k) });
  const said = element("p", { class: "said", "aria-live": "polite" });
  const switches = element("div", { class: "nets", role: "group", "aria-label": "Network drawn" });
  const place = element("div"), below = element("div", { class: "below" });
  let view;

  function choose(net) {
    self.chosen = net.name;
    for (const b of switches.children) b.setAttribute("aria-pressed", b.dataset.name === net.name);
    steps.last = net.reads.length - 1;
    view = scene(net, steps.move);
    place.replaceChildren(view.node);
    below.replaceChildren(...view.details);
    steps.show(steps.at < 0 ? data.step : steps.at);
  }
  function show(k) {
    view.show(k);
    said.textContent = view.told(k);
    steps.range.setAttribute("aria-valuetext", `step ${k + 1} of ${steps.last + 1}`);
  }
  self.stop = steps.stop;
  for (const net of data.nets) {
    const b = element("button", { type: "button", "data-name": net.name }, element("i", { style: { background: net.colour } }), net.name);
    b.onclick = () => { choose(net); self.tell("net", net.name); };
    switches.append(b);
  }
  root.replaceChildren(...(data.nets.length > 1 ? [switches] : []), ...(data.nets.every((n) => n.reads.length < 2) ? [] : [steps.node]), place, said, below);
  const named = (name) => data.nets.find((n) => n.name === name) ?? data.nets[0];
  self.ask = (name) => {
    if (name === self.asked) return; // an answer to an older press is no news
    self.asked = name;
    if (name !== self.chosen) choose(named(name));
  };
  choose(named(chosen));
  root.dataset.stamp = data.stamp; // what is drawn now
  return self;
}

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
  const at = layout(net), svg = drawn("svg", { width: at.width, height: at.height, "aria-hidden": "true" });
  const canvas = states(net, at), now = element("div", { class: "now" }), veil = element("div", { class: "veil" });
  const stage = element("div", { class: "stage", style: { width: `${at.width}px`, height: `${at.height}px` } }, now, canvas, svg, veil);
  const node = element("div", { class: "scene", tabindex: 0, role: "img", "aria-label": `${net.wiring}, unrolled: ${net.reads.length} steps` }, stage);
  const looks = [], tints = net.attention ? net.reads.map((flag, t) => flag && drawn("rect",
    { class: "tint", x: at.x[t], y: at.rows.x, width: at.box, height: at.heights.x, rx: 6 })).filter(Boolean) : [];
  for (const edge of net.edges) {
    const path = arrow(edge, at, net);
    if (edge[4] === "attention") looks.push([edge[3], edge[1], path]);
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
  node.addEventListener("keydown", (e) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (by) { e.preventDefault(); move(node.step + by); }
  });
  const under = details(net);
  return {
    node, details: under.nodes, told: (k) => told(net, k),
    show(k) {
      node.step = k;
      now.style.left = `${at.x[k] - 7}px`;
      now.style.width = `${at.box + 14}px`;
      veil.style.left = `${at.x[k] + at.box + 8}px`;
      veil.style.display = net.twoWay || k === net.reads.length - 1 ? "none" : "";
      const row = net.writes.slice(0, k).filter(Boolean).length, weights = net.attention?.[row];
      for (const [writing, reading, path] of looks) {
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
  return drawn("g", { class: "edge" }, drawn("path", { class: { "fed back": "fed", attention: "look", context: "context" }[kind] ?? "", d: line }), tip(b, kind));
}

const shortened = (a, b) => { const n = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1; return [b[0] - (5 * (b[0] - a[0])) / n, b[1] - (5 * (b[1] - a[1])) / n]; };

function tip([x, y], kind) {
  const shape = kind === "state" || kind === "context" ? [[x, y], [x - 7, y - 4], [x - 7, y + 4]]
    : kind === "backward" ? [[x, y], [x + 7, y - 4], [x + 7, y + 4]] : [[x, y], [x - 4, y + 7], [x + 4, y + 7]];
  return drawn("polygon", { class: "tip", points: shape.join(" ") });
}

function parts(net, at) {
  if (net.split === null) return [];
  const first = at.x[net.split], end = at.x[net.split - 1] + at.box, y = at.rows.h + STATE / 2;
  const label = (x, text) => drawn("text", { class: "part", x, y: 10 }, text);
  return [label((at.x[0] + end) / 2, "encoder"), label((first + at.x[at.x.length - 1] + at.box) / 2, "decoder"),
    drawn("text", { class: "small", x: (end + first) / 2, y: y - 30 }, "context"), drawn("text", { class: "small", x: (end + first) / 2, y: y - 16 }, "vector")];
}

const cut = (text, box) => { const most = Math.floor((box - 10) / 6.6); return text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text; };

function boxes(net, at, t) {
  const found = [], put = (row, text, ghost, title) => {
    found.push(drawn("g", { class: ghost ? "ghosted" : "" },
      drawn("rect", { class: ghost ? "ghost" : "box", x: at.x[t], y: at.rows[row], width: at.box, height: at.heights[row], rx: 6 }),
      drawn("text", { x: at.middle[t], y: at.rows[row] + at.heights[row] / 2 }, cut(text, at.box)), drawn("title", {}, title ?? text)));
  };
  const best = net.outputs[t][0];
  if (net.writes[t]) put("y", net.written[t], false, net.forced ? `right at step ${t + 1}: “${net.written[t]}”` : `step ${t + 1} writes “${net.written[t]}”`);
  else if (best) put("y", best[0], true, `if it ended here: ${best[0]}${sure(best[1])}`);
  for (const row of net.twoWay ? "hb" : "h")
    found.push(drawn("rect", { x: at.x[t], y: at.rows[row], width: at.box, height: STATE, rx: 4, fill: "none", stroke: "currentColor", "stroke-opacity": 0.5 }));
  if (net.reads[t] && net.pictures) found.push(pixels(net.pictures, at, t));
  else if (net.reads[t]) put("x", net.inputs[t], false, `step ${t + 1} reads “${net.inputs[t]}”`);
  return found;
}

function pixels({ height, width, values }, at, t) {
  const grey = Uint8Array.from(atob(values), (c) => c.charCodeAt(0)).subarray(t * height * width, (t + 1) * height * width);
  const w = at.box / width, h = at.heights.x / height, group = drawn("g");
  grey.forEach((v, k) => group.append(drawn("rect", { x: at.x[t] + (k % width) * w, y: at.rows.x + Math.floor(k / width) * h, width: w + 0.3, height: h + 0.3,
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

// --- below the drawing: one step in full ---------------------------------------------------------------------------

function details(net) {
  const title = element("h4"), tops = element("div", { class: "tops" }), label = element("div", { class: "label" });
  const canvas = element("canvas", { class: "units", tabindex: 0, role: "slider", "aria-label": "Unit of the state" }), most = Math.max(...net.outputs.map((o) => o.length));
  const lines = Array.from({ length: most }, () => {
    const text = element("b"), bar = element("div", { style: { background: net.colour } }), p = element("span");
    const track = element("div", { class: "track" }, bar);
    tops.append(text, track, p);
    return { text, bar, p, track };
  });
  const heats = [net.states, net.back].filter(Boolean), full = Number(Math.max(...heats.map((h) => h.scale)).toPrecision(3)), units = heats.reduce((sum, h) => sum + h.rows, 0);
  const valuesAt = (k) => heats.flatMap((h) => Array.from(h.bytes.subarray(k * h.rows, (k + 1) * h.rows), (v) => (v * h.scale) / 127));
  const one = unitOf(canvas, label, full);
  const kept = net.recurrent ? "State after this step" : "Hidden layer, made anew for each input";
  const nodes = [element("section", {}, title, tops), element("section", {}, element("h4", {}, `${kept}: ${units} units`), canvas, label,
    element("div", { class: "legend" }, element("span", {}, `−${full}`, element("i"), `+${full}`)))];
  return {
    nodes,
    show(k) {
      title.textContent = !net.outputs[k].length ? "Nothing is written at this step" : net.writes[k] ? (net.forced ? "It would write at this step" : "Written at this step") : "If it ended here, it would say";
      lines.forEach((line, n) => {
        const found = net.outputs[k][n];
        for (const part of [line.text, line.track, line.p]) part.style.visibility = found ? "" : "hidden";
        if (!found) return;
        line.text.textContent = found[0];
        line.text.title = found[0];
        line.text.className = net.writes[k] && found[0] === net.written[k] ? "taken" : "";
        line.track.style.visibility = found[1] === null ? "hidden" : "";
        line.bar.style.width = `${100 * (found[1] ?? 0)}%`;
        line.p.textContent = percent(found[1]);
      });
      one.take(valuesAt(k));
    },
  };
}

/** All units of one step, of which one is named with its value: by pointer, finger, or arrow keys, and then at every step. */
function unitOf(canvas, label, full) {
  let values = [], at = -1;
  const size = () => { const box = canvas.getBoundingClientRect(); return [box.width || 400, box.height || 90]; };
  function paint() {
    const [width, height] = size().map((n) => n * 2), context = canvas.getContext("2d");
    [canvas.width, canvas.height] = [width, height];
    cells(context, values.map((v) => (127 * v) / full), [0, 0, width, height]);
    label.textContent = at < 0 ? "every unit's value: under the pointer, or with the arrow keys" : `unit ${at}: ${values[at].toFixed(3)}`;
    canvas.setAttribute("aria-valuetext", at < 0 ? "none chosen" : label.textContent);
    canvas.setAttribute("aria-valuenow", Math.max(0, at));
    if (at < 0) return;
    const [across, down] = grid(values.length, width, height), [w, h] = [width / across, height / down];
    context.strokeStyle = getComputedStyle(canvas).color;
    context.lineWidth = 3;
    context.strokeRect((at % across) * w + 1, Math.floor(at / across) * h + 1, w - 2, h - 2);
  }
  const name = (k) => { if (values[k] !== undefined && k !== at) { at = k; paint(); } };
  const under = (e) => {
    const box = canvas.getBoundingClientRect(), [across, down] = grid(values.length, box.width, box.height);
    name(Math.floor((down * (e.clientY - box.top)) / box.height) * across + Math.floor((across * (e.clientX - box.left)) / box.width));
  };
  canvas.addEventListener("pointermove", under);
  canvas.addEventListener("pointerdown", under);
  canvas.addEventListener("keydown", (e) => {
    const [across] = grid(values.length, ...size()), last = values.length - 1;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowUp: at - across, ArrowDown: at + across, Home: 0, End: last }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    name(at < 0 ? 0 : Math.max(0, Math.min(last, to)));
  });
  return {
    take(found) {
      values = found;
      canvas.setAttribute("aria-valuemin", 0);
      canvas.setAttribute("aria-valuemax", values.length - 1);
      paint();
    },
  };
}

function told(net, k) {
  const [fed, said] = [taking(net, k), giving(net, k)];
  return net.reads.length > 1 ? `Step ${k + 1} of ${net.reads.length}: ${net.name} ${fed} and ${said}.` : `${net.name} ${fed} and ${said}.`;
}

// What a step reads: from outside, or what was written before it; the first step of a decoder a sign of its own.
function taking(net, k) {
  if (net.inputs[k]) return net.inputs[k] === START && !net.reads[k] ? "reads the start sign" : `reads “${net.inputs[k]}”`;
  if (net.reads[k]) return "reads its input";
  if (!net.edges.some(([, , to, t, kind]) => kind === "fed back" && to === "h" && t === k)) return "reads nothing from outside";
  return net.forced ? `is fed the right word before, “${net.written[k - 1]}”,` : `reads what was written before, “${net.written[k - 1]}”,`;
}

function giving(net, k) {
  const best = net.outputs[k][0], taken = net.outputs[k].find(([text]) => text === net.written[k]);
  if (!net.writes[k]) return best ? `would say “${best[0]}”${sure(best[1])} if it ended here` : "writes nothing";
  if (!net.forced) return `writes “${net.written[k]}”${taken ? sure(taken[1]) : ""}`;
  if (best[0] === net.written[k]) return `would write the right word itself, “${best[0]}”${sure(best[1])}`;
  return `would itself write “${best[0]}”${sure(best[1])}; right is “${net.written[k]}”${taken ? sure(taken[1]) : ", not among its five most probable"}`;
}
