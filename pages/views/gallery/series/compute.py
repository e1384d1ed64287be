"""Every method's forecast of the sunspots from one year on, behind bounded caches."""

from typing import Any

import streamlit as st

from pages.common.theme import NETWORKS
from pages.views.gallery.series.forecasts import Forecasts
from pages.views.gallery.shared import models
from rnn_core.gallery import sunspots
from rnn_core.gallery.runs import Run
from rnn_core.gallery.series import AHEAD, READ
from rnn_core.train import series

CELLS = ("rnn", "gru", "lstm")


@st.cache_resource(max_entries=1, show_spinner=False)
def baselines() -> dict[str, Any]:
    return series.rivals()


@st.cache_data(max_entries=256, show_spinner=False)
def runs(start: int) -> dict[str, Run]:
    """Every network's run over the READ values up to the year `start`, and AHEAD years on."""
    years, values = sunspots.series()
    past = values[(years <= start) & (years > start - READ)]
    return {cell: models.load(f"series-{cell}").run(past, AHEAD, start - READ + 1) for cell in CELLS}


@st.cache_data(max_entries=256, show_spinner=False)
def forecasts(start: int) -> Forecasts:
    years, values = sunspots.series()
    past = values[years <= start]
    ahead = {NETWORKS[cell][0]: models.load(f"series-{cell}").forecast(past[-READ:], AHEAD) for cell in CELLS}
    ahead |= {label: method(past, AHEAD) for label, method in baselines().items()}
    truth = values[(years > start) & (years <= start + AHEAD)]
    errors = {label: series.rms(found[: len(truth)] - truth) for label, found in ahead.items()} if len(truth) else {}
    shown = (years > start - READ) & (years <= start + AHEAD)
    return Forecasts(start, years[shown], values[shown], ahead, errors)


def figures() -> dict[str, dict[str, Any]]:
    """What was measured of every network."""
    return {cell: models.figures(f"series-{cell}") for cell in CELLS}
