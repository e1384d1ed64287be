"""The forecasts to be beaten, against what they are by definition."""

import numpy as np
import pytest

from rnn_core.gallery.forecast_baselines import autoregression, persistence, seasonal


def test_the_naive_ones_repeat_a_year_and_a_cycle():
    values = np.arange(30.0)
    assert list(persistence(values, 3)) == [29, 29, 29]
    assert list(seasonal(values, 13)) == [*range(19, 30), 19, 20]


def test_an_autoregression_finds_the_one_that_made_the_series():
    rng, x = np.random.default_rng(0), [50.0, 52.0]
    for _ in range(4000):
        x.append(20 + 1.2 * x[-1] - 0.6 * x[-2] + rng.normal())
    found = autoregression(np.array(x), 2)
    np.testing.assert_allclose(found.weights, [1.2, -0.6], atol=0.05)
    ahead, a, b = [], x[-2], x[-1]
    for _ in range(4):
        a, b = b, found.constant + found.weights[0] * b + found.weights[1] * a
        ahead.append(b)
    np.testing.assert_allclose(found(np.array(x), 4), ahead)
    best = min((autoregression(np.array(x), p, skip=6) for p in range(1, 7)), key=lambda a: a.aic)
    assert best.order in (2, 3) and autoregression(np.array(x), 1, skip=6).aic > best.aic + 100


@pytest.mark.parametrize("roots", [False, True])
def test_counts_are_never_below_zero(roots):
    falling = np.maximum(0, 100 - 9.0 * np.arange(12))
    assert (autoregression(falling[:11], 2, roots)(falling, 8) >= 0).all()
