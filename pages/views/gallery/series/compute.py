"""The room that forecasts sunspots: every method's forecast from one year on, behind bounded caches; sentences and rows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from pages.common.theme import NETWORKS
from pages.views.gallery.shared import models
from rnn_core.gallery import sunspots
from rnn_core.gallery.runs import Run
from rnn_core.gallery.series import AHEAD, READ
from rnn_core.train import series

Array = np.ndarray
CELLS, CYCLE = ("rnn", "gru", "lstm"), "the last 11 years again"


@dataclass(frozen=True)
class Forecasts:
    """years and truth: those read and, as far as they are in the record, those ahead; ahead: by method, AHEAD values."""

    start: int
    years: Array
    truth: Array
    ahead: dict[str, Array]
    errors: dict[str, float]  # root mean squared error over the years whose truth is known; empty when none is

    @property
    def known(self) -> int:
        """Forecast years whose truth is in the record."""
        return max(0, int(self.years[-1]) - self.start)


@st.cache_resource(max_entries=1, show_spinner=False)
def rivals() -> dict[str, Any]:
    return series.rivals()


def read(start: int) -> tuple[Array, int]:
    """The READ values up to the year `start`, and the year they begin with."""
    years, values = sunspots.series()
    return values[(years <= start) & (years > start - READ)], start - READ + 1


@st.cache_data(max_entries=256, show_spinner=False)
def runs(start: int) -> dict[str, Run]:
    values, first = read(start)
    return {cell: models.load(f"series-{cell}").run(values, AHEAD, first) for cell in CELLS}


@st.cache_data(max_entries=256, show_spinner=False)
def forecasts(start: int) -> Forecasts:
    years, values = sunspots.series()
    past = values[years <= start]
    ahead = {NETWORKS[cell][0]: models.load(f"series-{cell}").forecast(past[-READ:], AHEAD) for cell in CELLS}
    ahead |= {label: rival(past, AHEAD) for label, rival in rivals().items()}
    truth = values[(years > start) & (years <= start + AHEAD)]
    errors = {label: series.rms(found[: len(truth)] - truth) for label, found in ahead.items()} if len(truth) else {}
    shown = (years > start - READ) & (years <= start + AHEAD)
    return Forecasts(start, years[shown], values[shown], ahead, errors)


def told(f: Forecasts) -> str:
    """Which steps read the record, and which their own output; whether these years were learned from."""
    said = (f"Steps 1 to {READ} read the record, {f.start - READ + 1} to {f.start}. From step {READ + 1} on nothing comes from outside: "
            f"each step **reads what the step before has written** (the dashed arrows). ")
    if f.start < series.VALIDATION_ENDS:
        last = min(f.start + AHEAD, series.VALIDATION_ENDS)
        return said + f"**The networks learned from the years to {series.VALIDATION_ENDS}**, so they have seen {f.start + 1} to {last}: this is no test."
    said += f"The networks learned from the years to {series.VALIDATION_ENDS}: what is forecast here they have **not seen**."
    if f.known < AHEAD:
        said += f" The record here ends with {int(f.years[-1])}: of the {AHEAD} years, {f.known or 'none'} can be compared."
    return said


def figures_of(cell: str) -> dict[str, Any]:
    return models.figures(f"series-{cell}")


def rows(f: Forecasts) -> list[dict[str, str]]:
    """This forecast's error by method, beside the error over all held-out starting years."""
    held = {NETWORKS[cell][0]: figures_of(cell)["held_out"] for cell in CELLS} | figures_of("gru")["baselines"]
    return [{"Forecast": label, f"This one, from {f.start}": f"{f.errors[label]:.1f}" if f.errors else "–",
             "Closed loop, 22 years, all starts": spread(s, "closed"), "One year ahead": spread(s, "one")} for label, s in held.items()]


def spread(scores: dict[str, Any], how: str) -> str:
    low, high = scores[f"{how}_interval"]
    return f"{scores[how]:.1f} ({low:.1f}–{high:.1f})"


def compared() -> list[dict[str, str]]:
    """Each network against the better of the two linear autoregressions, with the interval of the difference."""
    found = []
    for how, name in (("one", "one year"), ("closed", "22 years, closed loop")):
        for cell in CELLS:
            f = figures_of(cell)
            rival, (low, high) = f["best_linear"][how], f["gained"][how]
            mine, other = f["held_out"][how], f["baselines"][rival][how]
            found.append({"Ahead": name, "Network": NETWORKS[cell][0], "its error": f"{mine:.1f}", "the linear model": f"{other:.1f}, {rival}",
                          "difference": f"{mine - other:+.1f} ({-high:+.1f} to {-low:+.1f})",
                          "so it": "beats it" if low > 0 else "does not beat it" if high < 0 else "is not clearly better or worse"})
    return found


def verdict() -> str:
    """In a sentence, as the figures have it."""
    figures = {NETWORKS[cell][0]: figures_of(cell)["gained"] for cell in CELLS}
    better = {how: [name for name, gained in figures.items() if gained[how][0] > 0] for how in ("one", "closed")}
    said = [f"{', '.join(names) if names else 'no network'} clearly beats the better linear model {how}"
            for how, names in (("one year ahead", better["one"]), ("in closed loop", better["closed"]))]
    cycle = figures_of("gru")["baselines"][CYCLE]["closed"]
    below = [NETWORKS[cell][0] for cell in CELLS if figures_of(cell)["held_out"]["closed"] < cycle]
    said.append(f"there {', '.join(below) if below else 'none'} has a smaller error than saying the last 11 years again ({cycle:.1f})")
    levels = figures_of("gru")["levels"]
    low = sorted({f"{-figures_of(cell)['held_out']['bias']:.0f}" for cell in CELLS})
    return (f"Held out, **{said[0]}**, and **{said[1]}**; {said[2]}. With {len(series.until(series.VALIDATION_ENDS))} numbers to learn "
            "from, a linear model is hard to beat. All three are far better than saying the last year again. "
            f"The years to {series.VALIDATION_ENDS} had {levels['before']:.0f} spots on average, those after it {levels['test']:.0f}: in closed loop the "
            f"three forecast {' to '.join(dict.fromkeys((low[0], low[-1])))} too low on average.")


def wrong() -> list[dict[str, str]]:
    return [{"Network": NETWORKS[cell][0], "Forecast from the end of": f"{row['from']}", "Year": f"{row['year']}", "It says": f"{row['said']:.0f}",
             "It was": f"{row['truth']:.0f}"} for cell in CELLS for row in figures_of(cell)["failures"][:2]]


def points(f: Forecasts) -> list[dict[str, str]]:
    """The chart as a table."""
    truth = dict(zip(f.years.tolist(), f.truth, strict=True))
    return [{"Year": f"{f.start + k}", "Record": f"{truth[f.start + k]:.1f}" if f.start + k in truth else "–"}
            | {label: f"{found[k - 1]:.1f}" for label, found in f.ahead.items()} for k in range(1, AHEAD + 1)]
