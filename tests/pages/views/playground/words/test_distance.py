"""Accuracy against distance, with the visitor's sentence in it."""

import pytest

from rnn_core import zoo
from tests.app import captions, shown, visit


@pytest.mark.parametrize("sentence, dotted", [("I grew up in Germany … so I'm fluent in", True), ("grass is", False)])
def test_the_sentence_is_drawn_in_when_it_has_a_country_and_a_place_for_filler(sentence, dotted):
    at = visit(sentence=sentence, look="how far back")
    assert not at.exception and len(at.get("plotly_chart")) == 2
    assert ("Dotted: the probability of *german*" in captions(at)) == dotted
    assert ("1,000 sentences a point, 95 % intervals" in captions(at))


def test_what_people_wrote_comes_first_and_in_words():
    at = visit(look="how far back")
    assert [chart.key for chart in at.get("plotly_chart")] == ["everyday", "distance"]
    assert "With about 64 words between: Window net 0 of 24, " in shown(at) and "forget gate does not know to ignore" in shown(at)


def test_the_table_says_what_the_cards_say():
    html = shown(visit(look="how far back"))
    for name in zoo.NAMES:
        for row in zoo.figures(name)["accuracy"]:
            if row["group"] == "held-out":
                assert f"{row['accuracy']:.3f} ({row['low']:.3f}-{row['high']:.3f})" in html
