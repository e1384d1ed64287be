// What every line does on its way back, in words: sentence(series, n, data) for a line's points [[lag, level, low, high]].
// A level is 1/1000 of a decade, or ZERO, or OVER.

const ZERO = -(2 ** 31), OVER = 2 ** 31 - 1, PER_DECADE = 1000;
const finite = (level) => level !== ZERO && level !== OVER;
const many = (k) => `${k} ${k === 1 ? "step" : "steps"}`;

function sentence(series, n, data) {
  return wayOf(series.points, n, data) + (series.seeds > 1 ? ` (median of ${series.seeds} seeds)` : "");
}

function wayOf(points, n, { kind, precision }) {
  const whole = points.filter((p) => finite(p[1])), [first, last] = [whole[0], whole[whole.length - 1]];
  const lost = points.find((p) => p[1] === ZERO), over = points.find((p) => p[1] === OVER);
  if (!first && over) return `it explodes: at this length its states, and with them every gradient, are larger than ${precision} can hold. A shorter one shows how.`;
  if (!first) return "nothing at all arrives: every value is 0.";
  if (kind === "share") return shares(points, n);
  if (over) return `it explodes: beyond ${over[0]} steps back it is larger than ${precision} can hold, so this page cannot say how large.`;
  if (lost && precision === "float32") return `nothing is left in float32 beyond ${last[0]} steps back. How small it really is, float32 cannot know: choose float64.`;
  if (lost) return `exactly 0 from ${many(lost[0])} back on: every way back is cut there, by weights that are 0 or by units whose slope is 0, so there is no half-life.`;
  if (kind === "every") return "every step has a loss, so near slopes are added everywhere: this line cannot say how far a single one travels. Choose “the last step” for that.";
  return n < 2 ? "with one step there is no way back to measure." : rate(whole, n, kind);
}

function rate(points, n, kind) {
  const first = points[0], last = points[points.length - 1], log = (last[1] - first[1]) / PER_DECADE, factor = 10 ** (log / (last[0] - first[0]));
  const arrives = log < -0.02 ? `a fraction of ${scientific(log)}` : log > 0.02 ? `${scientific(log)} times as much` : "all of it";
  const way = kind === "jacobian" ? `a push of length 1 on step ${n - last[0]} moves step ${n} by ${scientific(last[1] / PER_DECADE)} at most`
    : `of the gradient at step ${n}, ${arrives} reaches step ${n - last[0]}`;
  if (Math.abs(log) < 0.02) return `ends as large as it began: ${way}.`;
  return `× ${factor.toPrecision(log < 0 ? 3 : 4)} a step back on average, ${pace(points, log < 0 ? -1 : 1, factor)}; ${way}.`;
}

// What the average would need to halve or double it, and where the line itself has done so for the first time.
function pace(points, sign, factor) {
  const life = Math.log(2) / Math.abs(Math.log(factor)), [lag, level] = points[0];
  const there = points.findIndex((p) => sign * (p[1] - level) >= Math.log10(2) * PER_DECADE - 1);
  const average = `which ${sign < 0 ? "halves" : "doubles"} it every ${scientific(Math.log10(life))} steps`;
  if (there < 0) return sign < 0 ? "and more than half is left to the end" : "and it does not double";
  const before = points[there - 1][0] - lag, reached = points[there][0] - lag; // it happened after the one, at the latest at the other
  if (reached >= 0.8 * life - 1 && before + 1 <= 1.25 * life + 1) return average;
  return `${average} (for the first time after ${reached > before + 1 ? "at most " : ""}${many(reached)})`;
}

function shares(points, n) {
  let sum = 0, half = null, most = null;
  for (const [lag, level] of points) {
    if (finite(level)) sum += 10 ** (level / PER_DECADE);
    if (half === null && sum >= 0.5) half = lag;
    if (most === null && sum >= 0.99) most = lag;
  }
  const far = points[points.length - 2]?.[1]; // the first step has h = 0 before it and adds nothing
  const end = n > 2 && far !== undefined && finite(far) ? `; step 2 adds ${scientific(far / PER_DECADE)} of it` : "";
  return `half of it comes from the last ${half ? `${half + 1} steps` : "step"}, 99 % from the last ${(most ?? n - 1) + 1}${end}.`;
}
