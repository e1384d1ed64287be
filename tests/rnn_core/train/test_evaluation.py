"""Shares and comparisons against what can be worked out otherwise."""

from math import comb

import pytest

from rnn_core.train.evaluation import mcnemar


@pytest.mark.parametrize("first, second", [(154, 110), (119, 164), (141, 106), (50, 50)])
def test_a_paired_comparison_is_close_to_the_exact_binomial_one(first, second):
    z, p = mcnemar(first, second)
    n, more = first + second, max(first, second)
    exact = min(1.0, 2 * sum(comb(n, k) for k in range(more, n + 1)) / 2**n)
    assert (z > 0) == (first > second) and abs(p - exact) < 0.011 + 0.08 * (first == second)
    assert mcnemar(second, first) == (-z, p)


def test_readers_that_never_differ_are_not_told_apart():
    assert mcnemar(0, 0) == (0.0, 1.0) and mcnemar(154, 110) == (pytest.approx(2.708, abs=1e-3), pytest.approx(0.0068, abs=1e-4))
