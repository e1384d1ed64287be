"""The inputs written by hand: enough of them, in two halves that share nothing, each with an answer that can be given."""

from collections import Counter

import pytest

from rnn_core.gallery.translation_words import number_in_words
from rnn_core.text.corpus.facts import COLOURS, LANGUAGES
from rnn_core.text.vocabulary import tokenise
from rnn_core.train.evaluation import NO_ANSWER
from rnn_core.train.everyday import HALVES, inputs

FAMILIES = ("completion", "stories", "numbers", "sentiment", "entities", "translation")


@pytest.mark.parametrize("family", FAMILIES)
def test_there_are_150_of_a_family_and_none_is_in_both_halves(family):
    first, last = (inputs(family, half) for half in HALVES)
    assert len(first) + len(last) >= 150 and {row[0] for row in first} == {row[0] for row in last}
    texts = [" ".join(tokenise(row[1 if family in ("entities", "numbers", "translation") else 2])) for row in (*first, *last)]
    assert len(set(texts)) == len(texts)


def test_there_are_150_digits_each_drawn_by_itself_and_each_half_has_them_all():
    first, last = (inputs("digits", half) for half in HALVES)
    assert min(len(first), len(last)) >= 75 and {row[0] for row in first} == {row[0] for row in last}
    assert len({strokes for _, _, _, strokes in (*first, *last)}) == len(first) + len(last)
    for half in (first, last):
        assert min(Counter(digit for _, digit, _, _ in half).values()) >= 7 and len({digit for _, digit, _, _ in half}) == 10
        assert all({"thin": "thin", "thick": "thick"}.get(group, "medium") == pen for group, _, pen, _ in half)


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("family", ["completion", "stories"])
def test_a_sentence_calls_for_what_its_clue_says(family, half):
    for group, answer, text in inputs(family, half):
        named = {LANGUAGES[word] for word in tokenise(text) if word in LANGUAGES}
        if group == "near":
            assert answer in COLOURS.values(), text
        elif group == "no-clue":
            assert answer == NO_ANSWER and not named, text
        elif group == "two-countries":
            assert answer in named and len(named) == 2, text
        else:
            assert named == {answer}, text


@pytest.mark.parametrize("half", HALVES)
def test_numbers_and_verdicts_are_right(half):
    assert all(number_in_words(int(number), "fr") == french for _, number, french in inputs("numbers", half))
    assert {verdict for _, verdict, _ in inputs("sentiment", half)} == {"positive", "negative"}


def test_another_half_is_refused():
    with pytest.raises(ValueError, match="development or final; got 'test'"):
        inputs("completion", "test")
