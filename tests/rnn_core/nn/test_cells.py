"""One planted number at a time: each gate must answer to its own rows of the weights, and to no other."""

import numpy as np
import pytest

from rnn_core import GRU, LSTM, RNN

I, H = 2, 3


def quiet(make, **options):
    net = make(I, H, dtype=np.float64, **options)
    for value in net.params.values():
        value[...] = 0
    return net


@pytest.mark.parametrize("make, options", [(LSTM, {}), (GRU, {}), (GRU, {"reset_after": False})])
@pytest.mark.parametrize("name", ["weight_ih_l0", "bias_ih_l0", "bias_hh_l0", "weight_hh_l0"])
def test_each_block_of_rows_moves_exactly_its_gate(make, options, name):
    x, h_0 = np.ones((1, 1, I)), np.full((1, 1, H), 0.5)
    start = (h_0, np.zeros_like(h_0)) if make is LSTM else h_0
    still = quiet(make, **options).trace(x, start).gates
    for k, gate in enumerate(still.keys() & set(make.cell.gates) if make is LSTM else "rzn"):
        net = quiet(make, **options)
        block = net.gates.index(gate)
        net.params[name][block * H : (block + 1) * H] = 1.0
        moved = net.trace(x, start).gates
        changed = {g for g in net.gates if not np.array_equal(moved[g], still[g])}
        assert changed == {gate}, (k, gate)


def test_known_values_by_hand():
    """One unit, all weights 1, biases 0, x = 1, from zero: a = 1 for every gate."""
    sigma, tanh = 1 / (1 + np.exp(-1.0)), np.tanh(1.0)
    expected = {RNN: tanh, LSTM: sigma * np.tanh(sigma * tanh), GRU: (1 - sigma) * tanh}
    for make, value in expected.items():
        net = make(1, 1, dtype=np.float64)
        for name, p in net.params.items():
            p[...] = 1.0 if name.startswith("weight") else 0.0
        assert net(np.ones((1, 1)))[0].item() == pytest.approx(value, abs=1e-15)


def test_the_two_grus_are_two_functions():
    rng = np.random.default_rng(0)
    after, before = GRU(I, H, dtype=np.float64, rng=1), GRU(I, H, dtype=np.float64, rng=1, reset_after=False)
    x = rng.normal(size=(9, 1, I))
    assert np.abs(after(x)[0] - before(x)[0]).max() > 1e-3


def test_the_update_gate_keeps_the_old_state():
    net = quiet(GRU)
    net.params["bias_ih_l0"][H : 2 * H] = 40.0  # z = 1
    h_0 = np.array([[[0.1, -0.2, 0.3]]])
    np.testing.assert_allclose(net(np.ones((50, 1, I)), h_0)[1], h_0, atol=1e-15)


def test_the_rnn_has_no_gates_and_no_cell_state():
    trace = quiet(RNN).trace(np.ones((2, 1, I)))
    assert trace.gates == {}
    with pytest.raises(AttributeError, match="no cell state"):
        _ = trace.c
