// What stands below the drawing and moves with it: a sentence, the equation with the step's numbers, the line of NumPy, all states.

function numbers(data) {
  const count = data.words.length, signed = (v) => `${v < 0 ? "−" : "+"}${Math.abs(v).toFixed(2)}`;
  const say = element("p", { class: "say", "aria-live": "polite" }), equation = element("p", { class: "equation" });
  const lines = data.units.map(() => element("li")), code = element("code"), cursor = element("div", { class: "cursor" });
  const canvas = element("canvas", { "aria-hidden": "true" }), strip = element("div", { class: "strip" }, canvas, cursor);
  paintStates(canvas, data.heat, count);
  const place = (k) => (k ? `${k} of ${count - 1}: “${data.words[k]}”` : "the mark of the start");
  const node = element("div", { class: "numbers" }, say, equation, element("ul", {}, ...lines), element("pre", { tabindex: 0 }, code), strip,
    element("p", { class: "caption" }, `The state after every word, ${data.heat.rows} units from top to bottom; orange above 0, blue below.`));
  return { node, place, show(k) {
    const [best, p] = data.best[k], before = k ? `h${below(k - 1)}` : "0";
    say.textContent = `${k ? `Word ${place(k)}` : "The start"}. The network now expects “${best}” (${percent(p)}).`;
    equation.replaceChildren(`h${below(k)} = tanh( `, element("u", { class: "ih" }, `W_ih x${below(k)} + b_ih`), " + ",
      element("u", { class: "hh" }, `W_hh ${before} + b_hh`), " )");
    data.units.forEach(({ unit, u, v, h }, n) => lines[n].replaceChildren(`unit ${unit}: tanh( `, element("u", { class: "ih" }, signed(u[k])), " ",
      element("u", { class: "hh" }, signed(v[k])), ` ) = ${signed(h[k])}`));
    code.textContent = `h = np.tanh(W_ih @ x[${k}] + b_ih + W_hh @ h + b_hh)  # x[${k}]: ${JSON.stringify(data.words[k])}`;
    cursor.style.left = `${(100 * (k + 0.5)) / count}%`;
  } };
}

const below = (k) => String(k).replace(/\d/g, (d) => "₀₁₂₃₄₅₆₇₈₉"[d]);

function paintStates(canvas, heat, count) {
  const bytes = int8(heat.values), wide = Math.max(1, Math.ceil(640 / count)), context = canvas.getContext("2d");
  canvas.width = wide * count;
  canvas.height = heat.rows;
  const image = context.createImageData(canvas.width, heat.rows);
  for (let n = 0; n < count * heat.rows; n++) {
    const t = Math.floor(n / heat.rows), v = (bytes[n] * heat.scale) / 127, [r, g, b] = v < 0 ? COLD : WARM;
    for (let x = t * wide; x < (t + 1) * wide; x++) image.data.set([r, g, b, 255 * Math.min(1, Math.abs(v))], 4 * ((n % heat.rows) * canvas.width + x));
  }
  context.putImageData(image, 0, 0);
}
