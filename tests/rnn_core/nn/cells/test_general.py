"""Cells with any curves: against the exact cells where both can, against torch's autograd over the equations where not."""

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from rnn_core import GRU, LSTM, RNN
from rnn_core.nn.cells import GeneralGRUCell, GeneralLSTMCell, GeneralOriginalGRUCell

T, N, I, H = 6, 3, 4, 5
RNG = np.random.default_rng(0)
X = RNG.normal(size=(T, N, I))
EXACT = {"lstm": (LSTM, {}, lambda: GeneralLSTMCell("tanh", "tanh", "sigmoid")), "gru": (GRU, {}, lambda: GeneralGRUCell("tanh", "sigmoid")),
         "original": (GRU, {"reset_after": False}, lambda: GeneralOriginalGRUCell("tanh", "sigmoid"))}


def slopes(net, lengths=None):
    run = net.trace(X, lengths=lengths)
    d = np.random.default_rng(1).normal(size=run.output.shape)
    return run, net.backward(run, d)


@pytest.mark.parametrize("kind", EXACT)
@pytest.mark.parametrize("lengths", [None, [6, 2, 4]])
def test_with_the_usual_curves_they_are_the_exact_cells(kind, lengths):
    make, options, cell = EXACT[kind]
    exact, general = (make(I, H, 2, bidirectional=True, dtype=np.float64, **options) for _ in range(2))
    general.cell = cell()
    (run, grads), (run_general, grads_general) = slopes(exact, lengths), slopes(general, lengths)
    assert np.allclose(run.output, run_general.output, atol=1e-14) and np.allclose(grads.x, grads_general.x, atol=1e-13)
    assert run.gates.keys() == run_general.gates.keys()
    assert all(np.allclose(run.gates[gate], run_general.gates[gate], atol=1e-14) for gate in run.gates)
    assert all(np.allclose(slope, grads_general.params[name], atol=1e-12) for name, slope in grads.params.items())
    assert np.allclose(general(X, lengths=lengths)[0], run.output, atol=1e-14)  # without a trace


CURVES = {"relu": torch.relu, "hard_sigmoid(0.2)": lambda a: torch.clip(0.2 * a + 0.5, 0, 1), "softsign": F.softsign, "hard_sigmoid": F.hardsigmoid,
          "elu": F.elu, "sigmoid": torch.sigmoid, "tanh": torch.tanh}


def by_the_equations(kind, net, x, A, R, S):
    """The output by the equations, with torch tensors, and the tensors to read slopes off."""
    p = {name: torch.tensor(value, requires_grad=True) for name, value in net.params.items()}
    x = torch.tensor(x, requires_grad=True)
    h, c, found = torch.zeros(N, H, dtype=torch.float64), torch.zeros(N, H, dtype=torch.float64), []
    W, U, b, d = (p[f"{name}_l0"] for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
    for x_t in x:
        u, v = (x_t @ W.T + b).chunk(len(W) // H, 1), (h @ U.T + d).chunk(len(W) // H, 1)
        if kind == "rnn":
            h = A(u[0] + v[0])
        elif kind == "lstm":
            c = R(u[1] + v[1]) * c + R(u[0] + v[0]) * A(u[2] + v[2])
            h = R(u[3] + v[3]) * S(c)
        else:
            r, z = R(u[0] + v[0]), R(u[1] + v[1])
            n = A(u[2] + (r * v[2] if kind == "gru" else (r * h) @ U[2 * H :].T + d[2 * H :]))
            h = (1 - z) * n + z * h
        found.append(h)
    return torch.stack(found), p, x


@pytest.mark.parametrize("kind, make, options", [
    ("rnn", RNN, {"nonlinearity": "softsign"}), ("rnn", RNN, {"nonlinearity": "elu"}),
    ("lstm", LSTM, {"activation": "relu", "recurrent_activation": "hard_sigmoid(0.2)"}),
    ("lstm", LSTM, {"activation": "tanh", "recurrent_activation": "hard_sigmoid", "output_activation": "softsign"}),
    ("gru", GRU, {"activation": "relu", "recurrent_activation": "hard_sigmoid(0.2)"}),
    ("original", GRU, {"reset_after": False, "activation": "tanh", "recurrent_activation": "hard_sigmoid(0.2)"}),
    ("original", GRU, {"reset_after": False, "activation": "elu", "recurrent_activation": "softsign"})])
def test_other_curves_and_their_slopes_are_those_of_autograd(kind, make, options):
    net = make(I, H, dtype=np.float64, rng=3, **options)
    for value in net.params.values():
        value *= 3  # far enough that the hard gates are shut and open, too
    A = CURVES[options.get("activation", options.get("nonlinearity"))]
    S = CURVES[options.get("output_activation", options.get("activation", "tanh"))]
    theirs, p, x = by_the_equations(kind, net, X, A, CURVES[options.get("recurrent_activation", "sigmoid")], S)
    run, grads = slopes(net)
    assert np.allclose(run.output, theirs.detach().numpy(), atol=1e-12)
    theirs.backward(torch.tensor(np.random.default_rng(1).normal(size=run.output.shape)))
    assert np.allclose(grads.x, x.grad.numpy(), atol=1e-11)
    assert all(np.allclose(slope, p[name].grad.numpy(), atol=1e-11) for name, slope in grads.params.items())


def test_the_usual_curves_keep_the_exact_cells():
    assert type(LSTM(2, 3).cell).__name__ == "LSTMCell" and type(GRU(2, 3).cell).__name__ == "GRUCell"
    assert type(LSTM(2, 3, activation="relu").cell).__name__ == "GeneralLSTMCell"
