"""How the three forecasters are trained: on the same varied stretches of the past, at the same size, with the same effort.

Every learning rate of RATES is tried with the first seed, SEEDS with the best rate, on the years to 1864; the forecasts of
the years to 1924 choose.  The model that is shipped is then trained by that choice on all years to 1924; the years after it
are the test.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from rnn_core.gallery import sunspots
from rnn_core.gallery.forecast_baselines import Autoregression, Forecast, autoregression, persistence, seasonal
from rnn_core.gallery.series import AHEAD, READ, Forecaster, Stretches
from rnn_core.nn.training import Progress
from rnn_core.train.recipe import RECIPES, recurrent
from rnn_core.train.series_cards import card

Array = np.ndarray
STEPS, SHORT, RATES, SEEDS, BETTER = 400, 400, (5e-4, 1e-3, 2e-3, 4e-3, 8e-3), (0, 1, 2, 3), min
TRAINING_ENDS, VALIDATION_ENDS = 1864, 1924
BATCH, NOISE, SIZES, TEMPO = 16, 0.4, 0.4, 0.1  # how strongly the stretches are varied
LONGEST_ORDER, DRAWS = 30, 2000
KINDS = {"rnn": 22, "gru": 12, "lstm": 10}  # hidden_size, so that all have about 550 parameters


def until(year: int) -> Array:
    years, values = sunspots.series()
    return values[years <= year]


def new(kind: str, seed: int) -> Forecaster:
    """An untrained one; its scale is that of the years to 1864, which all trainings see."""
    roots = np.sqrt(until(TRAINING_ENDS))
    model = Forecaster(kind, mean=round(float(roots.mean()), 3), scale=round(float(roots.std()), 3), hidden_size=KINDS[kind], rng=seed)
    RECIPES["series"].begin(model.rnn, seed)
    return model


def stretches(model: Forecaster, values: Array, seed: int) -> Iterator[Stretches]:
    """Pieces of the past, drawn at random; each a little slower or faster, larger or smaller, what is read with noise."""
    rng, length = np.random.default_rng(seed), READ + AHEAD
    while True:
        starts = rng.integers(0, len(values) - length + 1, BATCH)
        tempo = np.exp(np.clip(rng.normal(0, TEMPO, BATCH), -3 * TEMPO, 3 * TEMPO))
        places = starts + length / 2 + (np.arange(length)[:, None] - length / 2) * tempo
        drawn = np.interp(places, np.arange(len(values)), values) * np.exp(rng.normal(0, SIZES, BATCH))
        noise = rng.normal(0, NOISE, (READ, BATCH)) * rng.random(BATCH)
        read = model.inward(drawn)
        yield Stretches(read[:READ] + noise.astype(model.dtype), read[READ:])


def run(model: Forecaster, lr: float, seed: int, steps: int, last: int = VALIDATION_ENDS) -> Iterator[Progress]:
    """The run that is shipped: on all years that are not the test."""
    return RECIPES["series"].run(model, stretches(model, until(last), seed), lr=lr, steps=steps)


trial = partial(run, last=TRAINING_ENDS)  # the run by which rate and seed are chosen


def score(model: Forecaster) -> float:
    """The closed-loop error in the validation years."""
    return judged(of(model))


# --- forecasts and their errors -------------------------------------------------------------------------------

def of(model: Forecaster) -> Forecast:
    """The model as a forecast like the others: it reads the last 44 years."""
    return lambda values, years: model.forecast(values[-READ:], years)


def errors(forecast: Forecast, first: int, last: int, ahead: int = AHEAD) -> Array:
    """(origins, ahead): forecast minus truth, from every year at whose end it starts, the forecast's years all before `last`."""
    years, values = sunspots.series()
    origins = [k for k, year in enumerate(years) if first <= year and year + ahead <= last]
    return np.array([forecast(values[: k + 1], ahead) - values[k + 1 : k + 1 + ahead] for k in origins])


def rms(off: Array) -> float:
    return float(np.sqrt(np.mean(off * off)))


def judged(forecast: Forecast) -> float:
    """The closed-loop error in the validation years: what rate, seed and order are chosen by."""
    return round(rms(errors(forecast, TRAINING_ENDS, VALIDATION_ENDS)), 3)


