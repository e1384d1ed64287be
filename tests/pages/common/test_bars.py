"""What a visitor typed comes back escaped, and a bar has the length of its probability."""

import re

import numpy as np

from pages.common import bars
from rnn_core.text.completion import Reading

WORDS = ("<s>", "<unk>", "<b>", "two", "three")


def reading(tokens=("a",), unknown=(), p=(0.0, 0.1, 0.6, 0.3, 0.0)):
    return Reading(tuple(tokens), tuple(unknown), WORDS, np.array(p), 0)


def test_words_are_escaped_everywhere():
    attack = "<img src=x onerror=alert(1)>"
    told = bars.sentence(reading([attack], [attack])) + bars.first_words({"lstm": reading()})
    assert "<img" not in told and "<b><b>" not in told
    assert "&lt;img" in told and "<b>&lt;b&gt;</b> 60.0 %" in told


def test_a_bar_is_as_long_as_its_probability():
    assert 'style="width:60.00%;background:red"' in bars.bar(0.6, "red")
    assert [bars.percent(p) for p in (0.99951, 0.9994, 0.5, 0.0004)] == [">99.9 %", "99.9 %", "50.0 %", "<0.1 %"]


def test_unknown_words_and_the_windows_view_are_marked():
    told = bars.sentence(reading(list("abcdefg"), ["b"]))
    assert told.count("un-seen") - bars.STYLE.count("un-seen") == 5
    assert re.search(r'un-unknown" title="not in the vocabulary">b<', told)
