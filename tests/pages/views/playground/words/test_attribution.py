"""Influence, as the core measures it."""

import pytest

from pages.views.playground.words.tinted_words import short_number
from rnn_core import zoo
from rnn_core.text.attribution import by_deletion, by_gradient
from tests.app import captions, shown, visit

SENTENCE = "i grew up in germany so i speak fluent"


@pytest.mark.parametrize("measure, by", [("deletion", by_deletion), ("gradient", by_gradient)])
@pytest.mark.parametrize("compare", ["all alike", "each network by itself"])
def test_every_word_has_its_measured_influence(measure, by, compare):
    found = {kind: by(zoo.load(f"completion-{kind}").in_float64(), SENTENCE, "german") for kind in ("window", "rnn", "gru", "lstm")}
    html, largest = shown(visit(sentence=SENTENCE, look="what mattered", measure=measure, compare=compare)), {
        kind: abs(values).max() for kind, values in found.items()}
    for kind, values in found.items():
        full = max(largest.values()) if compare == "all alike" else largest[kind]
        for token, value in zip(SENTENCE.split(), values, strict=True):
            assert f"{token}<small>{short_number(float(value), full)}</small>" in html, (kind, token)
    assert html.count("un-influence") >= 4


def test_the_answer_can_be_another_and_an_unknown_one_is_told():
    assert "log p(french)" in captions(visit(sentence=SENTENCE, look="what mattered", answer="French"))
    at = visit(sentence=SENTENCE, look="what mattered", answer="klingon")
    assert any("“klingon” is not among" in notice.value for notice in at.info) and "log p(german)" in captions(at)
