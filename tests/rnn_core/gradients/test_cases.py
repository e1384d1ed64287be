"""Two cases that break rules of thumb, and the cliff."""

import numpy as np
import pytest
import torch

from rnn_core.gradients import cases, jacobians


def test_a_radius_below_one_grows_first_and_one_above_one_vanishes():
    """Mistakes of a rule of thumb: it holds for a linear network, in the end."""
    chain = cases.non_normal(200)
    assert np.abs(jacobians.spectrum(chain.run)).max() == pytest.approx(0.9, abs=1e-4)
    norms = 10.0 ** jacobians.spectral_norms(chain.run, np.array([200]), np.arange(200))[0]
    assert norms[9] > 15 and norms.max() > 25 and norms[-1] < 0.01
    W = chain.network.params["weight_hh_l0"]
    np.testing.assert_allclose(norms[:30], [np.linalg.norm(np.linalg.matrix_power(W, k), 2) for k in range(30)], rtol=1e-9)
    flat = cases.saturated(100)
    assert np.abs(jacobians.spectrum(flat.run)).max() == pytest.approx(1.5)
    assert jacobians.spectral_norms(flat.run, np.array([100]), np.array([99]))[0, 0] < -6


def test_the_cliffs_slope_is_autograds():
    cliff, (w, b) = cases.Cliff(), np.random.default_rng(0).uniform((1, -6), (8, 1), (20, 2)).T
    W, B = (torch.tensor(part, requires_grad=True) for part in (w, b))
    h = torch.zeros(20, dtype=torch.float64)
    for _ in range(50):
        h = W * torch.sigmoid(h) + B
    loss = (torch.sigmoid(h) - 0.7) ** 2
    loss.sum().backward()
    np.testing.assert_allclose(cliff.loss(w, b), loss.detach().numpy(), rtol=1e-9)
    np.testing.assert_allclose(cliff.slope(w, b), [W.grad.numpy(), B.grad.numpy()], rtol=1e-7, atol=1e-12)


def test_clipping_keeps_the_direction_and_saves_the_descent():
    cliff = cases.Cliff()
    free, clipped = cliff.descend(4.25, -3.0, 0.3), cliff.descend(4.25, -3.0, 0.3, 0.5)
    assert cliff.loss(*free[-1]) > 0.08 > 0.01 > cliff.loss(*clipped[-1])
    moves = np.diff(clipped, axis=0)
    slopes = np.array([cliff.slope(*place) for place in clipped[:-1]])
    assert np.linalg.norm(moves, axis=1).max() <= 0.3 * 0.5 + 1e-12
    np.testing.assert_allclose((moves * slopes).sum(1), -np.linalg.norm(moves, axis=1) * np.linalg.norm(slopes, axis=1), rtol=1e-9)
