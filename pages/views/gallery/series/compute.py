"""Every method's forecast of the sunspots from one year on, behind bounded caches."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from pages.common.theme import CELLS, NETWORKS
from pages.views.gallery.shared import models
from rnn_core.gallery.runs import Run
from rnn_core.gallery.series import AHEAD, READ, sunspots
from rnn_core.train import series


@dataclass(frozen=True)
class Forecasts:
    """Every method's forecast from one year on, beside the record.  years and truth: those read and, as far as they are in the record, those ahead; ahead: by method, AHEAD values."""

    start: int
    years: np.ndarray
    truth: np.ndarray
    ahead: dict[str, np.ndarray]
    errors: dict[str, float]  # root mean squared error over the years whose truth is known; empty when none is

    @property
    def known(self) -> int:
        """Forecast years whose truth is in the record."""
        return max(0, int(self.years[-1]) - self.start)


@st.cache_resource(max_entries=1, show_spinner=False)
def baselines() -> dict[str, Any]:
    return series.rivals()


@st.cache_data(max_entries=256, show_spinner=False)
def runs(start: int) -> dict[str, Run]:
    """Every network's run over the READ values up to the year `start`, and AHEAD years on."""
    years, values = sunspots()
    past = values[(years <= start) & (years > start - READ)]
    return {cell: models.load(f"series-{cell}").run(past, AHEAD, start - READ + 1) for cell in CELLS}


@st.cache_data(max_entries=256, show_spinner=False)
def forecasts(start: int) -> Forecasts:
    years, values = sunspots()
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
