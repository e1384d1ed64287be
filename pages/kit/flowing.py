"""Measurements of the gradient as the data of flow.js, as sentences and as tables.  """

import hashlib
from dataclasses import fields
from typing import Any

import numpy as np

from pages.kit import levels, urls
from pages.kit.flows import LONGEST, Products, Setting
from pages.kit.theme import NETWORKS
from pages.kit.urls import GradientFlow
from rnn_core.flow.networks import applies

Array = np.ndarray
FORMULAS = {
    urls.STATE: "‖∂L/∂sₜ‖, s = h (LSTM: h and c)",
    urls.HIDDEN: "‖∂L/∂hₜ‖",
    urls.CELL: "‖∂L/∂cₜ‖",
    urls.JACOBIAN: "‖∂sₙ/∂sₜ‖₂",
    urls.INPUT: "‖∂L/∂xₜ‖",
    urls.SHARE: "share of ∂L/∂W_hh",
}
MEANINGS = {
    urls.STATE: "The length of the gradient along everything that a cell hands on from step t: h, and for the LSTM h and c, each moved "
                "with the other held still. For RNN and GRU that is ∂L/∂h.",
    urls.HIDDEN: "The length of the gradient along the hidden state alone. In an LSTM it hides what runs through the cell state: "
                 "look at ∂L/∂s beside it.",
    urls.CELL: "The length of the gradient along the LSTM's cell state, with all that follows from it, hₜ included. RNN and GRU have none.",
    urls.JACOBIAN: "The spectral norm of the exact product of the steps' Jacobians: the farthest that any push of length 1 on the state of step t "
                   "moves the last state. No loss is in it. Thin dashes: the direct path, the largest entry of ∏f (LSTM) or ∏z (GRU), as if the gates "
                   "were constants: it is not the whole, and the whole can lie below or far above it.",
    urls.INPUT: "The length of the gradient along what was read at step t: how much the loss would change for a small change of that input.",
    urls.SHARE: "How much of the gradient of W_hh is due to a way of so many steps: the Frobenius norm of that lag's term over the sum of all. "
                "This is what learning sees; the gradient of W_hh as a whole may be large while the share of the far past is nothing.",
}
LOSSES = {urls.LAST: "L = r · hₙ, a fixed random direction r of length 1, told after the last step only.",
          urls.EVERY: "L = Σ r · hₜ over every step up to n: near and far slopes are added up."}


def stamp(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _style(cell: str, dash: bool, pin: int) -> dict[str, Any]:
    name, colour = NETWORKS[cell]
    return {"name": f"{name}, pin {pin}" if pin else f"{name}, direct path" if dash else name, "colour": colour, "dash": dash or pin > 0}


def lines(s: Setting, now: dict[str, list[Array]], pin: int = 0) -> list[dict[str, Any]]:
    """One line a cell at the present length; the rest is carried later."""
    return [_style(cell, False, pin) | {"quick": [levels.flat(levels.levels(row)) for row in rows], "median": s.seeds if s.seeds > 1 else 0}
            for cell, rows in now.items()]


def sparse(found: Products, pin: int = 0) -> list[dict[str, Any]]:
    """Lines that are measured at some lengths and lags only."""
    made = []
    for dash, family in ((False, found.total), (True, found.direct)):
        for cell, logs in family.items():
            if dash and pin:
                continue
            told = {int(n): [[int(k), int(v)] for k, v, there in zip(found.lags, levels.levels(row), ~np.isnan(row), strict=True) if there]
                    for n, row in zip(found.lengths, logs, strict=True)}
            made.append(_style(cell, dash, pin) | {"sparse": told, "median": 0})
    return made


def picture(s: Setting, lengths: Array, length: int, series: list[dict[str, Any]], mark: str) -> dict[str, Any]:
    kind = {urls.SHARE: "share", urls.JACOBIAN: "jacobian"}.get(s.quantity, "every" if s.told == urls.EVERY else "size")
    return {"stamp": mark, "longest": int(lengths[-1]), "length": length, "lengths": strided(lengths), "title": FORMULAS[s.quantity],
            "words": kind, "precision": s.precision, "series": series}


def strided(lengths: Array) -> list[int] | None:
    """The lengths one by one, unless they are simply all."""
    return None if len(lengths) == lengths[-1] else lengths.tolist()


def to_guess(state: GradientFlow, s: Setting) -> list[str] | None:
    """The lines that are hidden until the visitor has drawn where they might be."""
    return ["LSTM"] if state.mode == urls.GUESS and not s.trained and s.quantity != urls.SHARE else None


def notes(s: Setting, lengths: Array, answers: dict[str, str] | None) -> list[str]:
    """What the picture does not say by itself."""
    told = [f"**{FORMULAS[s.quantity]}.** {MEANINGS[s.quantity]}" + ("" if s.quantity == urls.JACOBIAN else f" {LOSSES[s.told]}")]
    if answers:
        said = ", ".join(f"{NETWORKS[cell][0]} *{word}*" for cell, word in answers.items())
        told[0] = told[0].split(" L = ")[0] + (f" L = log p of the word that the network itself expects next, here {said}; at a shorter length, of the word it "
                                                "expects there. A network that is sure has a small slope everywhere: small at lag 0 is not forgotten.")
    own = [f"{NETWORKS[cell][0]}" for cell in s.cells if not s.trained and not applies(cell, s.init)]
    if own:
        told.append(f"The recipe *{s.init}* is none for {' and '.join(own)}: PyTorch's defaults stand there.")
    if s.quantity == urls.JACOBIAN:
        told.append(f"Measured at {len(lengths)} lengths up to {lengths[-1]}, because each is a product of as many matrices: the slider stops at these.")
    elif len(lengths) < lengths[-1]:
        told.append(f"With these settings every {lengths[-1] - lengths[-2]}th length is measured, so that nobody's request costs more than two seconds.")
    elif lengths[-1] < LONGEST and not s.trained:
        told.append(f"This needs every shorter length, too: it is measured up to {lengths[-1]} steps, so that nobody's request costs more than two seconds.")
    return told


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
    return [{"Steps back": str(found.lags[k])} | {NETWORKS[cell][0]: told(float(logs[n, k])) for cell, logs in found.total.items()}
            | {f"{NETWORKS[cell][0]}, direct path": told(float(logs[n, k])) for cell, logs in found.direct.items()} for k in kept]


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
    labels = {f.name: f.metadata["knob"].label for f in fields(GradientFlow)}  # type: ignore[arg-type]
    return [{"Setting": labels[names[k]]} | {run: str(one[k]) for run, one in runs.items()} for k in differ] or [{"Setting": "all the same"}]