def linear() -> dict[str, Autoregression]:
    """Two autoregressions: order and scale chosen by the same validation years; and the counts' own, chosen by AIC."""
    tried = [(p, roots) for roots in (False, True) for p in range(1, LONGEST_ORDER + 1)]
    order, roots = min(tried, key=lambda how: judged(autoregression(until(TRAINING_ENDS), *how)))
    past = until(VALIDATION_ENDS)
    by_aic = min((autoregression(past, p, skip=LONGEST_ORDER) for p in range(1, LONGEST_ORDER + 1)), key=lambda a: a.aic)
    first, second = autoregression(past, order, roots), autoregression(past, by_aic.order)
    return {f"linear AR({first.order}){' of square roots' * first.roots}": first, f"linear AR({second.order})": second}


def rivals() -> dict[str, Forecast]:
    return {"the last year again": persistence, "the last 11 years again": seasonal, **linear()}


def drawn(count: int, seed: int = 0, block: int = 11) -> Array:
    """(DRAWS, count) origins, drawn in blocks of one cycle with replacement: neighbouring origins are alike."""
    rng = np.random.default_rng(seed)
    starts = rng.integers(0, count, (DRAWS, -(-count // block)))
    return ((starts[:, :, None] + np.arange(block)).reshape(DRAWS, -1) % count)[:, :count]


def interval(off: Array, other: Array | None = None) -> list[float]:
    """The 95 % interval of the error over origins, or of how much lower the other's is (block bootstrap, Künsch 1989)."""
    def resampled(e: Array) -> Array:
        return np.sqrt((e * e).mean(1)[drawn(len(e))].mean(1))

    found = resampled(off) if other is None else resampled(other) - resampled(off)
    return [round(float(q), 2) for q in np.quantile(found, [0.025, 0.975])]


def scores(forecast: Forecast) -> dict[str, Any]:
    """One year ahead, and in closed loop over 22 years, in the test years."""
    one, closed = errors(forecast, VALIDATION_ENDS, 2008, 1), errors(forecast, VALIDATION_ENDS, 2008)
    return {"one": round(rms(one), 2), "one_interval": interval(one), "closed": round(rms(closed), 2),
            "closed_interval": interval(closed), "by_year": [round(rms(e), 2) for e in closed.T],
            "bias": round(float(closed.mean()), 2)}


def figures(name: str, model: Forecaster) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    others, mine = rivals(), of(model)
    baseline_scores = {label: scores(forecast) for label, forecast in others.items()}
    best = {how: min(linear(), key=lambda label: baseline_scores[label][how]) for how in ("one", "closed")}
    gained = {how: interval(errors(mine, VALIDATION_ENDS, 2008, ahead), errors(others[best[how]], VALIDATION_ENDS, 2008, ahead))
              for how, ahead in (("one", 1), ("closed", AHEAD))}
    return {"name": name, "cell": model.cell, "parameters": model.size, "recurrent": recurrent(model.params),
            "hidden_size": model.hidden_size,
            "held_out": scores(mine), "baselines": baseline_scores, "best_linear": best, "gained": gained,
            "origins": {"one": len(errors(mine, VALIDATION_ENDS, 2008, 1)), "closed": len(errors(mine, VALIDATION_ENDS, 2008))},
            "levels": levels(), "failures": failures(mine)}


def levels() -> dict[str, float]:
    """The mean of the years that were learned from, and of the test years."""
    before, all_years = until(VALIDATION_ENDS), until(2008)
    return {"before": round(float(before.mean()), 1), "test": round(float(all_years[len(before) :].mean()), 1)}


def failures(forecast: Forecast, count: int = 3) -> list[dict[str, Any]]:
    """The test years that it misses most in closed loop, one from each of its worst forecasts, these eleven years apart."""
    off, found = errors(forecast, VALIDATION_ENDS, 2008), list[dict[str, Any]]()
    _, values = sunspots.series()
    for k in np.argsort(-(off * off).mean(1)):
        if len(found) < count and all(abs(VALIDATION_ENDS + k - row["from"]) >= 11 for row in found):
            ahead = int(np.abs(off[k]).argmax()) + 1
            truth = float(values[len(until(VALIDATION_ENDS)) - 1 + k + ahead])
            found.append({"from": VALIDATION_ENDS + int(k), "year": VALIDATION_ENDS + int(k) + ahead, "truth": round(truth, 1),
                          "said": round(truth + float(off[k, ahead - 1]), 1), "error": round(rms(off[k]), 1)})
    return found


__all__ = ["card", "figures", "new", "run", "score", "trial"]
