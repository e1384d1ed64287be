"""n-grams against the formula worked out one character at a time."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core.text.ngrams import ngram_bits


def by_hand(training, test, size, order):
    def p(c, context, n):
        if n == 0:
            return 1 / size
        head = context[len(context) - (n - 1):]
        after = Counter(training[k] for k in range(len(training))
                        if ([0] * (n - 1) + training)[k : k + n - 1] == head)
        lower = p(c, context, n - 1)
        return (after[c] + len(after) * lower) / (sum(after.values()) + len(after)) if after else lower

    padded = [0] * (order - 1) + test
    return -np.mean([np.log2(p(test[t], padded[t : t + order - 1], order)) for t in range(1, len(test))])


@given(st.lists(st.integers(0, 3), min_size=3, max_size=25), st.lists(st.integers(0, 3), min_size=2, max_size=12), st.integers(1, 4))
def test_bits_are_the_formulas(training, test, order):
    assert ngram_bits(np.array(training), np.array(test), 4, order) == pytest.approx(by_hand(training, test, 4, order), rel=1e-12)


def test_a_text_that_repeats_costs_nothing_once_its_context_is_long_enough():
    ids = np.array([0, 1, 2, 1] * 500)
    assert ngram_bits(ids, ids, 3, 1) == pytest.approx(1.5, abs=0.01)
    assert ngram_bits(ids, ids, 3, 2) == pytest.approx(0.5, abs=0.01)
    assert ngram_bits(ids, ids, 3, 3) < 0.02


def test_contexts_that_cannot_be_numbered_are_refused():
    with pytest.raises(ValueError, match="160 characters in contexts of 9 are too many"):
        ngram_bits(np.zeros(4, int), np.zeros(4, int), 160, 9)
