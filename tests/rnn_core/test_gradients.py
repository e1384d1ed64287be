"""The public function gradient_flow: its example, its seeds, and what it refuses."""

import numpy as np
import pytest

from rnn_core import gradient_flow
from rnn_core.torch_models import autograd_flow


def test_the_example_of_the_module_is_what_autograd_says():
    flow = gradient_flow("lstm", length=200, hidden_size=32, init="keras", forget_bias=1.0, seed=0)
    assert flow.norms.shape == (200,) and flow.readout.shape == (32,) and np.linalg.norm(flow.readout) == pytest.approx(1)
    np.testing.assert_allclose(flow.norms, autograd_flow(flow.network, flow.inputs, flow.readouts)["hidden"], rtol=1e-9)
    assert flow.per_step == pytest.approx((flow.norms[0] / flow.norms[-1]) ** (1 / 199))
    assert flow.per_step**flow.half_life == pytest.approx(0.5)


def test_seeds_repeat_and_each_part_has_its_own_stream():
    one, two = gradient_flow("gru", length=5, seed=7), gradient_flow("gru", length=9, seed=7, hidden_size=16)
    np.testing.assert_array_equal(one.inputs, two.inputs[:5])
    np.testing.assert_array_equal(one.log10(), gradient_flow("gru", length=5, seed=7).log10())
    assert not np.array_equal(one.inputs, gradient_flow("gru", length=5, seed=8).inputs)


@pytest.mark.parametrize("how, named", [
    ({"cell": "elman"}, "cell"), ({"init": "he"}, "init"), ({"gain": float("nan")}, "gain"), ({"radius": "big"}, "radius"),
    ({"forget_bias": float("inf"), "cell": "lstm"}, "forget_bias"), ({"length": 0}, "length"), ({"length": 10**9}, "length"),
    ({"hidden_size": 0}, "hidden_size"), ({"hidden_size": 10**6}, "hidden_size"), ({"inputs": "silence"}, "kind"),
    ({"loss": "sometimes"}, "loss"), ({"input_scale": float("nan")}, "scale")])
def test_bad_input_is_named(how, named):
    with pytest.raises((ValueError, TypeError), match=named):
        gradient_flow(**{"cell": "rnn", "length": 3} | how)


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_a_quantity_that_does_not_exist_is_named(cell):
    with pytest.raises(ValueError, match="quantity"):
        gradient_flow(cell, length=3).of_prefixes("cell" if cell != "lstm" else "taste")
