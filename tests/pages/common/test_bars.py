"""What a visitor typed comes back escaped, and the bars have the length of their probabilities."""

import re

import numpy as np

from pages.common import bars
from rnn_core.text.completion import Reading

WORDS = ("<s>", "<unk>", "<b>", "two", "three")


def reading(tokens=("a",), unknown=(), p=(0.0, 0.1, 0.6, 0.3, 0.0)):
    return Reading(tuple(tokens), tuple(unknown), WORDS, np.array(p), 0)


def test_words_are_escaped_everywhere():
    attack = "<img src=x onerror=alert(1)>"
    told = bars.words(reading([attack], [attack])) + bars.bars("lstm", reading()) + bars.verdicts({"lstm": reading()})
    assert "<img" not in told and "<b>two" not in told
    assert "&lt;img" in told and "&lt;b&gt;" in told


def test_a_bar_is_as_long_as_its_probability_and_says_it():
    told = bars.bars("gru", reading())
    assert re.findall(r'style="width:([\d.]+)%', told)[:2] == ["60.00", "30.00"]
    assert re.findall(r'class="un-p">([^<]*)<', told) == ["60.0 %", "30.0 %", "&lt;0.1 %"]
    assert [bars.percent(p) for p in (0.99951, 0.9994, 0.5, 0.0004)] == [">99.9 %", "99.9 %", "50.0 %", "<0.1 %"]
    assert bars.side_by_side({"gru": reading(), "lstm": reading()}).count("<table") == 2


def test_unknown_words_and_the_windows_view_are_marked():
    told = bars.words(reading(list("abcdefg"), ["b"]))
    assert told.count("un-seen") - bars.STYLE.count("un-seen") == 5
    assert re.search(r'un-unknown" title="not in the vocabulary">b<', told)


def test_the_visitors_word_is_marked_or_added_with_its_place():
    among, below = bars.bars("gru", reading(), "two", count=2), bars.bars("gru", reading(), "three", count=2)
    assert among.count("un-mine") == 1 and among.count("<tr") == 3 and "place 2<" in among
    assert below.count("<tr") == 4 and "place 3<" in below
    assert "un-mine" not in bars.bars("gru", reading(), "nobody") + bars.bars("gru", reading())
