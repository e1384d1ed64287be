"""The training of the entity networks: noise that keeps the marks right, runs that repeat, and the choice of the search."""

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.gallery.entities import entities
from rnn_core.train import entities as training
from rnn_core.train import entity_sentences
from rnn_core.train.model_selection import searched


def test_a_rewritten_sentence_keeps_its_names():
    rng = np.random.default_rng(0)
    lower = upper = longer = 0
    for one in entity_sentences.some("training", 300, 0):
        again = training.rewritten(one, rng)
        names = [[t.key for t in s.tokens[e.first : e.last + 1]] for s in (one, again) for e in entities(s.tags)]
        assert names[: len(names) // 2] == names[len(names) // 2 :] and len(again.tokens) == len(again.tags)
        text = "".join(t.text for t in again.tokens)
        lower, upper, longer = lower + text.islower(), upper + text.isupper(), longer + (len(again.tokens) > len(one.tokens))
    assert 30 < lower < 100 and 0 < upper < 30 and 20 < longer < 80


@pytest.mark.slow
def test_a_run_repeats_to_the_last_bit_and_learns():
    finals = []
    for _ in range(2):
        model = training.new("birnn", 1)
        losses = [now.loss for now in training.run(model, 8e-3, 1, 30)]
        finals.append((losses, model.params["head.weight"].copy()))
    assert finals[0][0] == finals[1][0] and np.array_equal(finals[0][1], finals[1][1])
    assert np.mean(losses[-10:]) < 0.6 * np.mean(losses[:5])


def test_the_choice_is_the_best_of_the_search():
    found = searched("entities")
    assert set(found) == set(zoo.FAMILIES["entities"][1])
    for kind, told in found.items():
        assert set(map(float, told["rates"])) == set(training.RATES) and set(map(int, told["seeds"])) == set(training.SEEDS)
        assert told["rates"][str(told["lr"])] == max(told["rates"].values()) and told["seeds"][str(told["seed"])] == max(told["seeds"].values())
        card = zoo.figures(f"entities-{kind}")
        assert (card["lr"], card["seed"], card["steps"]) == (told["lr"], told["seed"], told["steps"])
