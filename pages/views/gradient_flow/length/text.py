"""What the length slider's picture does not say by itself: sentences and tables.  No Streamlit here."""

import re
from dataclasses import fields
from typing import Any

import numpy as np

from pages.common import links
from pages.common.theme import NETWORKS
from pages.views.gradient_flow.length.packing import stride
from pages.views.gradient_flow.shared.measurement import LONGEST, Measurement
from pages.views.gradient_flow.shared.text import FORMULAS, LOSSES, MEANINGS, size
from rnn_core.gradients.networks import applies

PAIR = r"\d{1,3}:-?[0-3]?\d{1,2}(\.\d)?"
QUANTITY_NAMES = {"hidden": FORMULAS[links.HIDDEN], "cell": FORMULAS[links.CELL], "state": FORMULAS[links.STATE], "input": FORMULAS[links.INPUT]}
NOT_COMPARED = {links.JACOBIAN: " The norm of ∂sₙ/∂sₜ is not among them; tests compare it.", links.SHARE: " The shares are not among them; tests compare them."}


def hidden_lines(state: links.GradientFlow, m: Measurement) -> list[str] | None:
    """The lines that are hidden until the visitor has drawn where they might be."""
    return ["LSTM"] if state.mode == links.GUESS and not m.trained and m.quantity != links.SHARE else None


def valid_guess(sketch: str) -> str:
    """A link's guess if it is one as the slider writes it, at least two pairs of a lag and an exponent; else nothing."""
    return sketch if re.fullmatch(f"{PAIR}(_{PAIR})+", sketch) else ""


def hide(rows: list[dict[str, str]], hidden: list[str] | None) -> list[dict[str, str]]:
    """The table while there is still to be guessed: the hidden lines stand there without their numbers."""
    return [{name: "?" if name.split(",")[0] in (hidden or ()) else value for name, value in row.items()} for row in rows]


def notes(m: Measurement, lengths: np.ndarray, answers: dict[str, str] | None) -> list[str]:
    """What is measured, for which loss; where a recipe does not apply; which lengths are left out."""
    loss = "" if m.quantity == links.JACOBIAN else LOSSES[m.loss]
    about = [f"**{FORMULAS[m.quantity]}.** {MEANINGS[m.quantity]} {_completers_loss(m, answers) if answers else loss}".strip()]
    without = [NETWORKS[cell][0] for cell in m.cells if not m.trained and not applies(cell, m.init)]
    if without:
        about.append(f"The recipe *{m.init}* is none for {' and '.join(without)}: PyTorch's defaults stand there.")
    return about + limits(m, lengths)


def what_to_see(measurements: list[Measurement], found: list[dict[str, list[np.ndarray]]], length: int) -> str:
    """The point of the picture, where one of the runs beside the present one differs in its forget bias alone."""
    present, lost = measurements[0], found[0]
    for run, (other, sizes) in enumerate(zip(measurements[1:], found[1:], strict=True), 1):
        if other.forget_bias is not None and present != other and present._replace(forget_bias=other.forget_bias) == other and "lstm" in sizes and length > 1:
            return (f"**Solid lines**: on the way back over {length - 1} steps, the LSTM's gradient shrinks to {_arriving(lost)} of what it was. "
                    + ("It **vanishes**: what is so small teaches nothing. " if sizes["lstm"][0][-1] > lost["lstm"][0][-1] + 2 else "")
                    + f"**{['Dashed', 'Dotted'][run - 1]} lines**: the same networks, only with a forget bias of {other.forget_bias:g}: of the LSTM's gradient {_arriving(sizes)} arrives. "
                    "So it is not the name LSTM that keeps a gradient alive, but a gate that is open.")
    return ""


def _arriving(sizes: dict[str, list[np.ndarray]]) -> str:
    """The share of the LSTM's gradient that gets to the first step: 0.47, 6.2·10⁻⁴²."""
    share = size(float(sizes["lstm"][0][-1] - sizes["lstm"][0][0]))
    lead, _, exponent = share.partition("e")
    return f"{float(lead):.2g}" + (f"·10{str(int(exponent)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}" if exponent else "")


