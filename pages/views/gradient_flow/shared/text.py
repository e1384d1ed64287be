"""What is measured, in words, and sizes as text.  No Streamlit here."""

import numpy as np

from pages.common import links
from pages.common.theme import NETWORKS

FORMULAS = {
    links.STATE: "‖∂L/∂sₜ‖, s = h (LSTM: h and c)",
    links.HIDDEN: "‖∂L/∂hₜ‖",
    links.CELL: "‖∂L/∂cₜ‖",
    links.JACOBIAN: "‖∂sₙ/∂sₜ‖₂",
    links.INPUT: "‖∂L/∂xₜ‖",
    links.SHARE: "share of ∂L/∂W_hh",
}
MEANINGS = {
    links.STATE: "The length of the gradient along everything that a cell hands on from step t: h, and for the LSTM h and c, which are "
                 "varied one at a time. For RNN and GRU that is ∂L/∂h.",
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
LOSSES = {"last": "L = r · hₙ, a fixed random direction r of length 1: the loss looks only at the last step.",
          "every": "L = Σ r · hₜ over every step up to n: near and far slopes are added up."}


def title(quantity: str, from_one: bool) -> str:
    return FORMULAS[quantity] + (", the last step = 1" if from_one else "")


ROWS = (0, 1, 2, 3, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 700)  # steps back


def size(log10: float) -> str:
    """A size from its logarithm, also where it is no float any more: 0.37, 2.1e-52, 3e-1200."""
    if not np.isfinite(log10):
        return "0" if log10 < 0 else "beyond the precision"
    if -3 < log10 < 4:
        return f"{10.0**log10:.3g}"
    whole = int(np.floor(log10))
    lead = f"{10.0 ** (log10 - whole):.2f}"
    return f"{lead}e{whole:+03d}" if lead != "10.00" else f"1.00e{whole + 1:+03d}"


def size_rows(sizes: dict[str, list[np.ndarray]], length: int) -> list[dict[str, str]]:
    """The picture as a table: some steps back, and every cell's size there (median … lowest … highest)."""
    return [{"Steps back": str(k), "Step": str(length - k)} | {NETWORKS[cell][0]: " … ".join(size(float(row[k])) for row in rows) for cell, rows in sizes.items()}
            for k in sorted({*ROWS, length - 1}) if k < length]
