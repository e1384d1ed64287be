import itertools

import numpy as np
import pytest
import torch

from rnn_core import LSTM
from rnn_core.nn.losses import squared_error
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import averaged, training, warmup_cosine
from rnn_core.torch_models import Trainable, twin


class LastState:
    """Tell the mean of a sequence from the LSTM's last state."""

    def __init__(self, seed=0):
        self.net = LSTM(1, 4, dtype=np.float64, rng=seed)
        self.params = self.net.params

    def loss_and_grads(self, batch):
        trace = self.net.trace(batch)
        loss, slope = squared_error(trace.output[-1].mean(-1), batch.mean((0, 2)))
        d_output = np.zeros_like(trace.output)
        d_output[-1] = slope[:, None] / 4
        return loss, self.net.backward(trace, d_output).params


def batches(seed=0):
    rng = np.random.default_rng(seed)
    while True:
        yield rng.normal(size=(6, 8, 1))


def test_it_learns_and_repeats_to_the_last_bit():
    runs = []
    for _ in range(2):
        model = LastState()
        runs.append([(now.loss, now.grad_norm) for now in training(model, batches(), Adam(model.params, lr=0.02), steps=150)])
    assert runs[0] == runs[1]
    losses = [loss for loss, _ in runs[0]]
    assert np.mean(losses[-20:]) < 0.3 * np.mean(losses[:20])


def test_stopping_keeps_what_was_learnt():
    stopped, whole = LastState(), LastState()
    for now in training(stopped, batches(), Adam(stopped.params), steps=100):
        if now.step == 5:
            break
    list(training(whole, itertools.islice(batches(), 5), Adam(whole.params), steps=100))
    for name in stopped.params:
        np.testing.assert_array_equal(stopped.params[name], whole.params[name])
    assert (now.step, now.steps) == (5, 100) and now.seconds_left >= now.seconds


def test_torchs_twin_is_trained_to_the_same_weights_by_the_same_loop():
    ours = LastState()

    def loss(module, batch):
        x = torch.from_numpy(batch)
        return ((module(x)[0][-1].mean(-1) - x.mean((0, 2))) ** 2).mean()

    theirs = Trainable(twin(ours.net), loss)
    for model in (ours, theirs):
        list(training(model, batches(), Adam(model.params, lr=0.01), steps=30))
    for name, value in theirs.module.state_dict().items():
        np.testing.assert_allclose(ours.params[name], value, atol=1e-9)


def test_a_loss_that_is_no_number_stops_with_a_remedy():
    model = LastState()
    with pytest.raises(FloatingPointError, match="loss is nan at step 1: lower the learning rate"):
        list(training(model, [np.full((2, 1, 1), np.nan)], Adam(model.params), steps=1))


def test_the_schedule_rises_and_falls():
    factor = warmup_cosine(0.1, 0.05)
    assert factor(0.05) == pytest.approx(0.5) and factor(0.1) == pytest.approx(1.0)
    assert factor(1.0) == pytest.approx(0.05) and factor(0.55) == pytest.approx(0.525)


def test_averaged_leaves_the_mean_of_the_last_weights_and_nothing_before():
    model, kept = LastState(), []
    for now in averaged(model, training(model, batches(), Adam(model.params, lr=1e-2), steps=10), 0.3):
        if now.step < 10:
            kept.append({name: value.copy() for name, value in model.params.items()})
    plain = LastState()
    list(training(plain, batches(), Adam(plain.params, lr=1e-2), steps=10))
    for name, value in model.params.items():
        np.testing.assert_allclose(value, (kept[7][name] + kept[8][name] + plain.params[name]) / 3, rtol=1e-12)
