"""The one search of all families, on a real network with one weight whose loss is known."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import training
from rnn_core.train import cards
from rnn_core.train.model_selection import choose, inside, search, searched


class Bowl:
    """One weight that should become 3 + seed / 10 away from nothing: the loss is its squared distance."""

    def __init__(self, seed):
        self.goal, self.params = 3.0 + seed / 10, {"w": np.zeros(1)}

    def loss_and_grads(self, batch):
        off = self.params["w"] - self.goal
        return float((off**2).sum()) * batch, {"w": 2 * off * batch}


def run(model, lr, seed, steps, batch=1.0):
    return training(model, [batch] * steps, Adam(model.params, lr=lr), steps=steps)


def found(**how):
    told = []
    given = {"new": lambda kind, seed: Bowl(seed), "run": run, "score": lambda model: float(abs(model.params["w"][0] - model.goal)),
             "rates": (0.001, 0.1), "seeds": (0, 2, 1), "steps": 40, "better": min} | how
    return choose("bowl", lambda label, now: told.append((label, now.steps)), **given), told


def test_rates_get_a_share_of_the_steps_and_seeds_all_of_them():
    chosen, told = found()
    assert list(dict.fromkeys(told)) == [("bowl lr 0.001 seed 0", 10), ("bowl lr 0.1 seed 0", 10), ("bowl lr 0.1 seed 0", 40),
                                         ("bowl lr 0.1 seed 2", 40), ("bowl lr 0.1 seed 1", 40)]
    assert chosen["lr"] == 0.1 and chosen["steps"] == 40 and set(chosen["seeds"]) == {"0", "1", "2"}
    assert chosen["seed"] == min((0, 2, 1), key=lambda seed: chosen["seeds"][str(seed)]) == 0
    assert found(better=max)[0]["lr"] == 0.001
    assert ("bowl lr 0.001 seed 0", 7) in found(short=7)[1]


def test_rates_that_were_tried_in_full_are_not_trained_again():
    chosen, told = found(short=40)
    runs = [label for k, (label, _) in enumerate(told) if k % 40 == 0]
    assert runs == ["bowl lr 0.001 seed 0", "bowl lr 0.1 seed 0", "bowl lr 0.1 seed 2", "bowl lr 0.1 seed 1"]
    assert chosen["rates"]["0.1"] == chosen["seeds"]["0"] and chosen["lr"] == 0.1


@pytest.mark.parametrize("at, tried", [(8, [4, 8, 16]), (2, [1, 2, 4, 8, 16]), (32, [4, 8, 16, 32, 64]), (16, [4, 8, 16, 32]), (4, [2, 4, 8, 16])])
def test_rates_are_tried_until_the_best_lies_between_two_that_are_worse(at, tried):
    """The one at `at` is the best, the others are the worse the further away."""
    assert inside((4, 8, 16), lambda lr: -abs(np.log2(lr / at)), max) == tried
    assert inside((4, 8, 16), lambda lr: abs(np.log2(lr / at)), min) == tried


def test_rates_that_are_too_high_or_as_good_as_the_last_do_not_end_the_search():
    assert inside((4, 8, 16), lambda lr: None if lr > 4 else -abs(lr - 2), max) == [1, 2, 4, 8, 16]
    assert inside((4, 8, 16), lambda lr: min(lr, 16) if lr < 64 else 0, max) == [4, 8, 16, 32, 64]
    chosen, told = found(rates=(0.01, 0.02, 0.04), short=40, widened=True)
    tried = list(map(float, chosen["rates"]))
    assert tried[:3] == [0.01, 0.02, 0.04] and tried[-3] < chosen["lr"] == tried[-2] and {f"bowl lr {lr:g} seed 0" for lr in tried} <= {label for label, _ in told}


def test_a_rate_that_is_too_high_is_told_and_never_chosen():
    chosen, _ = found(run=lambda model, lr, seed, steps: run(model, lr, seed, steps, 1.0 if lr < 0.01 else float("inf")))
    assert chosen["rates"]["0.1"] is None and chosen["lr"] == 0.001
    assert "0.1: too high" in cards.score_list("rates", chosen["rates"])
    with pytest.raises(FloatingPointError, match=r"0\.001, 0\.1"):
        found(run=lambda model, lr, seed, steps: run(model, lr, seed, steps, float("nan")))


def test_what_was_found_is_read_again(tmp_path):
    assert searched("none", tmp_path) == {}
    (tmp_path / "search-some.json").write_text(json.dumps({"gru": {"lr": 0.1}}))
    assert searched("some", tmp_path)["gru"]["lr"] == 0.1


def test_a_familys_module_says_how_it_is_searched():
    family = {"new": lambda kind, seed: Bowl(seed), "run": run, "score": lambda model: float(abs(model.params["w"][0] - model.goal)),
              "RATES": (0.001, 0.1), "SEEDS": (0, 2, 1), "STEPS": 40, "BETTER": min}
    told = []
    assert search(SimpleNamespace(**family), "bowl", lambda label, now: told.append((label, now.steps))) == found()[0]
    assert ("bowl lr 0.001 seed 0", 10) in told

    def trial(model, lr, seed, steps):
        return run(model, 0.1 if lr == 0.001 else 0.001, seed, steps)

    assert search(SimpleNamespace(**family, trial=trial, SHORT=7), "bowl", lambda label, now: told.append((label, now.steps)))["lr"] == 0.001
    assert ("bowl lr 0.001 seed 0", 7) in told
