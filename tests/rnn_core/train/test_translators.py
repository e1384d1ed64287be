"""The translators' training repeats, and the cards' figures are those of the shipped weights."""

from itertools import pairwise

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.gallery import translation_pairs
from rnn_core.gallery.bleu import bleu
from rnn_core.gallery.translation_words import joined, number_in_words, tokens
from rnn_core.train import numbers, translation, translators
from rnn_core.train.everyday import inputs
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


def right(name, given):
    """How many of these numbers, or (number, French) pairs, are written without a fault: counted without the card's code."""
    pairs = [one if isinstance(one, tuple) else (one, number_in_words(one, "fr")) for one in given]
    written = zoo.load_gallery(name).translate_all([tokens(number_in_words(n, "en")) for n, _ in pairs], rows=500)
    return sum(joined(words) == french for words, (_, french) in zip(written, pairs, strict=True))


@pytest.mark.parametrize("kind", numbers.KINDS)
@pytest.mark.slow
def test_the_whole_lists_on_the_cards_are_what_the_weights_write(kind):
    name, in_data = f"numbers-{kind}", {n for part in translation_pairs.PARTS for n in translation_pairs.numbers(part)}
    lists = {"0 to 999": range(1000), "years, 1000 to 2100": range(1000, 2101), "whole thousands below a million": range(1000, 10**6, 1000),
             numbers.UNTAUGHT: [n for n in range(0, 10**6, 100) if n not in in_data]}
    rows = {row["what"]: row for row in zoo.figures(name)["sweeps"]}
    assert {what: (row["right"], row["n"]) for what, row in rows.items()} == {what: (right(name, some), len(some)) for what, some in lists.items()}
    assert [row["trained"] for row in rows.values()] == [1000, 1101, 999, 0]


@pytest.mark.parametrize("half", ["development", "final"])
@pytest.mark.parametrize("kind", numbers.KINDS)
def test_the_everyday_figures_on_the_cards_are_what_the_weights_write(kind, half):
    lines, trained = inputs("numbers", half), set(translation_pairs.numbers("training"))
    for row in zoo.figures(f"numbers-{kind}")["everyday"][half]:
        some = [(int(n), french) for group, n, french in lines if group == row["group"]]
        assert (row["right"], row["n"]) == (right(f"numbers-{kind}", some), len(some))
        assert row["trained"] == sum(n in trained for n, _ in some)
    assert sum(row["n"] for row in zoo.figures(f"numbers-{kind}")["everyday"][half]) == len(lines) == 80


@pytest.mark.parametrize("kind", numbers.KINDS)
@pytest.mark.slow
def test_the_further_numbers_are_in_no_part_and_as_often_right_as_the_card_says(kind):
    more, drawn = zoo.figures(f"numbers-{kind}")["further"], numbers.unseen()
    parts = {n for part in translation_pairs.PARTS for n in translation_pairs.numbers(part)}
    assert len(set(drawn)) == len(drawn) == 25_000 and not parts & set(drawn) and max(drawn) < 10**6
    assert (more["n"], more["right"]) == (20_000, right(f"numbers-{kind}", drawn[:20_000]))
    assert more["share"] == round(more["right"] / more["n"], 4) and more["low"] <= more["share"] <= more["high"]


@pytest.mark.parametrize("kind", numbers.KINDS)
def test_the_cards_of_numbers_are_made_of_their_figures(kind):
    told = zoo.figures(f"numbers-{kind}")
    assert zoo.card(f"numbers-{kind}") == numbers.card(told)
    scores = told["search"]["seeds"].values()
    assert f"Trained 3 times, from another seed each time, it had {min(scores):.4f} to {max(scores):.4f}" in numbers.card(told)
    for row in told["sweeps"]:
        assert f"| {row['what']} | {row['right']:,} | {row['n']:,} |" in numbers.card(told)
    for half, rows in told["everyday"].items():
        assert f"{sum(row['right'] for row in rows)} of 80" in numbers.card(told), half


def test_the_goals_of_the_gallery_are_met():
    assert zoo.figures("numbers-gru")["exact"]["low"] >= 0.95
    assert zoo.figures("translation-attention")["bleu"]["low"] >= 70


@pytest.mark.parametrize("kind", numbers.KINDS)
def test_what_people_type_first_is_always_right(kind):
    """Round numbers, years, and all up to 999: every one of them is taught."""
    for row in zoo.figures(f"numbers-{kind}")["sweeps"]:
        assert row["right"] == row["n"] or row["what"] == numbers.UNTAUGHT, row


@pytest.mark.parametrize("kind", ["gru", "lstm"])
def test_any_number_below_a_million_is_right_ninety_nine_times_of_a_hundred(kind):
    told = zoo.figures(f"numbers-{kind}")
    assert told["further"]["low"] >= 0.99 and told["exact"]["low"] >= 0.99
    untaught = told["sweeps"][-1]
    assert untaught["what"] == numbers.UNTAUGHT and untaught["right"] >= 0.99 * untaught["n"]


@pytest.mark.parametrize("kind", numbers.KINDS)
def test_the_best_rate_is_not_the_last_and_every_rate_was_tried_in_full(kind):
    """Else a cell would seem worse than it is; the RNN's rate was once the lowest that was tried."""
    found = searched("numbers")[kind]
    rates = sorted(map(float, found["rates"]))
    assert set(numbers.RATES) <= set(rates) and all(b == 2 * a for a, b in pairwise(rates))
    assert rates[0] < found["lr"] < rates[-1] and numbers.SHORT == numbers.STEPS == found["steps"]
    assert set(map(int, found["seeds"])) == set(numbers.SEEDS) and len(numbers.SEEDS) == 3


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_the_choice_is_the_best_of_the_search_on_validation_data(name):
    found = searched(name.split("-")[0])[name.split("-")[1]]
    assert found["rates"][str(found["lr"])] == max(score for score in found["rates"].values() if score is not None)
    assert found["seeds"][str(found["seed"])] == max(found["seeds"].values())
    kept, model = zoo.figures(name), zoo.load_gallery(name)
    assert (kept["lr"], kept["seed"], kept["steps"]) == (found["lr"], found["seed"], found["steps"])
    family = FAMILIES[name.split("-")[0]]
    assert family.score(model) == pytest.approx(found["seeds"][str(found["seed"])], abs=0.005 if family is numbers else 0.6)


def test_shares_and_bleu_by_length():
    right = [tuple("abcd"), tuple("bcde"), tuple("abcdefgh")]
    written = [tuple("abcd"), tuple("bcdx"), tuple("abcdefgh")]
    rows = translators.by_length([("x",) * n for n in (1, 2, 5)], written, right, [(1, 2), (3, 9)])
    assert [row["exact"]["share"] for row in rows] == [0.5, 1.0] and [row["exact"]["n"] for row in rows] == [2, 1]
    assert rows[1]["bleu"]["bleu"] == 100 > rows[0]["bleu"]["bleu"] > 0
    assert translators.failures([("x",)] * 3, written, right) == [{"read": "x", "wrote": "b c d x", "right": "b c d e"}]
