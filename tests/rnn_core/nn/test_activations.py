"""Every curve and its slope against torch's, in float64."""

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from rnn_core.nn.activations import CURVES, activation

THEIRS = {
    "tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu, "linear": lambda a: a, "linear(2, 3)": lambda a: 2 * a + 3,
    "hard_sigmoid": F.hardsigmoid, "hard_sigmoid(0.2)": lambda a: torch.clip(0.2 * a + 0.5, 0, 1), "hard_tanh": F.hardtanh,
    "hard_sigmoid(0.3, 0.4)": lambda a: torch.clip(0.3 * a + 0.4, 0, 1), "relu6": F.relu6, "leaky_relu(0.2)": lambda a: F.leaky_relu(a, 0.2),
    "thresholded_relu(0.7)": lambda a: F.threshold(a, 0.7, 0), "elu": F.elu, "elu(0.3)": lambda a: F.elu(a, 0.3), "selu": F.selu,
    "softplus": F.softplus, "softsign": F.softsign, "silu": F.silu, "exponential": torch.exp,
    "scaled_tanh(1.7, 0.6)": lambda a: 1.7 * torch.tanh(0.6 * a)}


@pytest.mark.parametrize("name", THEIRS)
def test_values_and_slopes_are_torchs(name):
    a = torch.linspace(-9.01, 9.03, 733, dtype=torch.float64, requires_grad=True)  # no kink among them
    theirs = THEIRS[name](a)
    theirs.sum().backward()
    curve, ours = activation(name), a.detach().numpy()
    assert np.allclose(curve.value(ours), theirs.detach().numpy(), rtol=1e-13, atol=1e-15)
    assert np.allclose(curve.slope(ours, curve.value(ours)), a.grad.numpy(), rtol=1e-7, atol=1e-12)  # torch's hardsigmoid has a float32's 1/6


@pytest.mark.parametrize("name", CURVES)
def test_float32_stays_float32_and_nothing_overflows_aloud(name):
    a = np.array([-200, -1, 0, 1, 80], np.float32)
    curve = activation(name)
    assert curve.value(a).dtype == curve.slope(a, curve.value(a)).dtype == np.float32


def test_every_curve_is_compared():
    assert {name.partition("(")[0] for name in THEIRS} == set(CURVES)


@pytest.mark.parametrize("name", ["gelu", "relu(1)", "hard_sigmoid(x)", "hard_sigmoid(nan)", "elu(1,2)", "", None, "tanh()x"])
def test_what_is_no_curve_is_named(name):
    with pytest.raises(ValueError, match="got"):
        activation(name)
