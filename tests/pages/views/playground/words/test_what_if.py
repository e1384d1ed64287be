"""Another clue, or fewer words: the change in log-odds is that of two plain readings."""

import re

import numpy as np
import pytest

from rnn_core import zoo
from tests.app import shown, visit

SENTENCE = "i grew up in germany and then so i speak fluent"


def change(kind, before, after, first, second):
    def odds(text):
        reading = zoo.load(f"completion-{kind}").read(text)
        return np.log(reading.probability(first)) - np.log(reading.probability(second))

    return odds(after) - odds(before)


def told(at):
    """{network: change} as the sentence on the page has it."""
    said = re.search(r"Change in the log-odds of .*: (.*)\.", shown(at))[1]
    return dict(re.fullmatch(r"(.*) ([-+][\d.]+)", part).groups() for part in said.split(", "))


def test_swapping_the_clue():
    at = visit(sentence=SENTENCE, look="what if")
    assert "of *german* against *french*" in shown(at)
    for kind, name in (("window", "Window net"), ("rnn", "RNN"), ("gru", "GRU"), ("lstm", "LSTM")):
        expected = change(kind, SENTENCE, SENTENCE.replace("germany", "france"), "german", "french")
        assert float(told(at)[name]) == pytest.approx(expected, abs=0.006), name
    spanish = visit(sentence=SENTENCE, look="what if", swap="spain")
    assert "of *german* against *spanish*" in shown(spanish)


def test_leaving_words_out_by_the_link_and_by_a_click():
    at = visit(sentence=SENTENCE, look="what if", change="without some words", without="4")
    expected = change("lstm", SENTENCE, SENTENCE.replace(" germany", ""), "german", re.search(r"against \*(\w+)\*", shown(at))[1])
    assert float(told(at)["LSTM"]) == pytest.approx(expected, abs=0.006) and expected < -1
    at = visit(sentence=SENTENCE, look="what if", change="without some words")
    assert any("Choose words above" in notice.value for notice in at.info)
    words = next(element for element in at.get("button_group") if element.key and element.key.startswith("without "))
    words.set_value([4]).run()
    assert float(told(at)["LSTM"]) == pytest.approx(expected, abs=0.006)
    assert at.query_params["without"] == "4"


@pytest.mark.parametrize("query, notice", [
    ({"swap": "narnia"}, "“narnia” is not among"), ({"rival": "german"}, "cannot be weighed against itself"),
    ({"answer": "klingon"}, "“klingon” is not among"), ({"swap": "😀"}, "“😀” is not among"), ({"rival": "**"}, r"“\*\*” is not among")])
def test_words_that_cannot_be_used_are_named(query, notice):
    at = visit(sentence=SENTENCE, look="what if", **query)
    assert any(notice in message.value for message in at.info) and not at.exception


def test_a_sentence_without_a_clue_says_so():
    at = visit(sentence="it was a great pleasure to see the", look="what if")
    assert any("There is no country or coloured thing" in message.value for message in at.info) and not at.exception
