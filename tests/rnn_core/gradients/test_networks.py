"""Networks by recipe, and what they read."""

import numpy as np
import pytest

from rnn_core import GRU, LSTM, RNN
from rnn_core.gradients.networks import inputs, network, parameters, sizes


def test_inputs_are_what_they_are_called():
    assert inputs("noise", length=4000, scale=2.0).std() == pytest.approx(2, rel=0.02)
    pulse = inputs("pulse", length=5)
    assert pulse[0].any() and not pulse[1:].any()
    read = inputs("sentence", length=7, sentence="The cat the")
    np.testing.assert_array_equal(read[0], read[2])
    np.testing.assert_array_equal(read[:3], read[3:6])
    assert not np.array_equal(read[0], read[1])
    np.testing.assert_array_equal(read[1], inputs("sentence", length=2, sentence="dog cat")[1])
    assert inputs("sentence", length=2, sentence=" \ud800 ").shape == (2, 8)


def test_the_radius_is_the_one_asked_for_and_the_bias_a_sum():
    net = network("gru", hidden_size=9, radius=1.3, forget_bias=2.0)
    for k in range(3):
        assert np.abs(np.linalg.eigvals(net.params["weight_hh_l0"][9 * k : 9 * k + 9])).max() == pytest.approx(1.3)
    assert (net.params["bias_ih_l0"] + net.params["bias_hh_l0"])[9:18] == pytest.approx(2.0)
    assert not network("rnn", hidden_size=3, radius=0.0).params["weight_hh_l0"].any()


def test_equal_parameter_counts_are_nearly_equal():
    chosen = sizes(32, equal_parameters=True)
    counts = [parameters(cell, H) for cell, H in chosen.items()]
    assert chosen["lstm"] == 32 and max(counts) / min(counts) < 1.05
    assert counts[2] == sum(p.size for p in LSTM(8, 32).params.values())
    assert parameters("gru", 5) == sum(p.size for p in GRU(8, 5).params.values())
    assert parameters("rnn", 5) == sum(p.size for p in RNN(8, 5).params.values())
