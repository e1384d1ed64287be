"""The training of the forecasters: choices by the validation years alone, and errors that are what they say."""

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.gallery.forecast_baselines import autoregression, persistence
from rnn_core.gallery.series import sunspots
from rnn_core.train import series
from rnn_core.train.model_selection import searched


def test_the_choice_is_the_best_of_the_search():
    assert set(searched("series")) == set(series.KINDS)
    for kind, found in searched("series").items():
        assert set(map(float, found["rates"])) == set(series.RATES) and set(map(int, found["seeds"])) == set(series.SEEDS)
        assert found["rates"][str(found["lr"])] == min(found["rates"].values()), kind
        assert found["seeds"][str(found["seed"])] == min(found["seeds"].values()), kind
        told = zoo.figures(f"series-{kind}")
        assert (told["lr"], told["seed"], told["steps"]) == (found["lr"], found["seed"], found["steps"])


@pytest.mark.parametrize("kind", series.KINDS)
@pytest.mark.slow
def test_a_training_repeats_to_the_last_bit_and_learns(kind):
    finals = []
    for _ in range(2):
        model = series.new(kind, 1)
        losses = [now.loss for now in series.run(model, 4e-3, 1, steps=30)]
        finals.append((losses, model.forecast(sunspots()[1][:44], 5).tolist()))
    assert finals[0] == finals[1] and np.mean(finals[0][0][-10:]) < 0.8 * np.mean(finals[0][0][:3])


def test_the_scale_and_the_stretches_know_nothing_of_later_years():
    years, values = sunspots()
    past = values[years <= 1864]
    model = series.new("gru", 0)
    assert model.mean == pytest.approx(np.sqrt(past).mean(), abs=1e-3) and len(series.until(1864)) == 165
    ramp = np.arange(100.0) + 1000
    batch = next(series.stretches(model, ramp, 0))
    assert batch.past.shape == (44, 16) and batch.ahead.shape == (22, 16)
    assert len({str(first) for first in batch.past[0]}) > 8


def test_errors_are_forecast_minus_truth_and_end_before_the_last_year():
    years, values = sunspots()
    off = series.errors(persistence, 1990, 2000, 3)
    assert off.shape == (8, 3)  # from 1990 to 1997
    first = int(np.flatnonzero(years == 1990)[0])
    np.testing.assert_array_equal(off[0], values[first] - values[first + 1 : first + 4])
    assert series.rms(np.array([[3.0, 4.0]])) == pytest.approx(np.sqrt(12.5))


def test_the_linear_rivals_are_the_best_of_what_was_tried():
    told = series.linear()
    tried = {(p, roots): series.judged(autoregression(series.until(1864), p, roots)) for roots in (False, True) for p in range(1, 31)}
    order, roots = min(tried, key=tried.get)
    assert next(iter(told)) == f"linear AR({order}){' of square roots' * roots}"
    aic = [autoregression(series.until(1924), p, skip=30).aic for p in range(1, 31)]
    assert list(told)[1] == f"linear AR({int(np.argmin(aic)) + 1})"


def test_a_block_bootstrap_covers_the_truth_of_independent_errors():
    rng = np.random.default_rng(1)
    inside = sum(low <= 1 <= high for low, high in (series.interval(rng.normal(size=(88, 1))) for _ in range(100)))
    assert 84 <= inside <= 100
    same = rng.normal(size=(88, 3))
    assert series.interval(same, same) == [0, 0] and series.interval(same, 2 * same)[0] > 0
