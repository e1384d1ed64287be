"""Readings of a flow: half-lives, and the terms of the weights' gradient."""

import numpy as np
import pytest
import torch

from rnn_core import gradient_flow
from rnn_core.gradients.measure import half_life, per_step, truncated, weight_terms
from rnn_core.gradients.networks import inputs
from rnn_core.torch_models import autograd_flow, twin

CELLS = ("rnn", "gru", "lstm")
every_cell = pytest.mark.parametrize("cell", CELLS)


def test_half_lives_at_64_units_are_those_known():
    """Medians over 5 seeds; H = 64, 16 inputs N(0, 1), over 100 steps."""
    for cell, how, known in (("rnn", {}, 1.2), ("rnn", {"init": "keras"}, 2.1), ("lstm", {}, 1.5), ("lstm", {"forget_bias": 1.0}, 4.3),
                             ("gru", {"forget_bias": 2.0}, 7.0)):
        found = []
        for seed in range(5):
            x = inputs("noise", length=100, input_size=16, seed=seed)
            found.append(half_life(per_step(gradient_flow(cell, inputs=x, hidden_size=64, seed=seed, **how).log10("state"))))
        assert np.median(found) == pytest.approx(known, rel=0.35), (cell, how, found)


@every_cell
@pytest.mark.parametrize("loss", ["last", "every"])
def test_the_shares_of_the_weights_gradient_are_autograds_terms(cell, loss):
    flow = gradient_flow(cell, length=9, hidden_size=4, loss=loss, seed=2)
    sizes = np.zeros(9)
    for m in ([9] if loss == "last" else range(1, 10)):
        for k in range(m):
            sizes[k] += np.linalg.norm(_term(flow, m, k))
    shares = 10.0 ** flow.weight_shares()[-1][::-1]
    np.testing.assert_allclose(shares, sizes / sizes.sum(), rtol=1e-9)
    assert shares.sum() == pytest.approx(1)


def _term(flow, m, k):
    """What the use of W_hh at step m - k adds to ∂L_m/∂W_hh: a second copy of the matrix is used there alone."""
    cell = {"rnn": torch.nn.RNNCell, "gru": torch.nn.GRUCell, "lstm": torch.nn.LSTMCell}[flow.network.cell.name](8, 4, dtype=torch.float64)
    weights = {name.removesuffix("_l0"): value for name, value in twin(flow.network).state_dict().items()}
    copy = weights["weight_hh"].clone().requires_grad_()
    h = c = torch.zeros(1, 4, dtype=torch.float64)
    for t in range(m):
        used = weights | ({"weight_hh": copy} if t == m - 1 - k else {})
        x = torch.tensor(flow.inputs[t : t + 1])
        if flow.network.cell.name == "lstm":
            h, c = torch.func.functional_call(cell, used, (x, (h, c)))
        else:
            h = torch.func.functional_call(cell, used, (x, h))
    (torch.tensor(flow.readouts[m - 1]) @ h[0]).backward()
    return copy.grad.numpy()


@every_cell
def test_the_terms_of_the_weights_gradient_add_up_to_it_and_a_window_leaves_out_the_rest(cell):
    flow = gradient_flow(cell, length=30, hidden_size=5, init="keras")
    terms, whole = weight_terms(flow), autograd_flow(flow.network, flow.inputs, flow.readouts)["weight_hh"]
    np.testing.assert_allclose(terms.sum(0), whole, rtol=1e-9, atol=1e-14)
    missing = truncated(flow, np.array([1, 4, 30, 99]))
    np.testing.assert_allclose(missing[:2], [np.linalg.norm(terms[k:].sum(0)) / np.linalg.norm(whole) for k in (1, 4)], rtol=1e-9)
    assert (missing[2:] == 0).all()
