// Sizes as text, from their logarithms: 0.37, 2.1·10⁻⁵².

const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
const power = (k) => (k === 0 ? "1" : `10${[...String(k)].map((c) => SUPERSCRIPTS[c]).join("")}`);

function scientific(log) {
  if (log > -3.001 && log < 3) return String(Number((10 ** log).toPrecision(2)));
  const whole = Math.floor(log + 1e-9), lead = 10 ** (log - whole);
  return lead < 1.05 || lead > 9.5 ? power(Math.round(log)) : `${lead.toFixed(1)}·${power(whole)}`;
}
