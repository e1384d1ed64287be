import numpy as np

from pages.common import models
from pages.views.home.order import compute


def test_every_line_has_the_same_words():
    assert {tuple(sorted(line)) for line in (*compute.sentences(), *compute.orders())} == {tuple(sorted(compute.sentences()[0]))}
    assert len({*compute.sentences()}) == compute.SHUFFLES + 2


def test_the_batch_says_what_reading_one_line_says():
    lstm = models.completer("lstm")
    found = compute.probabilities(lstm, compute.sentences())
    for row, line in zip(found, compute.sentences(), strict=True):
        read = lstm.read(" ".join(line))
        np.testing.assert_allclose(row, [read.probability("german"), read.probability("french")], rtol=1e-4)


def test_the_swap_turns_gru_and_lstm_and_a_bag_of_words_knows_neither_country():
    found, bag = compute.shares()
    assert all(found[cell][0] > 0.9 and found[cell][1] < 0.1 for cell in ("gru", "lstm"))
    assert 0.3 < bag < 0.7 and abs(found["rnn"][0] - found["rnn"][1]) < 0.1  # the page says that the RNN hardly hears it
