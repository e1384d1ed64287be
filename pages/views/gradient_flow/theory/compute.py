"""What the gradient page's other views compute, behind bounded caches."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from pages.common import links
from pages.views.gradient_flow.shared import measure
from pages.views.gradient_flow.shared.measure import Array, Setting
from rnn_core.gradients import Flow, cases, jacobians
from rnn_core.gradients.measure import truncated
from rnn_core.memory import grid

SHOWN = 100  # steps, where every pair or every lag is a matrix
PAIRS = 40


def has_torch() -> bool:
    try:
        import torch  # noqa: F401
    except ImportError:
        return False
    return True


@dataclass(frozen=True)
class Theory:
    """Of a plain RNN over n steps: log10 of the Jacobian's norm and its bounds by lag; W_hh's spectrum."""

    lags: Array
    actual: Array
    measured: Array
    fixed: Array
    radius: float
    largest: float
    eigenvalues: Array
    hidden_size: int
    steps: int

    @property
    def promised(self) -> Array:
        """log10 ρᵏ."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.lags > 0, self.lags * np.log10(self.radius), 0.0)


def flow_of(case: str, s: Setting) -> Flow:
    if case == links.NON_NORMAL:
        return cases.non_normal(2 * SHOWN)
    return cases.saturated(SHOWN) if case == links.SATURATED else measure.runs(s, "rnn")[0]


@st.cache_data(max_entries=64, show_spinner=False)
def theory(case: str, s: Setting) -> Theory:
    flow = flow_of(case, s)
    n = max(1, min(flow.run.sound, 2 * SHOWN if case == links.NON_NORMAL else SHOWN, flow.length))
    lags = jacobians.lags(n - 1, 64)
    fixed, measured = jacobians.bound(flow.run, n)
    values = jacobians.spectrum(flow.run)
    return Theory(lags, jacobians.spectral_norms(flow.run, np.array([n]), lags)[0], measured[lags], fixed[lags],
                  float(np.abs(values).max()), float(np.linalg.norm(flow.network.params["weight_hh_l0"], 2)), values,
                  flow.network.hidden_size, n)


@st.cache_data(max_entries=64, show_spinner=False)
def singular_values(s: Setting) -> dict[str, dict[int, Array]]:
    """Cell by cell, of ∂s_n/∂s_{n-k} at some lags."""
    return {cell: jacobians.singular_values(measure.runs(s, cell)[0].run, min(SHOWN, s.longest), [1, 5, 20, 50]) for cell in s.cells}


@st.cache_data(max_entries=64, show_spinner=False)
def pairs(s: Setting) -> dict[str, Array]:
    """(T, T) log10 ‖∂s_t/∂s_k‖₂, a row for each t, a column for each k; NaN where k > t."""
    found, cubes = {}, sum((size * (2 if cell == "lstm" else 1)) ** 3 for cell, size in s.sizes.items())
    T = int(min(PAIRS, s.longest, max(8, (1.8e9 / cubes) ** 0.5)))  # so many decompositions fit a request; the same for all
    for cell in s.cells:
        run = measure.runs(s, cell)[0].run
        logs = jacobians.spectral_norms(run, np.arange(1, T + 1), np.arange(T))
        found[cell] = np.array([[logs[t, t - k] if k <= t else np.nan for k in range(T)] for t in range(T)])
    return found


@st.cache_data(max_entries=64, show_spinner=False)
def truncations(s: Setting) -> tuple[Array, dict[str, Array]]:
    """Windows, and cell by cell what is missing of ∂L/∂W_hh."""
    T = min(SHOWN, s.longest)
    windows = jacobians.lags(T - 1, 24)[1:]
    return windows, {cell: truncated(measure.shortened(s, cell, T), windows) for cell in s.cells}


@dataclass(frozen=True)
class Fall:
    """The landscape on a grid, and two descents from one place."""

    w: Array
    b: Array
    loss: Array
    paths: dict[str, Array]
    norms: dict[str, Array]
    losses: dict[str, Array]


@st.cache_data(max_entries=4, show_spinner=False)
def landscape() -> tuple[Array, Array, Array]:
    w, b = np.linspace(1, 8, 141), np.linspace(-6, 1, 141)
    return w, b, cases.Cliff().loss(w[None, :], b[:, None])


@st.cache_data(max_entries=256, show_spinner=False)
def fall(w: float, b: float, rate: float, clip: float) -> Fall:
    cliff = cases.Cliff()
    paths = {"without clipping": cliff.descend(w, b, rate), f"norm clipped at {clip:g}": cliff.descend(w, b, rate, clip)}
    norms = {name: np.linalg.norm(cliff.slope(places[:, 0], places[:, 1]), axis=0) for name, places in paths.items()}
    losses = {name: cliff.loss(places[:, 0], places[:, 1]) for name, places in paths.items()}
    return Fall(*landscape(), paths, norms, losses)


@st.cache_data(max_entries=2, show_spinner=False)
def learned() -> dict[str, Any]:
    return grid.read()


CHECKED = 300  # steps at most: autograd takes a while


@st.cache_data(max_entries=32, show_spinner=False)
def compared(s: Setting, length: int) -> list[dict[str, Any]]:
    """This page's numbers against torch's autograd on the very same weights and inputs: the largest relative difference
    over all steps, cell by cell and quantity by quantity."""
    from rnn_core.torch_models import autograd_flow

    rows, n = [], min(length, CHECKED, s.longest)
    for cell in s.cells:
        flow = measure.shortened(s, cell, n)
        expected = autograd_flow(flow.network, flow.inputs, flow.readouts, flow.loss == "every")
        for quantity in ("hidden", "cell", "state", "input"):
            if quantity not in expected:
                continue
            ours, theirs = flow.log10(quantity), expected[quantity]
            told = theirs > (1e-150 if s.precision == "float64" else 1e-15)  # below, torch's own squares have underflowed
            off = float(np.abs(10.0 ** ours[told] / theirs[told] - 1).max()) if told.any() else 0.0
            rows.append({"cell": cell, "quantity": quantity, "largest": off, "steps": int(told.sum()), "of": n, "length": length})
    return rows
