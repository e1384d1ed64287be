from pages.common import models
from pages.views.home.cost import text


def test_multiplications_are_the_entries_of_the_matrices():
    for cell in ("rnn", "gru", "lstm"):
        net = models.completer(cell).net
        entries = sum(net.params[f"weight_{name}_l0"].size for name in ("ih", "hh"))
        assert text.multiplications(cell, net.input_size, net.hidden_size) == entries


def test_the_scores_are_the_cards():
    figures = {cell: models.figures(f"completion-{cell}") for cell in ("rnn", "gru", "lstm")}
    rows = text.rows(figures, dict.fromkeys(figures, (64, 128)))
    assert rows[-1] == {"Cell": "Far clue: right", "RNN": "36 of 84", "GRU": "83 of 84", "LSTM": "84 of 84"}
