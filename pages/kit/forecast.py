"""The room that forecasts sunspots: every method's forecast from one year on, behind bounded caches; sentences and rows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from pages.kit import rooms
from pages.kit.theme import NETWORKS
from rnn_core.gallery import sunspots
from rnn_core.gallery.runs import Run
from rnn_core.gallery.series import AHEAD, READ
from rnn_core.train import series

Array = np.ndarray
CELLS = ("rnn", "gru", "lstm")


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
    return {cell: rooms.model(f"series-{cell}").run(values, AHEAD, first) for cell in CELLS}


@st.cache_data(max_entries=256, show_spinner=False)
def forecasts(start: int) -> Forecasts:
    years, values = sunspots.series()
    past = values[years <= start]
    ahead = {NETWORKS[cell][0]: rooms.model(f"series-{cell}").forecast(past[-READ:], AHEAD) for cell in CELLS}
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


def rows(f: Forecasts) -> list[dict[str, str]]:
    """This forecast's error by method, beside the error over all held-out starting years."""
    told = {f"series-{cell}": rooms.figures(f"series-{cell}") for cell in CELLS}
    held = {NETWORKS[cell][0]: told[f"series-{cell}"]["held_out"] for cell in CELLS} | told["series-gru"]["baselines"]
    return [{"Forecast": label, f"This one, from {f.start}": f"{f.errors[label]:.1f}" if f.errors else "–",
             "Closed loop, 22 years, all starts": spread(s, "closed"), "One year ahead": spread(s, "one")} for label, s in held.items()]


def spread(scores: dict[str, Any], how: str) -> str:
    low, high = scores[f"{how}_interval"]
    return f"{scores[how]:.1f} ({low:.1f}–{high:.1f})"


def verdict() -> str:
    """Whether each network beats the better linear autoregression, said plainly, with the interval of the difference."""
    said = []
    for cell in CELLS:
        f = rooms.figures(f"series-{cell}")
        for how, name in (("one", "one year ahead"), ("closed", "in closed loop")):
            rival, (low, high) = f["best_linear"][how], f["gained"][how]
            gain = f["baselines"][rival][how] - f["held_out"][how]
            judged = ("beats" if low > 0 else "does not beat" if high < 0 else "is not clearly better than" if gain > 0 else "is not better than")
            said.append(f"- **{NETWORKS[cell][0]}**, {name}: {judged} {rival} (error lower by {gain:+.1f}, interval {low:+.1f} to {high:+.1f})")
    return "\n".join(said)


def wrong() -> list[dict[str, str]]:
    return [{"Network": NETWORKS[cell][0], "Forecast from the end of": f"{row['from']}", "Year": f"{row['year']}", "It says": f"{row['said']:.0f}",
             "It was": f"{row['truth']:.0f}"} for cell in CELLS for row in rooms.figures(f"series-{cell}")["failures"][:2]]


def points(f: Forecasts) -> list[dict[str, str]]:
    """The chart as a table."""
    truth = dict(zip(f.years.tolist(), f.truth, strict=True))
    return [{"Year": f"{f.start + k}", "Record": f"{truth[f.start + k]:.1f}" if f.start + k in truth else "–"}
            | {label: f"{found[k - 1]:.1f}" for label, found in f.ahead.items()} for k in range(1, AHEAD + 1)]
