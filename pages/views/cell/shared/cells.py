"""The cells as the browser computes them: their functions taken apart (shared/cell_math.js).  No Streamlit here."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from rnn_core.nn.equations import STEPS, lines, state_names

MATH = "../shared/cell_math.js"
GATES = {"RNN": (), "GRU": ("r", "z"), "LSTM": ("f", "i", "o")}  # what lies between 0 and 1


def taken_apart(cell: str) -> dict[str, Any]:
    """Its operations in order, the states it carries on, and its gates."""
    step = STEPS[cell.lower()]
    return {"lines": [{"target": line.target, "tree": line.tree, "reads": list(line.reads), "number": line.number} for line in lines(step)],
            "states": list(state_names(step)), "gates": list(GATES[cell])}


def as_lists(weights: Mapping[str, np.ndarray]) -> dict[str, Any]:
    return {name: value.tolist() for name, value in weights.items()}


def flat(weights: Mapping[str, np.ndarray]) -> tuple[float, ...]:
    """Weights as a link has them."""
    return tuple(float(value) for part in weights.values() for value in np.ravel(part))
