"""What the browser is given of the cells, and what it gives back."""

import json
from dataclasses import replace

import pytest

from pages.common.links import InsideCell
from pages.views.cell.by_hand import compute, hand_cell, text
from pages.views.cell.shared.cells import GATES


def told(state):
    """The state as the browser sends it."""
    return json.loads(json.dumps(hand_cell.data(state)["state"]))


@pytest.mark.parametrize("state", [
    InsideCell(), InsideCell(opened="GRU", units=2, hand_held=(0.25, -1.0), hand_step=3, hand_op=7, predicted="about half"),
    InsideCell(hand_x=(0.5, -1.0), hand_w=tuple(float(k) for k in range(12))),
])
def test_a_state_survives_the_way_to_the_browser_and_back(state):
    assert hand_cell.state_of(told(state)) == state


def test_what_a_browser_sends_out_of_bounds_stays_at_its_default():
    found = hand_cell.state_of(told(InsideCell()) | {"opened": "XYZ", "units": 9, "x": [99], "step": -5})
    assert found == InsideCell()


def test_a_step_beyond_the_inputs_is_the_last():
    assert hand_cell.data(InsideCell(hand_step=8))["state"]["step"] == 5


def test_the_question_is_asked_of_the_pages_own_cell_only():
    assert hand_cell.data(InsideCell())["asks"]
    assert not any(hand_cell.data(replace(InsideCell(), **changed))["asks"] for changed in ({"hand_x": (2.0,)}, {"hand_held": (0.5,)}))


@pytest.mark.parametrize("cell", GATES)
def test_every_name_has_a_meaning_and_every_table_the_numbers(cell):
    assert all(len(meaning) > 15 for meaning in text.meanings(cell).values())
    run = compute.run(InsideCell(opened=cell))
    rows = text.operation_rows(cell, run[1], {})
    assert rows[-1]["Value"] == text.numbers(run[1]["h_new"]) and rows[-1]["Shape"] == "(1,)"
    assert len(text.step_rows(cell, run)) == 6


def test_numbers_are_written_without_needless_digits():
    assert text.numbers([1.0, -0.00001, 0.98201]) == "1, 0, 0.982"
