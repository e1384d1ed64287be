"""The bars of the next words: their lengths, their order, and the visitor's own word among them."""

import re

import numpy as np

from pages.views.playground.words import next_words
from rnn_core.text.completion import Reading

READING = Reading(("a",), (), ("<s>", "<unk>", "<b>", "two", "three"), np.array([0.0, 0.1, 0.6, 0.3, 0.0]), 0)


def test_a_bar_is_as_long_as_its_probability_and_says_it():
    told = next_words.table("gru", READING)
    assert re.findall(r'style="width:([\d.]+)%', told)[:2] == ["60.00", "30.00"]
    assert re.findall(r'class="un-p">([^<]*)<', told) == ["60.0 %", "30.0 %", "&lt;0.1 %"]
    assert "<b>" not in told and "&lt;b&gt;" in told
    assert next_words.side_by_side({"gru": READING, "lstm": READING}).count("<table") == 2


def test_the_visitors_word_is_marked_or_added_with_its_place():
    among, below = next_words.table("gru", READING, "two", count=2), next_words.table("gru", READING, "three", count=2)
    assert among.count("un-guess") == 1 and among.count("<tr") == 3 and "place 2<" in among
    assert below.count("<tr") == 4 and "place 3<" in below
    assert "un-guess" not in next_words.table("gru", READING, "nobody") + next_words.table("gru", READING)
