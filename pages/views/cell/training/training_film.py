"""A training as a film: the loss, and the cell at every look, computed in the browser from its weights then.

    training_film.show(study, state, key="training_film", on_rest=…)
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from pages.common.components import component
from pages.common.links import FIRST_NUMBER, InsideCell
from pages.views.cell.shared.cells import MATH, as_lists, taken_apart
from pages.views.cell.training import compute
from rnn_core.memory.scalar import LARGEST, Study

mounted = component(__file__, '<div class="training-film"></div>', scripts=(MATH,))
ROWS = {"RNN": ("h_new",), "GRU": ("r", "z", "h_new"), "LSTM": ("f", "i", "o", "c_new", "h_new")}


def show(study: Study, state: InsideCell, key: str, on_rest: Callable[[int], None]) -> None:
    """Draw it at the training step of the link; on_rest hears of the one a visitor has moved to."""
    mounted(data=data(study, state), key=key, step=lambda step: on_rest(int(step)))


def data(study: Study, state: InsideCell) -> dict[str, Any]:
    inputs, wanted = compute.shown(state)
    looks = [{"step": step, "loss": loss, "weights": as_lists(compute.equations_weights(state.toy_cell, weights))}
             for step, loss, weights in zip(study.steps, study.losses, study.weights, strict=True)]
    film = {"cell": taken_apart(state.toy_cell), "name": state.toy_cell, "rows": list(ROWS[state.toy_cell]), "looks": looks, "inputs": inputs,
            "wanted": wanted, "asks": LARGEST if state.toy_task == FIRST_NUMBER else 0, "baseline": study.baseline}
    return film | {"stamp": hashlib.sha256(json.dumps(film).encode()).hexdigest()[:16], "at": state.toy_at}
