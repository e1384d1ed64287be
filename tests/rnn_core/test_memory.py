"""Tasks, learners and the grid: what they ask, that they can be learned, and that the figures repeat."""

import json

import numpy as np
import pytest
import torch

from rnn_core.memory import TASKS, VARIANTS, Learner, grid
from rnn_core.torch_models import twin


@pytest.mark.parametrize("delay", [2, 7, 50])
def test_the_sum_of_the_two_marked_numbers_is_asked_for(delay):
    x, target, weights = TASKS["adding"].batch(delay, 40, np.random.default_rng(0))
    assert x.shape == (delay, 40, 2) and (x[..., 1].sum(0) == 2).all()
    assert (x[: delay // 2, :, 1].sum(0) == 1).all()
    np.testing.assert_allclose(target[-1], (x[..., 0] * x[..., 1]).sum(0), rtol=1e-6)
    assert weights[-1].all() and not weights[:-1].any()


def test_ten_symbols_are_to_be_copied_after_the_mark():
    x, target, weights = TASKS["copy"].batch(25, 6, np.random.default_rng(0))
    read = x.argmax(-1)
    assert read.shape == (45, 6) and (read[:10] < 8).all() and weights.all()
    assert (read[34] == 9).all() and (np.delete(read[10:], 24, 0) == 8).all()
    np.testing.assert_array_equal(target[-10:], read[:10])
    assert (target[:-10] == 8).all()


def test_the_first_of_many_symbols_is_to_be_recalled():
    x, target, weights = TASKS["recall"].batch(12, 50, np.random.default_rng(0))
    np.testing.assert_array_equal(target[-1], x[0].argmax(-1))
    assert x.shape == (13, 50, 8) and weights.sum() == 50 and len(set(x[5].argmax(-1))) > 1


def test_copys_baseline_is_that_of_the_paper():
    assert [round(TASKS["copy"].baseline(T), 4) for T in (100, 200, 300, 500)] == [0.1733, 0.0945, 0.0650, 0.0400]


@pytest.mark.parametrize("delay", [2, 5, 10, 20, 21, 80])
def test_addings_baseline_is_the_best_that_the_last_step_alone_allows(delay):
    """Least squares on all that the last step tells: its number, its mark, and their product."""
    x, target, _ = TASKS["adding"].batch(delay, 200_000, np.random.default_rng(0))
    number, mark = x[-1].astype(float).T
    told = np.stack([np.ones_like(number), number, mark, number * mark], 1)
    best = np.mean((target[-1] - told @ np.linalg.lstsq(told, target[-1], rcond=None)[0]) ** 2)
    assert TASKS["adding"].baseline(delay) == pytest.approx(best, rel=0.01)
    assert TASKS["adding"].baseline(delay) < np.mean((target[-1] - 1) ** 2)


def test_addings_baseline_at_short_delays():
    assert [round(TASKS["adding"].baseline(delay), 3) for delay in (5, 10, 20)] == [0.139, 0.15, 0.158]


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_learners_slopes_are_autograds(name, variant):
    learner = Learner(variant, TASKS[name], hidden_size=7, seed=1)
    x, target, weights = TASKS[name].batch(6, 5, np.random.default_rng(2))
    loss, grads = learner.loss_and_grads((x, target, weights))
    module, W, b = twin(learner.net), *(torch.tensor(learner.readout.params[k], requires_grad=True) for k in ("weight", "bias"))
    y = (module(torch.tensor(x))[0] @ W.T + b)[torch.tensor(weights > 0)]
    wanted = torch.tensor(target[weights > 0])
    expected = torch.nn.functional.cross_entropy(y, wanted) if TASKS[name].classes else torch.nn.functional.mse_loss(y[:, 0], wanted)
    expected.backward()
    assert loss == pytest.approx(expected.item(), rel=1e-5)
    for key, slope in {**{k: p.grad for k, p in module.named_parameters()}, "readout.weight": W.grad, "readout.bias": b.grad}.items():
        np.testing.assert_allclose(grads[key], slope.numpy(), atol=2e-6, err_msg=key)


def test_what_is_near_is_learned_and_repeats():
    learner = Learner("lstm, forget bias 3", TASKS["recall"], hidden_size=16)
    losses = [now.loss for now in learner.training(5, 300)]
    assert learner.score(5, rows=200) < 0.5 * TASKS["recall"].baseline(5)
    again = Learner("lstm, forget bias 3", TASKS["recall"], hidden_size=16)
    assert [now.loss for now in again.training(5, 20)] == losses[:20]


def test_the_forget_bias_is_the_only_difference():
    plain, open_gate = (Learner(variant, TASKS["copy"], hidden_size=4).params for variant in ("lstm", "lstm, forget bias 3"))
    assert [name for name in plain if not np.array_equal(plain[name], open_gate[name])] == ["bias_ih_l0", "bias_hh_l0"]
    assert (open_gate["bias_ih_l0"] + open_gate["bias_hh_l0"])[4:8] == pytest.approx(3)


@pytest.mark.parametrize("how, named", [({"variant": "mamba"}, "variant"), ({"hidden_size": 0}, "hidden_size")])
def test_bad_input_is_named(how, named):
    with pytest.raises(ValueError, match=named):
        Learner(**{"variant": "rnn", "task": TASKS["recall"]} | how)
    with pytest.raises(ValueError, match="delay"):
        TASKS["recall"].batch(1, 3, np.random.default_rng(0))


@pytest.mark.slow
def test_the_command_writes_a_grid(tmp_path):
    grid.write(lambda line: None, lambda: 0.0, steps=10, file=tmp_path / "grid.json", delays=(3,))
    found = grid.read(tmp_path / "grid.json")
    assert len(found["runs"]) == len(TASKS) * len(VARIANTS) * len(grid.SEEDS) and found["command"] == "python -m rnn_core.memory"
    assert all(len(run["curve"]) == 10 and run["held_out"] > 0 for run in found["runs"])


@pytest.mark.slow
def test_one_networks_column_is_trained_anew_and_the_others_are_kept(tmp_path):
    """The same file comes out as from training all; and what another column holds is not touched."""
    file, how = tmp_path / "grid.json", {"steps": 2, "file": tmp_path / "grid.json", "delays": (2, 3)}
    grid.write(lambda line: None, iter([10.0, 15.0]).__next__, **how)
    whole = grid.read(file)
    assert whole["cpu_seconds"] == 5
    without = [run for run in whole["runs"] if run["variant"] != "gru"]
    without[0]["held_out"] = 0.125
    file.write_text(json.dumps(whole | {"runs": without}))
    reported = []
    grid.write(reported.append, iter([10.0, 13.0]).__next__, **how, only=["gru"])
    again = grid.read(file)
    assert again["runs"][0].pop("held_out") == 0.125 and whole["runs"][0].pop("held_out")
    assert again["runs"] == whole["runs"] and again["cpu_seconds"] == 8 and len(reported) == 2 * len(TASKS)


def test_a_recipe_draws_by_the_learners_seed_and_changes_nothing_else():
    plain, first, second = (Learner(variant, TASKS["recall"], seed=seed).params
                            for variant, seed in (("rnn", 0), ("rnn, orthogonal", 0), ("rnn, orthogonal", 1)))
    assert [name for name in plain if not np.array_equal(plain[name], first[name])] == ["weight_hh_l0"]
    np.testing.assert_allclose(first["weight_hh_l0"] @ first["weight_hh_l0"].T, np.eye(32), atol=1e-6)
    assert not np.allclose(first["weight_hh_l0"], second["weight_hh_l0"], atol=0.1)


@pytest.mark.slow
def test_the_shipped_grid_is_whole_and_repeats():
    found = grid.read()
    assert found["steps"] == grid.STEPS and json.dumps(found).count("NaN") == 0
    expected = {(t, v, d, s) for t in TASKS for v in VARIANTS for d in grid.DELAYS for s in grid.SEEDS}
    assert {(run["task"], run["variant"], run["delay"], run["seed"]) for run in found["runs"]} == expected
    run = next(r for r in found["runs"] if (r["task"], r["variant"], r["delay"], r["seed"]) == ("recall", "rnn", 5, 1))
    again = grid.train("recall", "rnn", 5, 1, run["lr"], grid.STEPS)
    assert again["held_out"] == pytest.approx(run["held_out"], rel=0.2) and again["curve"][0] == pytest.approx(run["curve"][0], rel=0.05)
