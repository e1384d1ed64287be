// The loop and its unrolling.  One slider opens it, another moves through time; scene, equation, numbers, the line of NumPy and
// the heatmap follow together.  The server hears only where the hands have come to rest.
//
// data = { stamp, words: [text], best: [[text, p]], heat: { rows, scale, values }, units: [{ unit, u: [], v: [], h: [] }],
//          shapes: { ih: [H, I], hh: [H, H] }, at, unrolled }
// heat.values: base64 of int8, step by step; 127 stands for `scale`.

const STEP_BEAT = 700, GLIDE = 900, TOGETHER = 30; // ms a step while playing; from the loop to its copies; from one slider's rest to the other's

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".unroller");
  return drawIn(root, data.stamp, () => build(root, data, setTriggerValue), (known) => { known.tell = setTriggerValue; });
}

function build(root, data, tell) {
  const self = { tell, stop: () => { steps.stop(); opener.stop(); hands.stop(); watcher?.disconnect(); } };
  const hands = untilBothRest({ slide: data.at, unrolled: data.unrolled }, (places) => self.tell("rest", places));
  const picture = scene(data, (k) => steps.move(k)), table = numbers(data);
  const opener = openSlider(data.unrolled / 100, (open) => { hands.move(); picture.open(open); }, (open) => hands.told({ unrolled: Math.round(100 * open) }));
  const steps = rail({ label: "Time: words read", beat: STEP_BEAT, names: ["One word back", "One word on"], told: (k) => hands.told({ slide: k }), show(k) {
    hands.move();
    picture.show(k);
    table.show(k);
    steps.range.setAttribute("aria-valuetext", table.place(k));
  } });
  root.replaceChildren(opener.node, picture.node, steps.node, table.node);
  steps.last = data.words.length - 1;
  picture.resize(root.clientWidth || 358);
  steps.show(data.at);
  opener.set(data.unrolled / 100);
  const watcher = globalThis.ResizeObserver && new ResizeObserver(() => picture.resize(root.clientWidth));
  watcher?.observe(root);
  return self;
}

/** Where the two sliders rest is told at once and together, when neither has moved for a while: of two messages in a row the second
 * would start from the address before the first. */
function untilBothRest(places, tell) {
  let moved = -Infinity, waiting = 0;
  const send = () => {
    const left = moved + AT_REST + TOGETHER - performance.now();
    if (left > 1) waiting = setTimeout(send, left);
    else tell(places);
  };
  const told = (place) => { Object.assign(places, place); clearTimeout(waiting); send(); };
  return { told, move: () => { moved = performance.now(); }, stop: () => clearTimeout(waiting) };
}

/** The slider from the loop to its copies, and a button that goes all the way by itself. */
function openSlider(at, show, told) {
  const range = element("input", { type: "range", min: 0, max: 1000, step: 1, "aria-label": "From the loop to its copies" });
  const go = button("", () => glide(open < 0.5 ? 1 : 0));
  let open = at, resting = 0, frame = 0, end = 0;
  go.className = "go";
  const set = (value) => {
    open = value;
    range.value = Math.round(1000 * open);
    range.setAttribute("aria-valuetext", open < 0.005 ? "the loop" : open > 0.995 ? "unrolled" : `${Math.round(100 * open)} per cent unrolled`);
    const text = open < 0.5 ? "Unroll" : "Roll up";
    if (go.textContent !== text) go.textContent = text;
    show(open);
  };
  const rest = () => { clearTimeout(resting); resting = setTimeout(() => told(open), AT_REST); };
  const halt = () => { clearTimeout(end); globalThis.cancelAnimationFrame?.(frame); };
  const glide = (to) => {
    halt();
    const arrive = () => { halt(); set(to); rest(); };
    if (!globalThis.requestAnimationFrame || matchMedia("(prefers-reduced-motion: reduce)").matches) return arrive();
    const from = open, begun = performance.now();
    const draw = (now) => {
      const part = Math.max(0, Math.min(1, (now - begun) / GLIDE));
      set(from + (to - from) * part * part * (3 - 2 * part));
      if (part < 1) frame = requestAnimationFrame(draw); else arrive();
    };
    frame = requestAnimationFrame(draw);
    end = setTimeout(arrive, 3 * GLIDE); // where no frame ever comes, as in a window that is not seen
  };
  range.oninput = () => { halt(); set(range.value / 1000); rest(); };
  const node = element("div", { class: "opener" }, element("span", { "aria-hidden": "true" }, "Loop"), range, go);
  return { node, set, stop: () => { halt(); clearTimeout(resting); } };
}
