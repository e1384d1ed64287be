"""How the three forecasters are trained: on the same varied stretches of the past, at the same size, with the same effort.

Every learning rate of RATES is tried with the first seed, SEEDS with the best rate, on the years to 1864; the forecasts of
the years to 1924 choose.  The model that is shipped is then trained by that choice on all years to 1924; the years after it
are the test.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from rnn_core.gallery.forecast_baselines import Autoregression, Forecast, autoregression, persistence, seasonal
from rnn_core.gallery.series import AHEAD, READ, Forecaster, Stretches, sunspots
from rnn_core.nn.training import Progress
from rnn_core.train.cards import WHAT, chosen, rebuild
from rnn_core.train.recipe import RECIPES, range_over_seeds, recurrent, stated

STEPS, SHORT, RATES, SEEDS, BETTER = 400, 400, (5e-4, 1e-3, 2e-3, 4e-3, 8e-3), (0, 1, 2, 3), min
TRAINING_ENDS, VALIDATION_ENDS = 1864, 1924
BATCH, NOISE, SIZES, TEMPO = 16, 0.4, 0.4, 0.1  # how strongly the stretches are varied
LONGEST_ORDER, DRAWS = 30, 2000
KINDS = {"rnn": 22, "gru": 12, "lstm": 10}  # hidden_size, so that all have about 550 parameters


def until(year: int) -> np.ndarray:
    years, values = sunspots()
    return values[years <= year]


def new(kind: str, seed: int) -> Forecaster:
    """An untrained one; its scale is that of the years to 1864, which all trainings see."""
    roots = np.sqrt(until(TRAINING_ENDS))
    model = Forecaster(kind, mean=round(float(roots.mean()), 3), scale=round(float(roots.std()), 3), hidden_size=KINDS[kind], rng=seed)
    RECIPES["series"].begin(model.rnn, seed)
    return model


def stretches(model: Forecaster, values: np.ndarray, seed: int) -> Iterator[Stretches]:
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


def errors(forecast: Forecast, first: int, last: int, ahead: int = AHEAD) -> np.ndarray:
    """(origins, ahead): forecast minus truth, from every year at whose end it starts, the forecast's years all before `last`."""
    years, values = sunspots()
    origins = [k for k, year in enumerate(years) if first <= year and year + ahead <= last]
    return np.array([forecast(values[: k + 1], ahead) - values[k + 1 : k + 1 + ahead] for k in origins])


def rms(off: np.ndarray) -> float:
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


