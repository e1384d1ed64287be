"""The opened cell as a drawing to be touched: computed in the browser by the operations of its Python function.

    hand_cell.show(state, key="hand_cell", on_rest=…)
"""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from pages.common import links
from pages.common.components import component
from pages.common.links import InsideCell
from pages.views.cell.by_hand import compute, text
from pages.views.cell.shared import cells as shared
from rnn_core.nn.equations import STEPS, source

mounted = component(__file__, '<div class="hand-cell"></div>', scripts=(shared.MATH, "cell_scene.js", "cell_panel.js"))


def show(state: InsideCell, key: str, on_rest: Callable[[InsideCell], None]) -> None:
    """Draw the cell; on_rest hears of the state a visitor has made of it."""
    mounted(data=data(state), key=key, hand=lambda told: on_rest(state_of(told)))


@cache
def cells() -> dict[str, Any]:
    """What the browser must know of the three cells; the same for everybody."""
    return {cell: shared.taken_apart(cell) | {
        "full": text.FULL[cell], "source": source(STEPS[cell.lower()]).splitlines(), "names": text.meanings(cell), "presets": text.PRESETS[cell],
        "weights": {str(units): shared.as_lists(compute.first_weights(cell, units)) for units in (1, 2)}} for cell in shared.GATES}


@cache
def stamp() -> str:
    return hashlib.sha256(json.dumps(cells()).encode()).hexdigest()[:16]


def data(state: InsideCell) -> dict[str, Any]:
    own = shared.as_lists(compute.weights(state)[0]) if state.hand_w else None
    hand = {"opened": state.opened, "units": state.units, "x": list(compute.inputs(state)), "weights": own, "held": compute.held(state),
            "step": min(state.hand_step, len(compute.inputs(state))) - 1, "op": state.hand_op - 1, "predicted": state.predicted.replace(links.NOT_YET, "")}
    return {"stamp": stamp(), "state": hand, "choices": [links.KEEPS, links.HALVES, links.LOSES], "cells": cells(),
            "asks": state.hand_x == InsideCell.hand_x and not state.hand_w and not state.hand_held}


def state_of(told: dict[str, Any]) -> InsideCell:
    """What the browser says, as a link has it; whatever is out of bounds stays at its default."""
    cell, gates = told["opened"], shared.GATES.get(told["opened"], ())
    hold = tuple(float(told["held"].get(gate, -1)) for gate in gates) if told["held"] else ()
    weights = tuple(float(value) for part in (told["weights"] or {}).values() for row in part for value in (row if isinstance(row, list) else [row]))
    asked = {"opened": cell, "units": told["units"], "hand_x": " ".join(map(str, map(float, told["x"]))), "hand_w": " ".join(map(str, weights)),
             "hand_held": " ".join(map(str, hold)), "hand_step": told["step"] + 1, "hand_op": told["op"] + 1, "predicted": told["predicted"] or links.NOT_YET}
    return InsideCell.read({name: str(value) for name, value in asked.items()})[0]
