"""The hand-sized cells: their first weights, and what the settings of a link make of them."""

from functools import cache

import numpy as np

from pages.common.links import InsideCell
from pages.views.cell.shared.cells import GATES
from rnn_core.nn.equations import STEPS, parameter_names, unroll

Weights = dict[str, np.ndarray]
# Small numbers, to be checked with pencil and paper.  The first unit writes when x is 1 and keeps what it has; the second
# lets go of half at every step.  With one unit, it is the first alone.
FIRST: dict[str, Weights] = {name: {part: np.array(values, float) for part, values in parts.items()} for name, parts in {
    "RNN": {"W_xh": [[3], [3]], "W_hh": [[1, 0], [0, 0.5]], "b_h": [0, 0]},
    "GRU": {"W_xr": [[0], [0]], "W_hr": [[0, 0], [0, 0]], "b_r": [4, 4], "W_xz": [[-8], [0]], "W_hz": [[0, 0], [0, 0]], "b_z": [4, 0],
            "W_hn": [[1, 0], [0, 1]], "b_hn": [0, 0], "W_xn": [[3], [3]], "b_xn": [0, 0]},
    "LSTM": {"W_xf": [[0], [0]], "W_hf": [[1, 0], [0, 0]], "b_f": [4, 0], "W_xi": [[8], [0]], "W_hi": [[0, 0], [0, 0]], "b_i": [-4, 4],
             "W_xg": [[3], [3]], "W_hg": [[0, 0], [0, 0]], "b_g": [0, 0], "W_xo": [[0], [0]], "W_ho": [[0, 0], [0, 0]], "b_o": [4, 4]},
}.items()}


def first_weights(cell: str, units: int) -> Weights:
    """The page's own, in the order of the cell's function."""
    step = STEPS[cell.lower()]
    return {name: FIRST[cell][name][(slice(units),) * (2 if name.startswith("W_h") else 1)] for name in parameter_names(step)}


def weights(state: InsideCell) -> tuple[Weights, bool]:
    """Those of the link, and whether it has as many as this cell; else the page's own."""
    own = first_weights(state.opened, state.units)
    if len(state.hand_w) != sum(value.size for value in own.values()):
        return own, not state.hand_w
    ends = np.cumsum([value.size for value in own.values()])[:-1]
    parts = np.split(np.array(state.hand_w), ends)
    return {name: part.reshape(value.shape) for (name, value), part in zip(own.items(), parts, strict=True)}, True


def held(state: InsideCell) -> dict[str, float]:
    return {gate: value for gate, value in zip(GATES[state.opened], state.hand_held, strict=False) if value >= 0}


def inputs(state: InsideCell) -> tuple[float, ...]:
    return state.hand_x or InsideCell.hand_x


def run(state: InsideCell) -> list[dict[str, np.ndarray]]:
    """Every step with the value of every name."""
    hold = {gate: np.full(state.units, value) for gate, value in held(state).items()}
    return unroll(STEPS[state.opened.lower()], weights(state)[0], np.array(inputs(state))[:, None], hold)


@cache
def sizes(cell: str, units: int) -> int:
    return sum(value.size for value in first_weights(cell, units).values())
