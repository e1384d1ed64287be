"""The translators' training repeats, and the cards' figures are those of the shipped weights."""

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.gallery import translation_pairs
from rnn_core.gallery.bleu import bleu
from rnn_core.gallery.translation_words import joined, tokens
from rnn_core.train import numbers, translation, translators
from rnn_core.train.model_selection import searched

MODELS = [f"numbers-{kind}" for kind in numbers.KINDS] + [f"translation-{kind}" for kind in translation.KINDS]
FAMILIES = {"numbers": numbers, "translation": translation}


@pytest.mark.slow
def test_a_run_repeats_to_the_last_bit():
    finals = []
    for _ in range(2):
        model = translation.new("attention", 1)
        losses = [now.loss for now in translation.run(model, 6e-3, 1, steps=3)]
        finals.append((losses, model.params))
    assert finals[0][0] == finals[1][0]
    for name, value in finals[0][1].items():
        np.testing.assert_array_equal(value, finals[1][1][name])


@pytest.mark.parametrize("kind", numbers.KINDS)
@pytest.mark.slow
def test_every_kind_learns(kind):
    losses = [now.loss for now in numbers.run(numbers.new(kind, 0), 6e-3, 0, steps=30)]
    assert np.mean(losses[-10:]) < 0.8 * np.mean(losses[:10])


def test_the_three_cells_for_numbers_have_about_as_many_parameters():
    sizes = [numbers.new(kind, 0).size for kind in numbers.KINDS]
    assert max(sizes) < 1.05 * min(sizes)


def test_a_round_of_batches_holds_every_training_pair_once():
    model = numbers.new("gru", 0)
    count = -(-len(translation_pairs.read("numbers", "training")) // translators.ROWS)
    seen = [tuple(column[column > 0]) for batch, _ in zip(translators.Batches(model, "numbers", 0), range(count + 20), strict=False)
            for column in batch.source.T]
    assert set(seen[: len(translation_pairs.read("numbers", "training"))]) == {tuple(model.source.encode(e)) for e, _ in translation_pairs.read("numbers", "training")}


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_the_cards_figures_are_those_of_the_weights(name):
    """Counted here anew, without the code that made the card."""
    family, kept = name.split("-")[0], zoo.figures(name)
    test = translation_pairs.read(family, "test")
    written = zoo.load_gallery(name).translate_all([english for english, _ in test])
    right = sum(" ".join(w) == " ".join(french) for w, (_, french) in zip(written, test, strict=True))
    assert (kept["exact"]["n"], kept["exact"]["share"]) == (len(test), round(right / len(test), 4))
    assert kept["bleu"]["bleu"] == pytest.approx(bleu(written, [french for _, french in test]), abs=0.01)
    assert kept["exact"]["low"] < kept["exact"]["share"] <= kept["exact"]["high"] or right == 0
    assert sum(row["exact"]["n"] for row in kept["lengths"]) == len(test)
    nearest = translation_pairs.Nearest(translation_pairs.read(family, "training"))
    copies = [nearest(english)[1][1] for english, _ in test[:100]]
    assert sum(copy == french for copy, (_, french) in zip(copies, test[:100], strict=True)) <= kept["nearest"]["exact"]["share"] * len(test)


@pytest.mark.parametrize("name", MODELS)
def test_the_failures_are_real(name):
    kept, model = zoo.figures(name), zoo.load_gallery(name)
    assert len(kept["failures"]) >= 3
    for row in kept["failures"][:3]:
        assert joined(model.translated(tokens(row["read"])).words) == row["wrote"] != row["right"]


def test_the_goals_of_the_gallery_are_met():
    assert zoo.figures("numbers-gru")["exact"]["low"] >= 0.95
    assert zoo.figures("translation-attention")["bleu"]["low"] >= 70


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_the_choice_is_the_best_of_the_search_on_validation_data(name):
    found = searched(name.split("-")[0])[name.split("-")[1]]
    assert found["rates"][str(found["lr"])] == max(found["rates"].values())
    assert found["seeds"][str(found["seed"])] == max(found["seeds"].values())
    kept, model = zoo.figures(name), zoo.load_gallery(name)
    assert (kept["lr"], kept["seed"], kept["steps"]) == (found["lr"], found["seed"], found["steps"])
    scored = translators.scored(name.split("-")[0], model)
    assert scored["exact" if name.startswith("numbers") else "bleu"] == pytest.approx(found["seeds"][str(found["seed"])], abs=0.02 if name.startswith("numbers") else 0.6)


def test_shares_and_bleu_by_length():
    right = [tuple("abcd"), tuple("bcde"), tuple("abcdefgh")]
    written = [tuple("abcd"), tuple("bcdx"), tuple("abcdefgh")]
    rows = translators.by_length([("x",) * n for n in (1, 2, 5)], written, right, [(1, 2), (3, 9)])
    assert [row["exact"]["share"] for row in rows] == [0.5, 1.0] and [row["exact"]["n"] for row in rows] == [2, 1]
    assert rows[1]["bleu"]["bleu"] == 100 > rows[0]["bleu"]["bleu"] > 0
    assert translators.failures([("x",)] * 3, written, right) == [{"read": "x", "wrote": "b c d x", "right": "b c d e"}]
