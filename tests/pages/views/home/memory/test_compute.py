import numpy as np
import pytest

from pages.common import links, models
from pages.views.home.memory import compute, text
from rnn_core.text.vocabulary import tokenise

FIRST, SECOND = (" ".join(tokenise(links.OWN.replace("Germany", land))) for land in ("Germany", "France"))
PLACE = FIRST.split().index("germany")


def test_what_differs_differs_from_the_word_on_and_in_the_window_net_for_five_words():
    found = compute.apart(FIRST, SECOND)
    for values in found.values():
        assert not any(values[:PLACE]) and values[PLACE] > 0 and max(values) == 1
    assert all(found["window"][PLACE : PLACE + 5]) and not any(found["window"][PLACE + 5 :])


def test_the_plain_rnn_fades_and_gru_and_lstm_keep_it_as_the_page_says():
    found = compute.apart(FIRST, SECOND)
    assert found["rnn"][-1] < 0.3 and min(found["gru"][PLACE:]) > 0.9 and min(found["lstm"][PLACE:]) > 0.7


def test_the_verdict_names_every_network_once():
    told = text.verdict({"window": [1, 0.0], "rnn": [1, 0.2], "gru": [1, 0.9], "lstm": [1, 0.5]})
    assert told == "The difference is gone in the window net. It has faded in the RNN. It is still there in the GRU and the LSTM."
    assert text.verdict({"gru": [1, 0.9]}) == "It is still there in the GRU."


@pytest.mark.parametrize("kind", ["gru", "lstm"])
def test_a_memory_is_what_a_trace_of_the_network_holds(kind):
    completer = models.completer(kind)
    trace = completer.net.trace(completer.params["embedding.weight"][[0, *completer.vocabulary.encode(FIRST.split())]][:, None])
    expected = trace.c[0, 1:, 0] if kind == "lstm" else trace.output[1:, 0]
    np.testing.assert_array_equal(compute.memory(completer, FIRST), expected)


def test_the_table_shows_exact_zeros_as_such_and_no_markup_of_a_visitors():
    html = text.grid(["<b>", "in"], {"window": [1.0, 0.0], "rnn": [1.0, 0.001]}, 0)
    assert ">0<" in html and ">0.00<" in html and "<b>" not in html
