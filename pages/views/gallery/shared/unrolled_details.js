// Below the drawing: one step in full, and in a sentence.  Stands before unrolled.js.

const START = "(start)"; // rnn_core/gallery/translation.py

function details(net) {
  const title = element("p", { class: "title" }), label = element("div", { class: "label" });
  const canvas = element("canvas", { class: "units", tabindex: 0, role: "slider", "aria-label": "Unit of the state" });
  const tops = bars(Math.max(...net.outputs.map((o) => o.length)), net.colour);
  const heats = [net.states, net.back].filter(Boolean), full = Number(Math.max(...heats.map((h) => h.scale)).toPrecision(3)), units = heats.reduce((sum, h) => sum + h.rows, 0);
  const valuesAt = (k) => heats.flatMap((h) => Array.from(h.bytes.subarray(k * h.rows, (k + 1) * h.rows), (v) => (v * h.scale) / 127));
  const one = unitOf(canvas, label, full);
  const states = net.recurrent ? "State after this step" : "Hidden layer, made anew for each input";
  const nodes = [element("section", {}, title, tops.node), element("section", {}, element("p", { class: "title" }, `${states}: ${units} units`), canvas, label,
    element("div", { class: "legend" }, element("span", {}, `−${full}`, element("i"), `+${full}`)))];
  return {
    nodes,
    show(k) {
      title.textContent = !net.outputs[k].length ? "Nothing is written at this step" : net.writes[k] ? (net.forced ? "It would write at this step" : "Written at this step") : "If it ended here, it would say";
      tops.show(net.outputs[k]);
      net.outputs[k].forEach(([said], n) => {
        const taken = net.writes[k] && said === net.written[k];
        Object.assign(tops.rows[n].text, { title: said, className: taken ? "taken" : "" });
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
  const go = (k) => name(at < 0 ? 0 : Math.max(0, Math.min(values.length - 1, k))), across = () => grid(values.length, ...size())[0];
  onKeys(canvas, { ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), ArrowUp: () => go(at - across()), ArrowDown: () => go(at + across()),
    Home: () => go(0), End: () => go(values.length - 1) });
  new ResizeObserver(() => values.length && paint()).observe(canvas);  // the first picture may come before the page has its width
  return {
    take(found) {
      values = found;
      canvas.setAttribute("aria-valuemin", 0);
      canvas.setAttribute("aria-valuemax", values.length - 1);
      paint();
    },
  };
}

function sentence(net, k) {
  const done = `${net.name} ${reading(net, k)} and ${writing(net, k)}.`;
  return net.reads.length > 1 ? `Step ${k + 1} of ${net.reads.length}: ${done}` : done;
}

// What a step reads: from outside, or what was written before it; the first step of a decoder a sign of its own.
function reading(net, k) {
  if (net.inputs[k]) return net.inputs[k] === START && !net.reads[k] ? "reads the start sign" : `reads “${net.inputs[k]}”`;
  if (net.reads[k]) return "reads its input";
  if (!net.edges.some(([, , to, t, kind]) => kind === "fed back" && to === "h" && t === k)) return "reads nothing from outside";
  return net.forced ? `is fed the right word before, “${net.written[k - 1]}”,` : `reads what was written before, “${net.written[k - 1]}”,`;
}

function writing(net, k) {
  const best = net.outputs[k][0], taken = net.outputs[k].find(([text]) => text === net.written[k]);
  if (!net.writes[k]) return best ? `would say “${best[0]}”${sure(best[1])} if it ended here` : "writes nothing";
  if (!net.forced) return `writes “${net.written[k]}”${taken ? sure(taken[1]) : ""}`;
  if (best[0] === net.written[k]) return `would write the right word itself, “${best[0]}”${sure(best[1])}`;
  return `would itself write “${best[0]}”${sure(best[1])}; right is “${net.written[k]}”${taken ? sure(taken[1]) : ", not among its five most probable"}`;
}
