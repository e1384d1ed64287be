import math

import pytest

from rnn_core.gallery.naive_bayes import NaiveBayes, grams


def test_grams_are_words_and_pairs_with_the_ends():
    assert grams("not bad") == {"not", "bad", "<s> not", "not bad", "bad </s>"}
    assert grams("not bad", 1) == {"not", "bad"}


def test_the_odds_are_those_reckoned_by_hand():
    bayes = NaiveBayes([("good", True), ("good film", True), ("bad film", False)], smoothing=1.0, longest=1)
    # good texts: good 2, film 1; bad: bad 1, film 1; three words known: totals 6 and 5
    assert bayes.odds("good") == pytest.approx(math.log(2) + math.log(3 / 6) - math.log(1 / 5))
    assert bayes.odds("unheard") == pytest.approx(math.log(2))
    assert bayes.right([("good", True), ("bad", True)]) == 1
