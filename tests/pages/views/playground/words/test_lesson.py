"""The four links tell the story: each is opened, and what its caption claims is looked up."""

from pages.views.playground.words.lesson import STEPS
from rnn_core import zoo
from tests.app import captions, shown, visit


def opened(number):
    return visit(**STEPS[number - 1].state.query())


def test_the_first_two_let_the_class_guess_before_they_answer():
    for number, word, right in ((1, "blue", 4), (2, "german", 2)):
        at = opened(number)
        assert not at.exception and "says *" not in shown(at)
        at.text_input(key="guess").set_value(word).run()
        assert shown(at).count(f"says *{word}*") == right


def test_the_distances_they_tell_are_those_that_the_pages_tell():
    for number, word, said, told in ((1, "blue", "only one word stands between its clue, *sky*, and the blank", "One word stands between the clue *sky*"),
                                     (2, "german", "17 words stand between *germany* and the blank", "17 words stand between the clue *germany*")):
        assert said in STEPS[number - 1].what
        at = opened(number)
        at.text_input(key="guess").set_value(word).run()
        assert told in captions(at)
    assert "17 words stand between the clue *germany*" in captions(visit(look="how far back"))


def test_the_third_watches_and_the_fourth_measures():
    assert len(opened(3).get("bidi_component")) == 1
    at = opened(4)
    assert len(at.get("plotly_chart")) == 2
    last = next(row for row in zoo.figures("completion-lstm")["accuracy"] if (row["group"], row["filler"]) == ("held-out", 80))
    assert f"LSTM {last['accuracy']:.3f}" in shown(at)
