"""Who learns, and why: what the sentences say of the grid, and of networks trained here."""

import numpy as np
import pytest

from pages.common import links
from pages.views.gradient_flow.learning import text
from rnn_core.memory import TASKS, Learner, grid

GRID = grid.read()


def told(name):
    baseline = {delay: TASKS[name].baseline(delay) for delay in GRID["delays"]}
    rows = text.summaries(GRID, name)
    return text.who_learns(rows, baseline), {variant: text.reach(points, baseline) for variant, points in rows.items()}


def test_the_panel_opens_with_the_task_on_which_the_networks_part():
    assert links.GradientFlow.learn_task == text.TELLING
    reaches = told(text.TELLING)[1]
    assert len({reaches[variant] for variant in ("rnn", "gru", "lstm", "lstm, forget bias 3")}) == 4
    assert all(f": {far} steps" in told(text.TELLING)[0] for far in reaches.values())


def test_that_nobody_learns_to_copy_is_said_with_how_near_they_come():
    said, reaches = told("copy")
    assert not any(reaches.values()) and said.startswith("**None of these networks learns it") and "*recall*" in said
    assert "the LSTM with forget bias 3 at 5 steps, still has 0.66" in said
    assert "None of these" not in told("adding")[0] and "none of them" not in told("adding")[0]


def test_why_the_rnn_gets_farther_is_said_only_where_it_does():
    assert "Why does the RNN" in told("recall")[0] and told("recall")[1]["rnn"] > told("recall")[1]["lstm"]
    assert "Why does the RNN" not in told("adding")[0] and told("adding")[1]["rnn"] < told("adding")[1]["lstm"]


def test_before_training_the_rnns_gradient_is_the_first_to_vanish():
    """The slope that reaches the clue, beside the one at the end, on the task's own sequences."""
    shares = {}
    for variant in ("rnn", "gru", "lstm"):
        net = Learner(variant, TASKS["recall"]).net
        trace = net.trace(TASKS["recall"].batch(20, 64, np.random.default_rng(5))[0])
        slopes = np.zeros_like(trace.output)
        slopes[-1] = np.random.default_rng(1).normal(size=slopes[-1].shape)
        sizes = np.linalg.norm(net.backward(trace, slopes).x, axis=-1).mean(1)
        shares[variant] = sizes[0] / sizes[-1]
    assert shares["rnn"] < 0.5 * min(shares["gru"], shares["lstm"])


@pytest.mark.slow
def test_the_rnn_locks_its_units_and_the_lstm_that_fails_closes_its_forget_gate():
    x = TASKS["recall"].batch(10, 200, np.random.default_rng(3))[0]
    nets = {}
    for variant, lr in (("rnn", 2e-3), ("lstm", 5e-3)):
        learner = Learner(variant, TASKS["recall"], seed=1)
        assert all(now.step for now in learner.training(10, grid.STEPS, lr))
        nets[variant] = learner.net
    locked = np.mean(np.abs(nets["rnn"](x)[0]) > 0.9)
    assert locked > 0.5 and np.abs(np.linalg.eigvals(nets["rnn"].params["weight_hh_l0"])).max() > 2
    h, p = nets["lstm"](x)[0], nets["lstm"].params
    before, forget = np.concatenate([np.zeros_like(h[:1]), h[:-1]]), slice(32, 64)
    sums = before @ p["weight_hh_l0"][forget].T + x @ p["weight_ih_l0"][forget].T + (p["bias_ih_l0"] + p["bias_hh_l0"])[forget]
    assert np.mean(1 / (1 + np.exp(-sums))) < 0.45
