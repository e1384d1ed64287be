"""Two descents over a cliff, and what truncation leaves out, behind bounded caches."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from pages.views.gradient_flow.shared import compute
from pages.views.gradient_flow.shared.measurement import Measurement
from rnn_core.gradients import cases, jacobians
from rnn_core.gradients.measure import truncated

STEPS = 100


@dataclass(frozen=True)
class Descents:
    """The landscape on a grid, and two descents from one place: without clipping, then with it."""

    w: np.ndarray
    b: np.ndarray
    loss: np.ndarray
    paths: dict[str, np.ndarray]  # (steps + 1, 2)
    norms: dict[str, np.ndarray]
    losses: dict[str, np.ndarray]


@st.cache_data(max_entries=4, show_spinner=False)
def landscape() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    w, b = np.linspace(1, 8, 141), np.linspace(-6, 1, 141)
    return w, b, cases.Cliff().loss(w[None, :], b[:, None])


@st.cache_data(max_entries=256, show_spinner=False)
def descents(w: float, b: float, rate: float, clip: float) -> Descents:
    cliff = cases.Cliff()
    paths = {"without clipping": cliff.descend(w, b, rate), f"norm clipped at {clip:g}": cliff.descend(w, b, rate, clip)}
    norms = {name: np.linalg.norm(cliff.slope(places[:, 0], places[:, 1]), axis=0) for name, places in paths.items()}
    losses = {name: cliff.loss(places[:, 0], places[:, 1]) for name, places in paths.items()}
    return Descents(*landscape(), paths, norms, losses)


@st.cache_data(max_entries=64, show_spinner=False)
def truncation_errors(m: Measurement) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Windows, and cell by cell what is missing of ∂L/∂W_hh."""
    T = min(STEPS, m.longest)
    windows = jacobians.lags(T - 1, 24)[1:]
    return windows, {cell: truncated(compute.prefix(m, cell, T), windows) for cell in m.cells}
