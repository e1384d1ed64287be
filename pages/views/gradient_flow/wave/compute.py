"""The Jacobian's product between every two steps, behind a bounded cache."""

import numpy as np
import streamlit as st

from pages.views.gradient_flow.shared import compute
from pages.views.gradient_flow.shared.measurement import Measurement
from rnn_core.gradients import jacobians

STEPS, BUDGET = 40, 1.8e9  # of the pairs at most; the cubes of matrices' sizes that may be decomposed for one request


@st.cache_data(max_entries=64, show_spinner=False)
def pairs(m: Measurement) -> dict[str, np.ndarray]:
    """(T, T) log10 ‖∂s_t/∂s_k‖₂, a row for each t, a column for each k; NaN where k > t.  T is the same for all cells."""
    cubes = sum((size * (2 if cell == "lstm" else 1)) ** 3 for cell, size in m.sizes.items())
    T = int(min(STEPS, m.longest, max(8, (BUDGET / cubes) ** 0.5)))
    found = {}
    for cell in m.cells:
        logs = jacobians.spectral_norms(compute.flows(m, cell)[0].run, np.arange(1, T + 1), np.arange(T))
        found[cell] = np.array([[logs[t, t - k] if k <= t else np.nan for k in range(T)] for t in range(T)])
    return found
