import numpy as np

from pages.common import clues
from rnn_core.text.completion import Reading
from rnn_core.text.vocabulary import tokenise


def reading(text, unknown=()):
    return Reading(tuple(tokenise(text)), tuple(unknown), ("<s>", "<unk>", "german"), np.array([0, 0, 1.0]), 0)


def test_unknown_words_are_named_but_not_without_end():
    assert clues.unknown_words(reading("a")) == ""
    assert clues.unknown_words(reading("a", ["zyx"])).startswith("“zyx” is not among the 1 words")
    many = clues.unknown_words(reading("a", [f"w{k}" for k in range(50)]))
    assert "and 42 more are" in many and len(many) < 400


def test_a_clue_is_replaced_by_another_of_its_kind_where_it_stands_last():
    assert clues.replacement(reading("i left germany")) == ("germany", "france", "")
    assert clues.replacement(reading("the grass in france is")) == ("france", "germany", "")
    assert clues.replacement(reading("the grass is"))[:2] == ("grass", "snow")
    assert clues.replace_last(("from", "france", "to", "france", "again"), "france", "spain") == "from france to spain again"