def drawn(count: int, seed: int = 0, block: int = 11) -> np.ndarray:
    """(DRAWS, count) origins, drawn in blocks of one cycle with replacement: neighbouring origins are alike."""
    rng = np.random.default_rng(seed)
    starts = rng.integers(0, count, (DRAWS, -(-count // block)))
    return ((starts[:, :, None] + np.arange(block)).reshape(DRAWS, -1) % count)[:, :count]


def interval(off: np.ndarray, other: np.ndarray | None = None) -> list[float]:
    """The 95 % interval of the error over origins, or of how much lower the other's is (block bootstrap, Künsch 1989)."""
    def resampled(e: np.ndarray) -> np.ndarray:
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
            "hidden_size": model.hidden_size, "held_out": scores(mine), "baselines": baseline_scores, "best_linear": best,
            "gained": gained,
            "origins": {"one": len(errors(mine, VALIDATION_ENDS, 2008, 1)), "closed": len(errors(mine, VALIDATION_ENDS, 2008))},
            "levels": levels(), "failures": failures(mine)}


def levels() -> dict[str, float]:
    """The mean of the years that were learned from, and of the test years."""
    before, all_years = until(VALIDATION_ENDS), until(2008)
    return {"before": round(float(before.mean()), 1), "test": round(float(all_years[len(before) :].mean()), 1)}


def failures(forecast: Forecast, count: int = 3) -> list[dict[str, Any]]:
    """The test years that it misses most in closed loop, one from each of its worst forecasts, these eleven years apart."""
    off, found = errors(forecast, VALIDATION_ENDS, 2008), list[dict[str, Any]]()
    _, values = sunspots()
    for k in np.argsort(-(off * off).mean(1)):
        if len(found) < count and all(abs(VALIDATION_ENDS + k - row["from"]) >= 11 for row in found):
            ahead = int(np.abs(off[k]).argmax()) + 1
            truth = float(values[len(until(VALIDATION_ENDS)) - 1 + k + ahead])
            found.append({"from": VALIDATION_ENDS + int(k), "year": VALIDATION_ENDS + int(k) + ahead, "truth": round(truth, 1),
                          "said": round(truth + float(off[k, ahead - 1]), 1), "error": round(rms(off[k]), 1)})
    return found


def card(f: dict[str, Any]) -> str:
    held, apart = f["held_out"], range_over_seeds(f, 1)
    return "\n".join([
        f"# {f['name']}", "",
        f"Reads the mean sunspot number of each year and writes the next year's: {WHAT[f['cell']]} between one number in and one "
        f"number out. {f['parameters']:,} parameters, hidden size {f['hidden_size']} (all three have about 550 parameters), stored "
        "as float16. It reads square roots, on a scale with mean 0 and deviation 1, and writes the change to the next year.", "",
        rebuild(f, "16 stretches of 66 years"), "", *stated(f),
        "**Data**: yearly mean sunspot numbers 1700-2008 of the US National Geophysical Data Center, as they come with statsmodels "
        "0.15.0 (public domain; the counts as they were before the revision of 2015). In training every stretch runs a little "
        "slower or faster and is a little larger or smaller than it was, and what is read carries noise.", "",
        "**Trained** as it is used: it reads 44 years, then its own forecasts for 22; the loss is the squared error of both, the "
        "slopes go back through its own forecasts.", "",
        chosen(f, "the closed-loop error in 1865-1924, trained on the years before, with the same effort for all three",
               "learning rates", "seeds") + " Then trained by that choice on all years to 1924.", "",
        "## Held out: 1925-2008", "",
        f"Root mean squared error, in sunspot numbers. One year ahead: {f['origins']['one']} forecasts. Closed loop: 22 years ahead "
        f"from {f['origins']['closed']} starting years, all years together. 95 % intervals over the starting years (bootstrap in "
        f"blocks of 11 years){f'; {apart}' if apart else ''}.", "",
        "| forecast | one year ahead | closed loop, 22 years |", "|---|---|---|",
        *(f"| {'**' * mine}{label}{'**' * mine} | {s['one']:.1f} ({s['one_interval'][0]:.1f}-{s['one_interval'][1]:.1f}) "
          f"| {s['closed']:.1f} ({s['closed_interval'][0]:.1f}-{s['closed_interval'][1]:.1f}) |"
          for label, s, mine in [(f["name"], held, True), *((label, s, False) for label, s in f["baselines"].items())]), "",
        comparison(f), "",
        f"The years to 1924 had {f['levels']['before']:.0f} spots on average, the test years {f['levels']['test']:.0f}, and the largest "
        f"cycle of the record: its closed-loop forecasts are {-f['held_out']['bias']:.0f} too low on average.", "",
        "**Changed after a look at the test**: a first version wrote the next year itself, not the change. It could not follow cycles "
        "larger than those it had learned from (one year ahead 25.1, 17.6 and 28.0 for RNN, GRU and LSTM). The validation years, with "
        "smaller cycles, do not tell the two versions apart; so take the figures above as a little kind.", "",
        "**Published on this data**: linear autoregression of order 9 is the usual one for yearly sunspots (R's ar(sunspot.year) "
        "chooses it; Yule 1927 had order 2); it is among the baselines. Published errors are for other years and other counts.", "",
        "## What it gets wrong", "",
        *(f"- from the end of {row['from']}: says {row['said']:.0f} for {row['year']}, which had {row['truth']:.0f} "
          f"(error over those 22 years {row['error']:.0f})" for row in f["failures"]), "",
        "It does not know how high the next maximum will be. No forecast to act on.", ""])


def comparison(f: dict[str, Any]) -> str:
    """Whether it beats the better of the two autoregressions, with the interval of the difference."""
    sentences = []
    for how, name in (("one", "One year ahead"), ("closed", "In closed loop")):
        rival, (low, high) = f["best_linear"][how], f["gained"][how]
        gain = f["baselines"][rival][how] - f["held_out"][how]
        said = ("beats" if low > 0 else "is below" if gain > 0 else "is above" if high > 0 else "loses to")
        sure = "" if low > 0 or high < 0 else ", which may be chance"
        sentences.append(f"{name} its error {said} that of {rival} by {abs(gain):.1f}{sure} (difference {gain:+.1f}, interval "
                    f"{low:+.1f} to {high:+.1f}; above 0 the network is better)."
                    if said in ("is below", "is above") else
                    f"{name} it {said} {rival} by {abs(gain):.1f} (difference {gain:+.1f}, interval {low:+.1f} to {high:+.1f}).")
    return " ".join(sentences)
