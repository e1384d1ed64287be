import numpy as np

from pages.kit import told
from rnn_core.completion import Reading
from rnn_core.vocabulary import tokenise


def reading(text, unknown=()):
    return Reading(tuple(tokenise(text)), tuple(unknown), ("<s>", "<unk>", "german"), np.array([0, 0, 1.0]), 0)


def test_the_clue_is_found_and_its_distance_counted():
    assert told.clue(reading("i grew up in germany so i speak fluent")) == ("germany", 4)
    assert "within view" in told.distance(reading("i grew up in germany so i speak fluent"))
    assert "out of view" in told.distance(reading("i grew up in germany and so i still speak"))
    assert "short facts" in told.distance(reading("in germany"))
    assert "short facts" not in told.distance(reading("in japan"))
    assert told.clue(reading("i left italy and bought some bread")) == ("italy", 4)  # bread is brown, but not the clue
    assert told.clue(reading("the bread is")) == ("bread", 1)
    assert told.clue(reading("hello there")) is None and told.distance(reading("hello there")) == ""


def test_the_distance_is_the_words_between_clue_and_blank_and_its_number_agrees():
    for text, said in (("the color of the sky is", "One word stands between the clue *sky* and the blank: it is within view"),
                       ("she was born in japan", "Nothing stands between the clue *japan* and the blank: it is within view"),
                       ("i grew up in germany so i speak fluent", "4 words stand between the clue *germany* and the blank: it is within view"),
                       ("i grew up in germany so now i speak fluent", "5 words stand between the clue *germany* and the blank: it is out of view"),
                       ("i left japan , so i", "3 words, marks counted, stand between the clue *japan*")):
        assert told.distance(reading(text)).startswith(said)


def test_unknown_words_are_named_but_not_without_end():
    assert told.unknown(reading("a")) == ""
    assert told.unknown(reading("a", ["zyx"])).startswith("“zyx” is not among the 1 words")
    many = told.unknown(reading("a", [f"w{k}" for k in range(50)]))
    assert "and 42 more are" in many and len(many) < 400


def test_the_summary_names_every_network_with_its_word():
    assert told.summary({"gru": reading("a"), "lstm": reading("a")}) == "GRU says *german* (1.00); LSTM says *german* (1.00)."
