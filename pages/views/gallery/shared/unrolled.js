// An unrolled network, drawn from its edges, and scrubbed step by step.  Everything is drawn once, when the data comes; a
// move shifts two overlays and changes short texts.  The server is told when it comes to rest, and which network
// is chosen.
//
// data = { stamp, step, net: the name of the one drawn, nets: [{ name, colour, wiring, recurrent, twoWay, split, reads, writes, edges: [[from, step, to, step,
//          kind]], inputs, written, forced (what is written is given, as in training), outputs: [[[text, p]]], states: heat, back?: heat, attention?, pictures? }] }
// heat = { rows, scale, values: base64 of int8, step by step; 127 stands for `scale` }

const BEAT = 600; // ms a step while playing

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".unrolled");
  return drawIn(root, data.stamp, (known) => {
    const pressed = known && known.asked === data.net; // the server has not spoken since: what was pressed here holds
    return build(root, data, setStateValue, pressed ? known.chosen : data.net);
  }, (known) => { known.notify = setStateValue; known.ask(data.net); });
}

function build(root, data, notify, chosen) {
  const self = { notify, chosen, asked: data.net };
  const steps = rail({ label: "Step of the network", beat: BEAT, show, told: (k) => self.notify("step", k) });
  const status = element("p", { class: "status", "aria-live": "polite" });
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
    status.textContent = view.sentence(k);
    steps.range.setAttribute("aria-valuetext", `step ${k + 1} of ${steps.last + 1}`);
  }
  self.stop = steps.stop;
  for (const net of data.nets) {
    const b = element("button", { type: "button", "data-name": net.name }, element("i", { style: { background: net.colour } }), net.name);
    b.onclick = () => { choose(net); self.notify("net", net.name); };
    switches.append(b);
  }
  root.replaceChildren(...(data.nets.length > 1 ? [switches] : []), ...(data.nets.every((n) => n.reads.length < 2) ? [] : [steps.node]), place, status, below);
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
