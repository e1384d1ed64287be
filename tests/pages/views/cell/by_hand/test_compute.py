"""The hand-sized cells: what a link makes of them."""

import numpy as np
import pytest

from pages.common.links import InsideCell
from pages.views.cell.by_hand import compute
from pages.views.cell.shared.cells import GATES, flat


@pytest.mark.parametrize("cell", GATES)
@pytest.mark.parametrize("units", [1, 2])
def test_weights_survive_their_link_and_a_stale_number_of_them_gives_the_pages_own(cell, units):
    own = compute.first_weights(cell, units)
    moved = {name: value + 0.1 for name, value in own.items()}
    state = InsideCell(opened=cell, units=units, hand_w=flat(moved))
    found, fits = compute.weights(InsideCell.read(state.query())[0])
    assert fits and all((found[name] == moved[name]).all() for name in own)
    found, fits = compute.weights(InsideCell(opened=cell, units=units, hand_w=(1.0,)))
    assert not fits and all((found[name] == own[name]).all() for name in own)


def test_the_lstm_keeps_its_first_input_and_the_plain_cell_loses_half():
    kept = {cell: compute.run(InsideCell(opened=cell)) for cell in GATES}
    assert kept["LSTM"][-1]["c_new"][0] > 0.9
    assert kept["RNN"][-1]["h_new"][0] < 0.5 * kept["RNN"][0]["h_new"][0]


def test_with_its_gates_held_open_the_lstm_counts_and_no_gru_can():
    x = (1.0, 0.0, 1.0, 1.0, 0.0, 1.0)
    lstm = compute.run(InsideCell(hand_x=x, hand_held=(1.0, 1.0, 1.0)))
    assert np.round(lstm[-1]["c_new"], 1) == [4.0]
    for z in np.linspace(0, 1, 11):
        gru = compute.run(InsideCell(opened="GRU", hand_x=x, hand_held=(-1.0, float(z))))
        assert max(known["h_new"][0] for known in gru) <= 1


def test_no_inputs_at_all_give_the_pages_own():
    assert compute.inputs(InsideCell(hand_x=())) == InsideCell.hand_x


def test_a_gate_below_0_is_the_cells_own():
    assert compute.held(InsideCell(opened="GRU", hand_held=(0.25, -1.0))) == {"r": 0.25}
    assert compute.held(InsideCell(opened="RNN", hand_held=(0.5, 0.5, 0.5))) == {}
