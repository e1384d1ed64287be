"""Sizes at every length of a sequence, in one sweep, against torch's autograd in float64; however small or large."""

import numpy as np
import pytest
import torch

from rnn_core import gradient_flow
from rnn_core.gradients import jacobians
from rnn_core.gradients.measure import Flow
from rnn_core.gradients.networks import network
from rnn_core.torch_models import autograd_flow, twin

CELLS = ("rnn", "gru", "lstm")
every_cell = pytest.mark.parametrize("cell", CELLS)
QUANTITIES = ("hidden", "cell", "state", "input")


def close(logs, norms, rtol=1e-9):
    np.testing.assert_allclose(10.0**logs, norms, rtol=rtol)


@every_cell
@pytest.mark.parametrize("loss", ["last", "every"])
@pytest.mark.parametrize("init", ["pytorch", "keras", "chrono"])
def test_every_quantity_at_every_length_is_autograds(cell, loss, init):
    flow = gradient_flow(cell, length=37, hidden_size=11, init=init, loss=loss, seed=3)
    found = {q: flow.of_prefixes(q) for q in QUANTITIES if q != "cell" or cell == "lstm"}
    for n in (1, 2, 8, 9, 23, 37):
        expected = autograd_flow(flow.network, flow.inputs[:n], flow.readouts[:n], loss == "every")
        for quantity, logs in found.items():
            close(logs[n - 1, :n], expected[quantity])
            assert np.isnan(logs[n - 1, n:]).all()


@every_cell
def test_some_lengths_in_any_order_are_rows_of_all(cell):
    flow = gradient_flow(cell, length=40, hidden_size=5)
    every = flow.of_prefixes("state")
    np.testing.assert_allclose(flow.of_prefixes("state", np.array([7, 40, 1, 22])), every[[6, 39, 0, 21]], rtol=1e-13)


@every_cell
def test_what_float64_would_lose_is_kept(cell):
    """Far below 1e-308, the sizes are still those of the chain rule: torch's slope of the second half, scaled up, is
    sent through torch's first half."""
    flow = gradient_flow(cell, length=600, hidden_size=6, gain=0.2, forget_bias=None if cell == "rnn" else -3.0)
    logs = flow.log10("hidden")
    assert logs[0] < -330 and np.isfinite(logs).all()
    slope, log = [torch.tensor(flow.readout), torch.zeros(6, dtype=torch.float64)], 0.0
    h, c = (np.concatenate([np.zeros((1, 6)), part]) for part in _states(flow))
    module = twin(flow.network)
    for t in range(599, 0, -1):  # a step at a time: state t - 1 -> state t
        state = [torch.tensor(part[t].reshape(1, 1, 6), requires_grad=True) for part in (h, c)]
        final = module(torch.tensor(flow.inputs[t : t + 1, None]), tuple(state) if cell == "lstm" else state[0])[1]
        final = final if cell == "lstm" else (final,)
        sum((part.ravel() * way).sum() for part, way in zip(final, slope, strict=False)).backward()
        size = float(state[0].grad.norm())
        log += np.log10(size)
        slope = [part.grad.ravel() / size if part.grad is not None else torch.zeros(6, dtype=torch.float64) for part in state]
    assert logs[0] == pytest.approx(log, abs=1e-9)


def _states(flow):
    trace = flow.network.trace(flow.inputs[:, None])
    return trace.h[0, :, 0], trace.c[0, :, 0] if flow.network.cell.name == "lstm" else np.zeros((flow.length, 6))


def test_sizes_down_to_1e_minus_280_are_autograds():
    flow = gradient_flow("rnn", length=1000, hidden_size=16, seed=1)
    expected = autograd_flow(flow.network, flow.inputs, flow.readouts)["hidden"]
    assert expected.min() == 0 or expected.min() < 1e-250  # where torch's own squares have underflowed
    there = flow.log10("hidden") > -150
    close(flow.log10("hidden")[there], expected[there])
    halves = [flow.of_prefixes("hidden", np.array([n]))[0, 0] for n in (500, 1000)]
    assert halves[1] < -200 and np.isfinite(halves).all()


@every_cell
def test_a_blocks_worth_of_tiny_slopes_neither_underflows_nor_overflows(cell):
    for scale, gain in ((0.0, 1e-12), (0.0, 4.0)):
        logs = gradient_flow(cell, length=60, hidden_size=4, gain=gain, inputs="noise", input_scale=scale).log10("state")
        assert np.isfinite(logs).all()


def test_dead_units_are_exactly_nothing():
    net = network("rnn", hidden_size=3, nonlinearity="relu")
    net.params["bias_ih_l0"][...] = -100
    logs = Flow.of(net, np.ones((9, 8)), np.ones(3)).log10("hidden")
    assert logs[-1] == pytest.approx(np.log10(np.sqrt(3))) and (logs[:-1] == -np.inf).all()


def test_float32_is_measured_with_what_it_loses():
    logs = gradient_flow("rnn", length=300, hidden_size=16, dtype="float32").log10("hidden")
    exact = gradient_flow("rnn", length=300, hidden_size=16).log10("hidden")
    held = logs > -np.inf
    assert 100 < held.sum() < 200 and not held[:100].any()
    np.testing.assert_allclose(logs[held], exact[held], atol=1e-3)
    assert logs[held].min() > np.log10(np.finfo(np.float32).tiny)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_what_outgrows_its_numbers_is_told_as_such(dtype):
    flow = gradient_flow("rnn", length=3000, hidden_size=16, nonlinearity="relu", gain=4, input_scale=0.01, dtype=dtype)
    steps = flow.run.finite_steps
    assert 20 < steps < 3000
    logs = flow.of_prefixes("hidden", np.array([5, steps, steps + 1, 3000]))
    assert np.isfinite(logs[0, :5]).all() and logs[1, 0] > 20
    assert (logs[2, : steps + 1] == np.inf).all() and (logs[3] == np.inf).all()
    norms = jacobians.spectral_norms(flow.run, np.array([5, 3000]), np.array([1, 4]))
    assert np.isfinite(norms[0]).all() and (norms[1] == np.inf).all()
