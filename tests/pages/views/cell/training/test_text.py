"""What a tiny training is said to have come to."""

import numpy as np
import pytest

from pages.common.links import OWN_SEQUENCE, InsideCell
from pages.views.cell.training import compute, text, training_film
from rnn_core.memory.scalar import Study, first_number, train
from rnn_core.nn.equations import STEPS, unroll


def ended_with(loss):
    return Study(0.25, (0, 600), (0.3, loss), ({}, {}))


@pytest.mark.parametrize("loss, verdict", [(0.01, "It has learnt it."), (0.1, "a part of it"), (0.25, "learnt nothing")])
def test_the_verdict_is_by_the_baseline(loss, verdict):
    said = text.result(InsideCell(), ended_with(loss))
    assert verdict in said and f"off by {loss**0.5:.3f}" in said and "the same answer is off by 0.500" in said


def test_advice_is_about_what_was_seen():
    assert "Start with 3" in text.advice(InsideCell(toy_bias=0.0), ended_with(0.25))
    assert "began open, with a bias of 3" in text.advice(InsideCell(), ended_with(0.01))
    assert "update gate" in text.advice(InsideCell(toy_cell="GRU"), ended_with(0.01))
    assert "W_hh near 1" in text.advice(InsideCell(toy_cell="RNN"), ended_with(0.01))


@pytest.mark.parametrize("cell", ["RNN", "GRU", "LSTM"])
def test_the_film_holds_the_networks_that_were_trained(cell):
    study, state = train(cell.lower(), first_number(2), steps=10, looks=2), InsideCell(toy_cell=cell, toy_delay=2)
    film = training_film.data(study, state)
    assert [look["step"] for look in film["looks"]] == [0, 5, 10]
    weights = {name: np.array(value) for name, value in film["looks"][-1]["weights"].items()}
    from rnn_core.nn.layers import CELLS

    net = CELLS[cell.lower()](1, 1, dtype="float64")
    net.load_state_dict(study.weights[-1])
    x = np.array(film["inputs"])[:, None]
    np.testing.assert_allclose([known["h_new"][0] for known in unroll(STEPS[cell.lower()], weights, x)], net(x)[0][:, 0], atol=1e-15)


def test_of_a_sequence_each_number_is_wanted_after_the_one_before():
    state = InsideCell(toy_task=OWN_SEQUENCE, toy_sequence=(0.1, 0.2, 0.3))
    assert compute.shown(state) == ([0.1, 0.2], [0.2, 0.3])
