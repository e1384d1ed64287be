"""A cell of one unit: what it is taught, and that it can learn it."""

import numpy as np
import pytest
import torch

from rnn_core.memory.scalar import Scalar, by_heart, first_number, train

TORCH = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}
SIZES = {"rnn": 4, "gru": 12, "lstm": 16}


@pytest.mark.parametrize("cell", TORCH)
def test_its_loss_and_slopes_are_torchs(cell):
    model, batch = Scalar(cell, seed=2), next(first_number(4).batches(np.random.default_rng(0)))
    twin = TORCH[cell](1, 1, dtype=torch.float64)
    twin.load_state_dict({name: torch.from_numpy(value) for name, value in model.net.state_dict().items()})
    x, wanted, counted = (torch.from_numpy(np.array(part)) for part in batch)
    loss = torch.mean((twin(x)[0][..., 0] - wanted)[counted] ** 2)
    loss.backward()
    ours, slopes = model.loss_and_grads(batch)
    assert ours == pytest.approx(loss.item(), abs=1e-15) and model.loss(batch) == pytest.approx(ours, abs=1e-15)
    for name, parameter in twin.named_parameters():
        np.testing.assert_allclose(slopes[name], parameter.grad.numpy(), atol=1e-14)
    assert sum(value.size for value in model.params.values()) == SIZES[cell]


def test_the_same_seed_is_the_same_training_and_another_is_not():
    task = first_number(3)
    first, again, other = (train("lstm", task, steps=20, seed=seed) for seed in (1, 1, 2))
    assert first.losses == again.losses != other.losses
    assert first.steps[0] == 0 and first.steps[-1] == 20 and len(first.weights) == len(first.steps)
    assert train("lstm", task, steps=50).steps[-1] == 50


def test_no_constant_is_better_than_the_baseline():
    for task in (first_number(3), by_heart(np.array([0.8, 0.0, -0.8, 0.3]))):
        _, wanted, counted = task.held_out
        best = min(np.mean((wanted[counted] - guess) ** 2) for guess in np.linspace(-1, 1, 2001))
        assert task.baseline == pytest.approx(best, abs=1e-6)


def test_what_is_judged_is_not_what_was_trained_on():
    task = first_number(3)
    seen = next(task.batches(np.random.default_rng([0, 1])))[0][0].ravel()
    assert not np.isin(task.held_out[0][0].ravel(), seen).any()


def test_too_short_a_sequence_is_named():
    with pytest.raises(ValueError, match="at least 3 numbers; got 2"):
        by_heart(np.array([0.1, 0.2]))


@pytest.mark.slow
def test_with_an_open_forget_gate_it_learns_and_with_a_half_shut_one_it_does_not():
    task = first_number(6)
    learnt, not_learnt = (train("lstm", task, bias=bias).losses[-1] for bias in (3.0, 0.0))
    assert learnt < 0.1 * task.baseline and not_learnt > 0.9 * task.baseline
