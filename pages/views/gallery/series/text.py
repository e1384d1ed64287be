"""The forecasts of sunspots as sentences and rows.  No Streamlit here."""

from typing import Any

from pages.common.theme import NETWORKS
from pages.views.gallery.series.compute import Forecasts
from rnn_core.gallery.series import AHEAD, READ
from rnn_core.train import series

CYCLE = "the last 11 years again"
Figures = dict[str, dict[str, Any]]  # cell → what was measured of it


def what_is_read(f: Forecasts) -> str:
    """Which steps read the record, and which their own output; whether these years were learned from."""
    loop = (f"Steps 1 to {READ} read the record, {f.start - READ + 1} to {f.start}. From step {READ + 1} on nothing comes from outside: "
            f"each step **reads what the step before has written** (the dashed arrows). ")
    if f.start < series.VALIDATION_ENDS:
        last = min(f.start + AHEAD, series.VALIDATION_ENDS)
        return loop + f"**The networks learned from the years to {series.VALIDATION_ENDS}**, so they have seen {f.start + 1} to {last}: this is no test."
    loop += f"The networks learned from the years to {series.VALIDATION_ENDS}: what is forecast here they have **not seen**."
    if f.known < AHEAD:
        loop += f" The record here ends with {int(f.years[-1])}: of the {AHEAD} years, {f.known or 'none'} can be compared."
    return loop


def error_rows(f: Forecasts, figures: Figures) -> list[dict[str, str]]:
    """This forecast's error by method, beside the error over all held-out starting years."""
    held = {NETWORKS[cell][0]: found["held_out"] for cell, found in figures.items()} | figures["gru"]["baselines"]
    return [{"Forecast": label, f"This one, from {f.start}": f"{f.errors[label]:.1f}" if f.errors else "–",
             "Closed loop, 22 years, all starts": with_interval(s, "closed"), "One year ahead": with_interval(s, "one")} for label, s in held.items()]


def with_interval(scores: dict[str, Any], how: str) -> str:
    low, high = scores[f"{how}_interval"]
    return f"{scores[how]:.1f} ({low:.1f}–{high:.1f})"


def comparison_rows(figures: Figures) -> list[dict[str, str]]:
    """Each network against the better of the two linear autoregressions, with the interval of the difference."""
    return [comparison_row(how, ahead, NETWORKS[cell][0], f)
            for how, ahead in (("one", "one year"), ("closed", "22 years, closed loop")) for cell, f in figures.items()]


def comparison_row(how: str, ahead: str, network: str, f: dict[str, Any]) -> dict[str, str]:
    linear, (low, high) = f["best_linear"][how], f["gained"][how]
    error, other = f["held_out"][how], f["baselines"][linear][how]
    return {"Ahead": ahead, "Network": network, "its error": f"{error:.1f}", "the linear model": f"{other:.1f}, {linear}",
            "difference": f"{error - other:+.1f} ({-high:+.1f} to {-low:+.1f})",
            "so it": "beats it" if low > 0 else "does not beat it" if high < 0 else "is not clearly better or worse"}


def comparison_summary(figures: Figures) -> str:
    """In a sentence, as the figures have it."""
    def winners(how: str) -> str:
        return ", ".join(NETWORKS[cell][0] for cell, f in figures.items() if f["gained"][how][0] > 0) or "no network"

    gru = figures["gru"]
    cycle, levels = gru["baselines"][CYCLE]["closed"], gru["levels"]
    below = ", ".join(NETWORKS[cell][0] for cell, f in figures.items() if f["held_out"]["closed"] < cycle) or "none"
    too_low = sorted({f"{-f['held_out']['bias']:.0f}" for f in figures.values()})
    return (f"Held out, **{winners('one')} clearly beats the better linear model one year ahead**, and **{winners('closed')} clearly beats the better "
            f"linear model in closed loop**; there {below} has a smaller error than saying the last 11 years again ({cycle:.1f}). With "
            f"{len(series.until(series.VALIDATION_ENDS))} numbers to learn from, a linear model is hard to beat. All three are far better than saying "
            f"the last year again. The years to {series.VALIDATION_ENDS} had {levels['before']:.0f} spots on average, those after it "
            f"{levels['test']:.0f}: in closed loop the three forecast {' to '.join(dict.fromkeys((too_low[0], too_low[-1])))} too low on average.")


def failure_rows(figures: Figures) -> list[dict[str, str]]:
    return [{"Network": NETWORKS[cell][0], "Forecast from the end of": f"{row['from']}", "Year": f"{row['year']}", "It says": f"{row['said']:.0f}",
             "It was": f"{row['truth']:.0f}"} for cell, f in figures.items() for row in f["failures"][:2]]


def forecast_rows(f: Forecasts) -> list[dict[str, str]]:
    """The chart as a table."""
    truth = dict(zip(f.years.tolist(), f.truth, strict=True))
    return [{"Year": f"{f.start + k}", "Record": f"{truth[f.start + k]:.1f}" if f.start + k in truth else "–"}
            | {label: f"{found[k - 1]:.1f}" for label, found in f.ahead.items()} for k in range(1, AHEAD + 1)]
