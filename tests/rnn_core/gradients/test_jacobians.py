"""Exact Jacobian products against autograd, known tables, and the bound that they keep."""

import numpy as np
import pytest
import torch

from rnn_core import gradient_flow
from rnn_core.gradients import jacobians
from rnn_core.gradients.networks import INITS
from rnn_core.torch_models import twin

CELLS = ("rnn", "gru", "lstm")
every_cell = pytest.mark.parametrize("cell", CELLS)


@every_cell
def test_the_jacobians_product_is_autograds(cell):
    flow = gradient_flow(cell, length=12, hidden_size=5, seed=4)
    module = twin(flow.network)
    x, size = torch.tensor(flow.inputs[:, None]), 10 if cell == "lstm" else 5

    def onward(state, first):
        parts = tuple(part.reshape(1, 1, 5) for part in torch.split(state, 5))
        final = module(x[first:], parts if cell == "lstm" else parts[0])[1]
        return torch.cat([part.ravel() for part in (final if cell == "lstm" else (final,))])

    for _, k, M, e in jacobians.products(flow.run, np.array([12]), np.array([0, 1, 5, 11])):
        if k == 0:
            np.testing.assert_array_equal(np.ldexp(M, e), np.eye(size))
            continue
        first = 12 - k
        h, final = module(x[:first])
        state = torch.cat([part.ravel() for part in (final if cell == "lstm" else (h[-1:],))]).detach()
        expected = torch.autograd.functional.jacobian(lambda s, first=first: onward(s, first), state).numpy()
        np.testing.assert_allclose(np.ldexp(M, e), expected, rtol=1e-9, atol=1e-14)
        assert jacobians.log10_norm(M) + e * np.log10(2) == pytest.approx(np.log10(np.linalg.norm(expected, 2)), abs=1e-10)


def test_the_direct_path_is_the_product_of_the_forget_gates():
    flow = gradient_flow("lstm", length=20, hidden_size=5)
    f = flow.network.trace(flow.inputs[:, None]).gates["f"][0, :, 0]
    direct = jacobians.direct_path(flow.run, np.array([20, 7]), np.array([0, 1, 6, 19]))
    np.testing.assert_allclose(10.0 ** direct[0], [1, f[19].max(), f[14:].prod(0).max(), f[1:].prod(0).max()], rtol=1e-12)
    assert np.isnan(direct[1, 3]) and jacobians.direct_path(gradient_flow("rnn", length=3).run, np.array([3]), np.array([1])) is None


def test_singular_values_below_what_an_svd_can_tell_are_left_out():
    found = jacobians.singular_values(gradient_flow("rnn", length=60, hidden_size=8).run, 60, [1, 50])
    assert np.isfinite(found[1]).all() and np.isneginf(found[50]).any() and np.isfinite(found[50][0])


# Geometric means over 20 seeds of ‖∂s_T/∂s_{T-k}‖₂ at k = 20, 50, 99; H = 32, 8 inputs N(0, 1), T = 100, measured
# by another program.
TABLE = [("rnn", {}, (1.2e-5, 1.2e-13, 1.0e-26)), ("rnn", {"init": "keras"}, (5.5e-3, 2.7e-7, 3.8e-14)),
         ("rnn", {"init": "keras", "input_scale": 0.01}, (0.97, 0.92, 0.88)), ("gru", {}, (2.7e-4, 4.1e-10, 8.5e-20)),
         ("gru", {"init": "keras"}, (1.8e-4, 1.4e-10, 8.8e-21)), ("lstm", {}, (2.5e-4, 3.3e-10, 5.1e-20)),
         ("lstm", {"init": "keras"}, (4.5e-2, 2.1e-4, 2.5e-8)), ("lstm", {"forget_bias": 3.0}, (1.9, 2.5, 5.8)),
         ("lstm", {"forget_bias": 5.0}, (2.4, 5.4, 50)), ("lstm", {"init": "chrono"}, (0.97, 0.73, 0.47)),
         ("gru", {"init": "chrono"}, (0.84, 0.64, 0.41)), ("rnn", {"init": "identity", "nonlinearity": "relu"}, (1.0, 1.0, None))]


@pytest.mark.parametrize("cell, how, expected", TABLE)
@pytest.mark.slow
def test_the_table_of_initialisations_comes_out_within_its_seeds_spread(cell, how, expected):
    logs = np.array([jacobians.spectral_norms(gradient_flow(cell, length=100, seed=seed, **how).run, np.array([100]),
                                              np.array([20, 50, 99]))[0] for seed in range(20)])
    for found, known in zip(logs.T, expected, strict=True):
        if known is None:  # units that died: exactly 0 in some seeds
            assert 1 <= np.isneginf(found).sum() <= 7
        else:
            finite = found[np.isfinite(found)]
            error = 3 * finite.std() / np.sqrt(20) + 0.1  # both are means of 20 seeds
            assert finite.mean() == pytest.approx(np.log10(known), abs=np.sqrt(2) * error)


@pytest.mark.slow
def test_the_bound_is_never_violated():
    """‖∂h_T/∂h_t‖₂ ≤ ∏ σ_max(W) max|φ'| (Pascanu, Mikolov & Bengio 2013), in 1,000 random networks."""
    rng, violated, slack = np.random.default_rng(0), 0, []
    for seed in range(1000):
        run = gradient_flow("rnn", length=12, hidden_size=int(rng.integers(2, 9)), gain=float(rng.uniform(0.2, 3)), seed=seed,
                            init=INITS[int(rng.integers(3))], nonlinearity=("tanh", "relu")[seed % 2], input_scale=float(rng.uniform(0, 2))).run
        fixed, measured = jacobians.bound(run)
        actual = jacobians.spectral_norms(run, np.array([12]), np.arange(12))[0]
        with np.errstate(invalid="ignore"):
            violated += int((actual > measured + 1e-9).any() or (measured > fixed + 1e-9).any())
            slack.append(measured[-1] - actual[-1])
    assert violated == 0 and np.nanmedian(slack) > 0.5


def test_pytorchs_default_has_radius_one_over_root_three():
    found = [np.abs(jacobians.spectrum(gradient_flow("rnn", length=1, hidden_size=400, seed=seed).run)).max() for seed in range(3)]
    assert np.mean(found) == pytest.approx(3**-0.5, abs=0.03)
