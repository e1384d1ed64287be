"""Which of several networks is drawn."""

import pytest

from pages.common import links
from pages.views.gallery.shared import unrolled


@pytest.mark.parametrize("kinds, told, name", [
    (["gru", "lstm", "rnn"], "RNN", "RNN"), (["gru", "lstm", "rnn"], links.FIRST_NET, "GRU"), (["gru", "rnn"], "one-way", "GRU"),
    (["two-way RNN", "one-way RNN"], "one-way", "one-way RNN"), (["with attention", "without attention"], "without attention", "without attention"),
    (["your wiring"], "LSTM", "your wiring")])
def test_the_link_names_the_network_that_is_drawn(kinds, told, name):
    assert unrolled.drawn_network(kinds, told) == name
    assert unrolled.link_name(name) in (told, links.FIRST_NET, "GRU") and all(unrolled.link_name(net) == net for net in links.NETS)


def test_where_the_link_names_none_the_usual_one_is_drawn_wherever_it_stands():
    kinds = ["rnn", "gru", "lstm"]
    assert unrolled.drawn_network(kinds, links.FIRST_NET, "gru") == "GRU" and unrolled.drawn_network(kinds, "LSTM", "gru") == "LSTM"
