"""The Jacobian's product and its bounds, behind bounded caches."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from pages.common import links
from pages.views.gradient_flow.shared import compute
from pages.views.gradient_flow.shared.measurement import Measurement
from rnn_core.gradients import Flow, cases, jacobians

STEPS = 100


@dataclass(frozen=True)
class Theory:
    """Of a plain RNN over n steps: log10 of the Jacobian's norm and its bounds by lag; W_hh's spectrum."""

    lags: np.ndarray
    actual: np.ndarray
    measured: np.ndarray
    fixed: np.ndarray
    radius: float
    largest: float
    eigenvalues: np.ndarray
    hidden_size: int

    @property
    def radius_powers(self) -> np.ndarray:
        """log10 ρᵏ."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.lags > 0, self.lags * np.log10(self.radius), 0.0)


def flow_of(case: str, m: Measurement | None) -> Flow:
    """The run of a built case, or of the visitor's own RNN, which `m` then is."""
    if m is None:
        return cases.non_normal(2 * STEPS) if case == links.NON_NORMAL else cases.saturated(STEPS)
    return compute.flows(m, "rnn")[0]


@st.cache_data(max_entries=64, show_spinner=False)
def theory(case: str, m: Measurement | None) -> Theory:
    flow = flow_of(case, m)
    n = max(1, min(flow.run.finite_steps, 2 * STEPS if case == links.NON_NORMAL else STEPS, flow.length))
    lags = jacobians.lags(n - 1, 64)
    fixed, measured = jacobians.bound(flow.run, n)
    values = jacobians.spectrum(flow.run)
    return Theory(lags, jacobians.spectral_norms(flow.run, np.array([n]), lags)[0], measured[lags], fixed[lags], float(np.abs(values).max()),
                  float(np.linalg.norm(flow.network.params["weight_hh_l0"], 2)), values, flow.network.hidden_size)


@st.cache_data(max_entries=64, show_spinner=False)
def singular_values(m: Measurement) -> dict[str, dict[int, np.ndarray]]:
    """Cell by cell, of ∂s_n/∂s_{n-k} at some lags."""
    return {cell: jacobians.singular_values(compute.flows(m, cell)[0].run, min(STEPS, m.longest), [1, 5, 20, 50]) for cell in m.cells}
