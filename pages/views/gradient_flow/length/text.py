"""Measurements of the gradient as the data of flow.js, as sentences and as tables.  """

import hashlib
import re
from dataclasses import fields
from typing import Any

import numpy as np

from pages.common import links
from pages.common.links import GradientFlow
from pages.common.theme import NETWORKS
from pages.views.gradient_flow.shared import packing
from pages.views.gradient_flow.shared.figures import VARIANTS
from pages.views.gradient_flow.shared.measure import LONGEST, Products, Setting
from rnn_core.gradients.networks import applies

Array = np.ndarray
FORMULAS = {
    links.STATE: "‖∂L/∂sₜ‖, s = h (LSTM: h and c)",
    links.HIDDEN: "‖∂L/∂hₜ‖",
    links.CELL: "‖∂L/∂cₜ‖",
    links.JACOBIAN: "‖∂sₙ/∂sₜ‖₂",
    links.INPUT: "‖∂L/∂xₜ‖",
    links.SHARE: "share of ∂L/∂W_hh",
}
MEANINGS = {
    links.STATE: "The length of the gradient along everything that a cell hands on from step t: h, and for the LSTM h and c, each moved "
                "with the other held still. For RNN and GRU that is ∂L/∂h.",
    links.HIDDEN: "The length of the gradient along the hidden state alone. In an LSTM it hides what runs through the cell state: "
                 "look at ∂L/∂s beside it.",
    links.CELL: "The length of the gradient along the LSTM's cell state, with all that follows from it, hₜ included. RNN and GRU have none.",
    links.JACOBIAN: "The spectral norm of the exact product of the steps' Jacobians: the farthest that any push of length 1 on the state of step t "
                   "moves the last state. No loss is in it. Thin dashes: the direct path, the largest entry of ∏f (LSTM) or ∏z (GRU), as if the gates "
                   "were constants: it is not the whole, and the whole can lie below or far above it.",
    links.INPUT: "The length of the gradient along what was read at step t: how much the loss would change for a small change of that input.",
    links.SHARE: "How much of the gradient of W_hh is due to a way of so many steps: the Frobenius norm of that lag's term over the sum of all. "
                "This is what learning sees; the gradient of W_hh as a whole may be large while the share of the far past is nothing.",
}
LOSSES = {links.LAST: "L = r · hₙ, a fixed random direction r of length 1, told after the last step only.",
          links.EVERY: "L = Σ r · hₜ over every step up to n: near and far slopes are added up."}