def _completers_loss(m: Measurement, answers: dict[str, str]) -> str:
    words = ", ".join(f"{NETWORKS[cell][0]} *{word}*" for cell, word in answers.items())
    return (f"{'L is the sum, over every step, of log p' if m.loss == 'every' else 'L = log p'} of the word that the network itself expects next, "
            f"at the end {words}; at a shorter length, of the word it expects there. "
            + ("Each line is divided by its size at the last step, because a confident network has small gradients everywhere." if m.from_one
               else "A confident network has small gradients at every lag: compare slopes, not heights."))


def limits(m: Measurement, lengths: np.ndarray) -> list[str]:
    """What is not measured, so that nobody's request costs more than two seconds."""
    longest, every = int(lengths[-1]), stride(lengths)
    if m.quantity == links.JACOBIAN:
        seeds = m.products[2]
        fewer = f" Of the {m.seeds} seeds the first {seeds if seeds > 1 else 'one'}." if seeds < m.seeds else ""
        return [f"Measured at {len(lengths)} lengths up to {longest}, because each is a product of as many matrices: the slider stops at these.{fewer}"]
    less = [f"one length in {every}"] * (every > 1) + [f"no length beyond {longest}"] * (longest < LONGEST and not m.trained)
    return [f"With these settings {' and '.join(less)} is measured, so that nobody's request costs more than two seconds."] if less else []


def product_rows(found: Any, length: int) -> list[dict[str, str]]:
    """The Jacobian's norms (compute.Products) at one length, with the direct path."""
    n = int(np.argmin(np.abs(found.lengths - length)))
    shown = [k for k in range(len(found.lags)) if found.lags[k] < found.lengths[n]][:: max(1, len(found.lags) // 16)]
    return [{"Steps back": str(found.lags[k])} | {NETWORKS[cell][0]: " … ".join(size(float(row[n, k])) for row in rows) for cell, rows in found.total.items()}
            | {f"{NETWORKS[cell][0]}, direct path": size(float(rows[0][n, k])) for cell, rows in found.direct.items()} for k in shown]


def pin_rows(names: tuple[str, ...], present: tuple[Any, ...], pins: tuple[tuple[Any, ...], ...]) -> list[dict[str, str]]:
    """What differs between the present run and the pinned ones."""
    runs = {"Now": present} | {f"Pin {k}": pin for k, pin in enumerate(pins, 1)}
    differ = [k for k in range(len(names)) if len({str(values[k]) for values in runs.values()}) > 1]
    labels = {f.name: f.metadata["setting"].label for f in fields(links.GradientFlow)}  # type: ignore[arg-type]
    return [{"Setting": labels[names[k]]} | {run: str(values[k]) for run, values in runs.items()} for k in differ] or [{"Setting": "all the same"}]


def agreement(rows: list[dict[str, Any]], dtype: str) -> tuple[bool, str]:
    worst = max(row["largest"] for row in rows)
    agrees = worst < (1e-9 if dtype == "float64" else 1e-2)
    return agrees, (f"Agrees with autograd in {dtype}: the largest relative difference is {worst:.1e}" if agrees
                    else f"Differs from autograd in {dtype} by up to {worst:.1e}")


def agreement_rows(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"Cell": NETWORKS[row["cell"]][0], "Quantity": QUANTITY_NAMES[row["quantity"]], "Largest relative difference": f"{row['largest']:.1e}",
             "Steps compared": f"{row['steps']} of {row['of']}" + ("" if row["steps"] == row["of"] else " (at the others torch's own norm underflows)")} for row in rows]


def compared(rows: list[dict[str, Any]], m: Measurement) -> str:
    """Which of the numbers were checked, and which not."""
    n, length = rows[0]["of"], rows[0]["length"]
    steps = f"the network on the first {n} of its {length} steps, because autograd takes a while" if n < length else "every step"
    return f"Compared: {steps}{'; of the first seed' if m.seeds > 1 else ''}.{NOT_COMPARED.get(m.quantity, '')}"
