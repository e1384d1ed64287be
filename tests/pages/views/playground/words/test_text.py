import numpy as np

from pages.views.playground.words import text as sentences
from rnn_core.text.completion import Reading
from rnn_core.text.vocabulary import tokenise


def reading(text, unknown=()):
    return Reading(tuple(tokenise(text)), tuple(unknown), ("<s>", "<unk>", "german"), np.array([0, 0, 1.0]), 0)


def test_the_clue_is_found_and_its_distance_counted():
    assert sentences.clue(reading("i grew up in germany so i speak fluent")) == ("germany", 4)
    assert "within view" in sentences.clue_distance(reading("i grew up in germany so i speak fluent"))
    assert "out of view" in sentences.clue_distance(reading("i grew up in germany and so i still speak"))
    assert "short facts" in sentences.clue_distance(reading("in germany"))
    assert "short facts" not in sentences.clue_distance(reading("in japan"))
    assert sentences.clue(reading("i left italy and bought some bread")) == ("italy", 4)  # bread is brown, but not the clue
    assert sentences.clue(reading("the bread is")) == ("bread", 1)
    assert sentences.clue(reading("hello there")) is None and sentences.clue_distance(reading("hello there")) == ""


def test_the_distance_is_the_words_between_clue_and_blank_and_its_number_agrees():
    for text, said in (("the color of the sky is", "One word stands between the clue *sky* and the blank: it is within view"),
                       ("she was born in japan", "Nothing stands between the clue *japan* and the blank: it is within view"),
                       ("i grew up in germany so i speak fluent", "4 words stand between the clue *germany* and the blank: it is within view"),
                       ("i grew up in germany so now i speak fluent", "5 words stand between the clue *germany* and the blank: it is out of view"),
                       ("i left japan , so i", "3 words, marks counted, stand between the clue *japan*")):
        assert sentences.clue_distance(reading(text)).startswith(said)


def test_the_summary_names_every_network_with_its_word():
    assert sentences.summary({"gru": reading("a"), "lstm": reading("a")}) == "GRU says *german* (1.00); LSTM says *german* (1.00)."


def sure(text, share):
    return Reading(tuple(tokenise(text)), (), ("<s>", "<unk>", "german", "blue"), np.array([0, 0.9 - share, share, 0.1]), 0)


def test_a_sentence_on_which_none_can_but_guess_is_told():
    assert "No country and no coloured thing" in sentences.unsure({"gru": sure("my dog is called", 0.9)})
    told = sentences.unsure({"gru": sure("i left italy , so i", 0.4), "lstm": sure("i left italy , so i", 0.42)})
    assert "None of the networks is sure" in told and "0.42" in told
    assert sentences.unsure({"gru": sure("i left italy , so i", 0.55), "lstm": sure("i left italy , so i", 0.99)}) == ""
    assert sentences.unsure({"gru": sure("lemons are", 0.9)}) == "" == sentences.unsure({"gru": sure("", 0.9)})


def test_a_plural_is_a_clue_like_its_singular():
    assert sentences.clue(reading("fresh lemons are")) == ("lemons", 1) and sentences.CALLED_FOR["lemons"] == "yellow"