def stamp(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _style(cell: str, dash: bool, pin: int) -> dict[str, Any]:
    name, colour = NETWORKS[cell]
    return {"name": f"{name}, pin {pin}" if pin else f"{name}, direct path" if dash else name, "colour": colour, "dash": dash or pin > 0}


def lines(s: Setting, now: dict[str, list[Array]], pin: int = 0) -> list[dict[str, Any]]:
    """One line a cell at the present length; the rest is carried later."""
    return [_style(cell, False, pin) | {"quick": [packing.flat(packing.levels(row)) for row in rows], "median": s.seeds if s.seeds > 1 else 0}
            for cell, rows in now.items()]


def sparse(found: Products, pin: int = 0) -> list[dict[str, Any]]:
    """Lines that are measured at some lengths and lags only."""
    made = []
    for dash, family in ((False, found.total), (True, found.direct)):
        for cell, rows in family.items():
            if dash and pin:
                continue
            told = {int(n): _points(found.lags, [row[k] for row in (rows[:1] if dash else rows)]) for k, n in enumerate(found.lengths)}
            made.append(_style(cell, dash, pin) | {"sparse": told, "median": found.seeds if found.seeds > 1 else 0})
    return made


def _points(lags: Array, rows: list[Array]) -> list[list[int]]:
    """[lag, level], or with several seeds [lag, median, lowest, highest], wherever one was measured."""
    there = ~np.isnan(rows[0])
    return np.stack([lags[there], *(packing.levels(row[there]) for row in rows)], 1).tolist()


def picture(s: Setting, lengths: Array, length: int, series: list[dict[str, Any]], mark: str) -> dict[str, Any]:
    kind = {links.SHARE: "share", links.JACOBIAN: "jacobian"}.get(s.quantity, "every" if s.told == links.EVERY else "size")
    return {"stamp": mark, "longest": int(lengths[-1]), "length": length, "lengths": strided(lengths), "title": FORMULAS[s.quantity],
            "words": kind, "precision": s.precision, "series": series}


def strided(lengths: Array) -> list[int] | None:
    """The lengths one by one, unless they are simply all."""
    return None if len(lengths) == lengths[-1] else lengths.tolist()


def to_guess(state: GradientFlow, s: Setting) -> list[str] | None:
    """The lines that are hidden until the visitor has drawn where they might be."""
    return ["LSTM"] if state.mode == links.GUESS and not s.trained and s.quantity != links.SHARE else None


PAIR = r"\d{1,3}:-?[0-3]?\d{1,2}(\.\d)?"


def guess(sketch: str) -> str:
    """A link's guess if it is one as flow.js tells it, at least two pairs of a lag and an exponent; else nothing."""
    return sketch if re.fullmatch(f"{PAIR}(_{PAIR})+", sketch) else ""


def without(rows: list[dict[str, str]], hidden: list[str] | None) -> list[dict[str, str]]:
    """The table while there is still to be guessed: the hidden lines stand there without their numbers."""
    return [{name: "?" if name.split(",")[0] in (hidden or ()) else value for name, value in row.items()} for row in rows]


def notes(s: Setting, lengths: Array, answers: dict[str, str] | None) -> list[str]:
    """What the picture does not say by itself."""
    told = [f"**{FORMULAS[s.quantity]}.** {MEANINGS[s.quantity]}" + ("" if s.quantity == links.JACOBIAN else f" {LOSSES[s.told]}")]
    if answers:
        said = ", ".join(f"{NETWORKS[cell][0]} *{word}*" for cell, word in answers.items())
        sum_of = "L is the sum, over every step, of log p" if s.told == links.EVERY else "L = log p"
        told[0] = told[0].removesuffix(f" {LOSSES[s.told]}") + (
            f" {sum_of} of the word that the network itself expects next, at the end {said}; at a shorter length, of the word it expects there. "
            "A network that is sure has a small slope everywhere: small at lag 0 is not forgotten.")
    own = [f"{NETWORKS[cell][0]}" for cell in s.cells if not s.trained and not applies(cell, s.init)]
    if own:
        told.append(f"The recipe *{s.init}* is none for {' and '.join(own)}: PyTorch's defaults stand there.")
    return told + limits(s, lengths)


def limits(s: Setting, lengths: Array) -> list[str]:
    """What is not measured, so that nobody's request costs more than two seconds."""
    longest, stride = int(lengths[-1]), int(lengths[-1] - lengths[-2]) if len(lengths) > 1 else 1
    if s.quantity == links.JACOBIAN:
        seeds = s.grid[2]
        fewer = f" Of the {s.seeds} seeds the first {seeds if seeds > 1 else 'one'}." if seeds < s.seeds else ""
        return [f"Measured at {len(lengths)} lengths up to {longest}, because each is a product of as many matrices: the slider stops at these.{fewer}"]
    said = [f"one length in {stride}"] * (stride > 1) + [f"no length beyond {longest}"] * (longest < LONGEST and not s.trained)
    return [f"With these settings {' and '.join(said)} is measured, so that nobody's request costs more than two seconds."] if said else []


def rows(now: dict[str, list[Array]], length: int) -> list[dict[str, str]]:
    """The picture as a table: some steps back, and every cell's size there."""
    back = [k for k in (0, 1, 2, 3, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 700, length - 1) if k < length]
    return [{"Steps back": str(k), "Step": str(length - k)} |
            {NETWORKS[cell][0]: " … ".join(told(float(row[k])) for row in ([found[0]] if len(found) == 1 else found)) for cell, found in now.items()}
            for k in sorted(set(back))]


def product_rows(found: Products, length: int) -> list[dict[str, str]]:
    """The same for the Jacobian's norm, with the direct path."""
    n = int(np.argmin(np.abs(found.lengths - length)))
    kept = [k for k in range(len(found.lags)) if found.lags[k] < found.lengths[n]][:: max(1, len(found.lags) // 16)]
    return [{"Steps back": str(found.lags[k])} | {NETWORKS[cell][0]: " … ".join(told(float(row[n, k])) for row in rows) for cell, rows in found.total.items()}
            | {f"{NETWORKS[cell][0]}, direct path": told(float(rows[0][n, k])) for cell, rows in found.direct.items()} for k in kept]


def told(log: float) -> str:
    """A size from its logarithm, also where it is no float any more: 0.37, 2.1e-52, 3e-1200."""
    if not np.isfinite(log):
        return "0" if log < 0 else "beyond the precision"
    if -3 < log < 4:
        return f"{10.0**log:.3g}"
    whole = int(np.floor(log))
    lead = f"{10.0 ** (log - whole):.2f}"
    return f"{lead}e{whole:+03d}" if lead != "10.00" else f"1.00e{whole + 1:+03d}"


def network_rows(s: Setting, counts: dict[str, int]) -> list[dict[str, str]]:
    return [{"Cell": NETWORKS[cell][0], "Hidden size": str(size), "Parameters": f"{counts[cell]:,}"} for cell, size in s.sizes.items()]


def pin_rows(names: tuple[str, ...], now: tuple[Any, ...], kept: tuple[tuple[Any, ...], ...]) -> list[dict[str, str]]:
    """What differs between the present run and the pinned ones."""
    runs = {"Now": now} | {f"Pin {k}": one for k, one in enumerate(kept, 1)}
    differ = [k for k in range(len(names)) if len({str(one[k]) for one in runs.values()}) > 1]
    labels = {f.name: f.metadata["setting"].label for f in fields(GradientFlow)}  # type: ignore[arg-type]
    return [{"Setting": labels[names[k]]} | {run: str(one[k]) for run, one in runs.items()} for k in differ] or [{"Setting": "all the same"}]


def theory(case: str, t: Any) -> str:
    """What the picture of the bounds shows, in words."""
    top = int(np.argmax(t.actual))
    ends = (f"Over {t.lags[-1]} steps the product's norm comes to **{told(float(t.actual[-1]))}**; the bound allows {told(float(t.measured[-1]))}, "
            f"σ_max(W)ᵏ alone {told(float(t.fixed[-1]))}.")
    if case == links.NON_NORMAL:
        return (f"ρ = {t.radius:.2f} < 1, so this gradient must vanish, and in the end it does. But first it grows, to **{told(float(t.actual[top]))}** "
                f"at {t.lags[top]} steps back: W is not normal, its σ_max is {t.largest:.2f}, and what one unit hands to the next adds up before it fades. " + ends)
    if case == links.SATURATED:
        return (f"ρ = {t.radius:.2f} > 1, so this gradient should explode: ρᵏ would be {told(float(t.promised[-1]))}. But noise drives the units to where tanh "
                "is flat, and every step multiplies by φ′(a), which is small there. " + ends)
    slack = float(t.measured[-1] - t.actual[-1]) if np.isfinite(t.actual[-1]) else 0.0
    return (f"ρ = {t.radius:.3f}, σ_max = {t.largest:.3f}, {t.hidden_size} units. " + ends
            + (f" The bound holds, and is {told(slack)} times too large: it takes the worst direction at every step, and these do not line up." if slack > 0.3 else ""))


def theory_rows(t: Any) -> list[dict[str, str]]:
    kept = range(0, len(t.lags), max(1, len(t.lags) // 16))
    return [{"Steps back": str(t.lags[k]), "Measured": told(float(t.actual[k])), "Bound with φ′": told(float(t.measured[k])),
             "σ_max(W)ᵏ": told(float(t.fixed[k])), "ρ(W)ᵏ": told(float(t.promised[k]))} for k in kept]


def directions(found: dict[str, dict[int, Array]]) -> str:
    """How many directions keep a hundredth at lag 20."""
    said = []
    for cell, by_lag in found.items():
        lag = 20 if 20 in by_lag else max(by_lag)
        said.append(f"{NETWORKS[cell][0]} {int((by_lag[lag] > -2).sum())} of {len(by_lag[lag])}")
    return f"Directions that keep more than a hundredth over {lag} steps: {', '.join(said)}."


def direction_rows(found: dict[str, dict[int, Array]]) -> list[dict[str, str]]:
    """Of the singular values at every lag the largest, the middle one and how many keep a hundredth."""
    return [{"Network": NETWORKS[cell][0], "Lag k": str(k), "Largest": told(float(logs[0])), "Middle": told(float(logs[len(logs) // 2])),
             "Above 1/100": f"{int((logs > -2).sum())} of {len(logs)}"} for cell, by_lag in found.items() for k, logs in by_lag.items()]


def pair_rows(found: dict[str, Array]) -> list[dict[str, str]]:
    """‖∂s_t/∂s_k‖ at some distances t - k: the median over all pairs so far apart."""
    longest = min(len(logs) for logs in found.values())
    return [{"Steps between": str(d)} | {NETWORKS[cell][0]: told(float(np.median(np.diagonal(logs, -d)))) for cell, logs in found.items()}
            for d in (0, 1, 2, 5, 10, 20, 30, 50) if d < longest]


def falling(f: Any, clip: float) -> str:
    """Where the two descents end, and the step that parts them."""
    free, clipped = list(f.norms)
    k = int(np.argmax(f.norms[free]))
    jump = float(np.linalg.norm(f.paths[free][min(k + 1, len(f.paths[free]) - 1)] - f.paths[free][k]))
    if f.norms[free].max() <= clip:
        return f"The gradient never exceeds {clip:g}, so clipping never acts: both descents are the same. Start nearer to the edge."
    first = int(np.argmax(f.norms[free] > clip))
    then = (f"Clipped, that step has the same direction and the length {clip:g} × learning rate" if first == k else
            f"Clipped, every step from {first} on whose gradient exceeds {clip:g} keeps its direction and has the length {clip:g} × learning rate, so that the two "
            f"descents part there; the largest gradient on the clipped one is {f.norms[clipped].max():.3g}")
    return (f"Without clipping the largest gradient, {f.norms[free][k]:.3g} at step {k}, throws the point {jump:.3g} away; it ends with loss {f.losses[free][-1]:.3g}. "
            f"{then}; it ends with loss {f.losses[clipped][-1]:.3g}.")


def fall_rows(f: Any) -> list[dict[str, str]]:
    kept = sorted({*range(0, 61, 5), *(int(np.argmax(norms)) for norms in f.norms.values())})
    return [{"Step": str(k)} | {f"{what}, {name}": f"{family[name][k]:.3g}" for name in f.norms for what, family in (("norm", f.norms), ("loss", f.losses))} for k in kept]


def missing(windows: Array, errors: dict[str, Array]) -> str:
    said = []
    for cell, row in errors.items():
        enough = [int(w) for w, e in zip(windows, row, strict=True) if e <= 0.01]
        said.append(f"{NETWORKS[cell][0]} {enough[0]}" if enough else f"{NETWORKS[cell][0]} more than {int(windows[-1])}")
    return f"A window of so many steps misses less than 1 % of ∂L/∂W_hh: {', '.join(said)}."


def truncation_rows(windows: Array, errors: dict[str, Array]) -> list[dict[str, str]]:
    return [{"Window": str(w)} | {NETWORKS[cell][0]: f"{row[k]:.2e}" for cell, row in errors.items()} for k, w in enumerate(windows)]


QUANTITY_NAMES = {"hidden": FORMULAS[links.HIDDEN], "cell": FORMULAS[links.CELL], "state": FORMULAS[links.STATE], "input": FORMULAS[links.INPUT]}


def agreement(rows: list[dict[str, Any]], precision: str) -> tuple[bool, str]:
    worst = max(row["largest"] for row in rows)
    fine = worst < (1e-9 if precision == "float64" else 1e-2)
    return fine, (f"Agrees with autograd in {precision}: the largest relative difference is {worst:.1e}" if fine
                  else f"Differs from autograd in {precision} by up to {worst:.1e}")


def agreement_rows(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"Cell": NETWORKS[row["cell"]][0], "Quantity": QUANTITY_NAMES[row["quantity"]], "Largest relative difference": f"{row['largest']:.1e}",
             "Steps compared": f"{row['steps']} of {row['of']}" + ("" if row["steps"] == row["of"] else " (at the others torch's own norm underflows)")} for row in rows]


def compared(rows: list[dict[str, Any]], s: Setting) -> str:
    """Which of the numbers were checked, and which not."""
    n, length = rows[0]["of"], rows[0]["length"]
    said = (f"the network on the first {n} of its {length} steps, because autograd takes a while" if n < length else "every step") + (
        "; of the first seed" if s.seeds > 1 else "")
    left = {links.JACOBIAN: " The norm of ∂sₙ/∂sₜ is not among them; tests compare it.", links.SHARE: " The shares are not among them; tests compare them."}
    return f"Compared: {said}.{left.get(s.quantity, '')}"


WAVE = 20  # steps of the unrolled picture


def wave(s: Setting, now: dict[str, list[Array]]) -> dict[str, Any]:
    """The unrolled picture's data, first step first; its scale reaches down to the least that is seen, at most 12 decades."""
    logs = {cell: rows[0][::-1] for cell, rows in now.items()}
    finite = np.concatenate([row[np.isfinite(row)] for row in logs.values()])
    high = max(0.0, float(finite.max()))
    return {"stamp": stamp(s), "low": max(float(finite.min()), high - 12), "high": high, "series": [
        {"name": NETWORKS[cell][0], "colour": NETWORKS[cell][1], "logs": [round(float(v), 3) if np.isfinite(v) else None for v in row]}
        for cell, row in logs.items()]}


def reach(found: dict[str, Array]) -> str:
    """The steps until a thousandth is left, the median over where the way starts."""
    said = []
    for cell, logs in found.items():
        T = len(logs)
        lags = [next((k for k in range(t + 1) if logs[t, t - k] < -3), None) for t in range(T // 2, T)]
        known = sorted(k for k in lags if k is not None)
        end = float(np.median([logs[t, 0] for t in range(T // 2, T)]))
        said.append(f"{NETWORKS[cell][0]} {known[len(known) // 2]} steps" if 2 * len(known) > len(lags) else
                    f"{NETWORKS[cell][0]} {'never, it grows' if end > 0.3 else f'more than {T // 2} steps'}")
    return f"Over the first {T} steps, until less than a thousandth is left: {', '.join(said)} (median over the last half of them)."


def learned(grid: dict[str, Any], task: str) -> dict[str, list[dict[str, float]]]:
    """Network by network, delay by delay: median, best and worst of the seeds."""
    found: dict[str, list[dict[str, float]]] = {}
    for variant in dict.fromkeys(run["variant"] for run in grid["runs"]):
        for delay in grid["delays"]:
            losses = sorted(run["held_out"] for run in grid["runs"] if (run["task"], run["variant"], run["delay"]) == (task, variant, delay))
            found.setdefault(variant, []).append({"delay": delay, "median": float(np.median(losses)), "low": losses[0], "high": losses[-1]})
    return found


def who_learns(rows: dict[str, list[dict[str, float]]], baseline: dict[int, float]) -> str:
    """The longest delay at which the median seed gets well below what needs no memory."""
    said = []
    for variant, points in rows.items():
        done = [int(p["delay"]) for p in points if p["median"] < 0.5 * baseline[int(p["delay"])]]
        said.append(f"{VARIANTS[variant][0].replace(', forget', ' with forget')}: " + (f"{max(done)} steps" if done else "none of them"))
    return f"The longest delay at which half of the loss of a guess without memory is gone (median of the seeds). {'; '.join(said)}."


def how_trained(grid: dict[str, Any]) -> str:
    return (f"{len(grid['seeds'])} seeds; marks: median, best and worst. Each network has {grid['hidden_size']} units, {grid['steps']:,} steps of Adam on fresh batches of "
            f"{grid['batch']}, clipping at {grid['clip']:g}, the better of the learning rates {' and '.join(f'{r:g}' for r in grid['rates'])} by the validation loss of the first seed; the loss is that of "
            f"{grid['held_out_sequences']:,} sequences that were in no training. PyTorch's initialisation; the second LSTM differs in its forget bias only. "
            f"Trained by `{grid['command']}` ({grid['cpu_seconds']:,} s of one core; Python {grid['versions']['python']}, NumPy {grid['versions']['numpy']}). "
            "More steps or other rates may move the edges.")


def learned_rows(rows: dict[str, list[dict[str, float]]], baseline: dict[int, float]) -> list[dict[str, str]]:
    return [{"Delay": str(delay), "Without memory": f"{baseline[delay]:.4f}"}
            | {VARIANTS[variant][0]: f"{points[k]['median']:.4g} ({points[k]['low']:.3g} to {points[k]['high']:.3g})" for variant, points in rows.items()}
            for k, delay in enumerate(baseline)]


def mean(values: list[float]) -> float:
    return float(np.mean(values))


def share(done: int, of: int) -> float:
    return done / of


def stopped(task: str, delay: int, done: int, of: int) -> str:
    return f"Stopped after step {done:,} of {of:,} ({task}, delay {delay})." if done < of else ""


def finished(task: Any, delay: int, scores: dict[str, float]) -> str:
    said = ", ".join(f"{VARIANTS[variant][0]} {score:.4g}" for variant, score in scores.items())
    return f"Held-out loss ({task.name}, delay {delay}, {task.unit}): {said}; without memory {task.baseline(delay):.4g}. One seed: the grid above has more."


def live_rows(curves: dict[str, list[tuple[int, float]]]) -> list[dict[str, str]]:
    steps = [s for s, _ in next(iter(curves.values()))][4::10]
    return [{"Step": str(s)} | {VARIANTS[variant][0]: f"{dict(curve)[s]:.4g}" for variant, curve in curves.items() if s in dict(curve)} for s in steps] or [{"Step": "none yet"}]
