"""What is left of what was written: beside torch's automatic differentiation, in float64."""

import numpy as np
import pytest
import torch

from rnn_core import GRU, LSTM, RNN
from rnn_core.gradients.carried import carried

T, I, H, AT = 9, 3, 5, 2


def network(kind):
    net = kind(I, H, dtype=np.float64, rng=3)
    for value in net.params.values():
        value *= 2  # so that nothing is nearly linear
    return net, np.random.default_rng(0).normal(size=(T, I))


def torchs(net, x, kind, run):
    """(T - AT, H): torch's derivative of the state after every step along the state after step AT, in the direction of what was written."""
    twin = kind(I, H, dtype=torch.float64)
    twin.load_state_dict({name: torch.from_numpy(value) for name, value in net.state_dict().items()})
    inputs, trace = torch.from_numpy(x), net.trace(x)

    def later(state):
        whole = state[None]
        if kind is torch.nn.LSTM:  # c is shown in h as well
            whole = (torch.from_numpy(trace.gates["o"][0][AT]) * torch.tanh(state))[None], whole
        found = [state]
        for step in inputs[AT + 1 :]:
            _, whole = twin(step[None], whole)
            found.append((whole[1] if kind is torch.nn.LSTM else whole)[0])
        return torch.stack(found)

    at = torch.from_numpy(run.state[AT].copy())
    return torch.autograd.functional.jvp(later, at, torch.from_numpy(run.written.copy()))[1].numpy()


@pytest.mark.parametrize("ours, theirs", [(RNN, torch.nn.RNN), (GRU, torch.nn.GRU), (LSTM, torch.nn.LSTM)])
def test_in_all_it_is_torchs_derivative(ours, theirs):
    net, x = network(ours)
    run = carried(net, x, AT)
    np.testing.assert_allclose(run.total, torchs(net, x, theirs, run), rtol=0, atol=1e-13)
    assert np.abs(run.total - run.direct).max() > 0.01


@pytest.mark.parametrize("kind", [GRU, LSTM])
def test_every_state_is_the_sum_of_what_the_steps_wrote_and_the_gates_let_through(kind):
    net, x = network(kind)
    runs = [carried(net, x, at) for at in range(T)]
    np.testing.assert_allclose(sum(run.direct[-1] for run in runs), runs[0].state[-1], rtol=0, atol=1e-14)


def test_the_direct_path_of_one_step_is_the_gate_and_a_plain_cell_has_none():
    net, x = network(LSTM)
    run = carried(net, x, AT)
    assert (run.direct[1] == run.gate[AT + 1] * run.written).all()
    plain = carried(*network(RNN), AT)
    assert plain.gate is None and not plain.direct[1:].any() and (plain.direct[0] == plain.written).all()


def test_units_come_by_what_is_left_in_them_and_a_step_that_is_not_there_is_named():
    net, x = network(LSTM)
    run = carried(net, x, AT)
    left = np.abs(run.direct[-1])[run.units]
    assert (np.diff(left) <= 0).all()
    assert run.share(run.direct)[0] == pytest.approx(1)
    with pytest.raises(ValueError, match="0 to 8; got 9"):
        carried(net, x, 9)
