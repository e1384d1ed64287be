"""Every length of every line, and the check against autograd, behind bounded caches."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from pages.common import links, models
from pages.views.gradient_flow.length import packing
from pages.views.gradient_flow.shared import compute
from pages.views.gradient_flow.shared.measurement import Measurement
from rnn_core.gradients import jacobians
from rnn_core.gradients.trained import on_text

CHECKED = 300  # steps at most: autograd takes a while


def common_lengths(measurements: list[Measurement]) -> np.ndarray:
    """The lengths at which all of these are measured."""
    if measurements[0].quantity == links.JACOBIAN:
        return measurements[0].lengths
    longest, stride = min(m.longest for m in measurements), max(packing.stride(m.lengths) for m in measurements)
    return np.arange(longest, 0, -stride)[::-1]


def nearest(lengths: np.ndarray, length: int) -> int:
    """The measured length next to the one asked for."""
    return int(lengths[np.abs(lengths - length).argmin()])


@st.cache_data(max_entries=48, show_spinner=False)
def packed_lengths(m: Measurement, chosen: tuple[int, ...]) -> list[list[str]]:
    """The sizes at all these lengths, packed: cell by cell; median, lowest, highest."""
    lengths = np.array(chosen)
    return [[packing.pack(rows[:, : chosen[-1]], lengths) for rows in compute.sizes(m, cell, lengths)] for cell in m.cells]


@st.cache_data(max_entries=64, show_spinner=False)
def words(m: Measurement) -> tuple[list[str], dict[str, str]] | None:
    """What trained networks have read, and the word that each expects in the end."""
    if not m.trained:
        return None
    runs = {cell: on_text(models.completer(cell), m.sentence) for cell in m.cells}
    return next(iter(runs.values()))[1], {cell: answer for cell, (_, _, answer) in runs.items()}


@dataclass(frozen=True)
class Products:
    """log10 ‖∂s_n/∂s_{n-k}‖₂ for lengths n and lags k, and the direct path beside it; each the median of the first `seeds`
    seeds, and with more than one the lowest and the highest."""

    lengths: np.ndarray
    lags: np.ndarray
    seeds: int
    total: dict[str, list[np.ndarray]]
    direct: dict[str, list[np.ndarray]]


@st.cache_data(max_entries=48, show_spinner=False)
def products(m: Measurement) -> Products:
    lengths, count, seeds = m.products
    lags, total, direct = np.union1d(jacobians.lags(int(lengths[-1]) - 1, count), lengths - 1), {}, {}
    for cell in m.cells:
        runs = [flow.run for flow in compute.flows(m, cell)[:seeds]]
        total[cell] = compute.spread(np.stack([jacobians.spectral_norms(run, lengths, lags) for run in runs]))
        paths = [path for path in (jacobians.direct_path(run, lengths, lags) for run in runs) if path is not None]
        if paths:
            direct[cell] = compute.spread(np.stack(paths))
    return Products(lengths, lags, seeds, total, direct)


@st.cache_data(max_entries=32, show_spinner=False)
def autograd_differences(m: Measurement, length: int) -> list[dict[str, Any]]:
    """This page's numbers against torch's autograd on the very same weights and inputs: the largest relative difference
    over all steps, cell by cell and quantity by quantity."""
    from rnn_core.torch_models import autograd_flow

    rows, n = [], min(length, CHECKED, m.longest)
    for cell in m.cells:
        flow = compute.prefix(m, cell, n)
        expected = autograd_flow(flow.network, flow.inputs, flow.readouts, flow.loss == "every")
        for quantity in ("hidden", "cell", "state", "input"):
            if quantity in expected:
                largest, steps = _difference(flow.log10(quantity), expected[quantity], m.dtype)
                rows.append({"cell": cell, "quantity": quantity, "largest": largest, "steps": steps, "of": n, "length": length})
    return rows


def _difference(log10: np.ndarray, theirs: np.ndarray, dtype: str) -> tuple[float, int]:
    """The largest relative difference, and over how many steps: where torch's own squares underflow there is nothing to compare."""
    held = theirs > (1e-150 if dtype == "float64" else 1e-15)
    return float(np.abs(10.0 ** log10[held] / theirs[held] - 1).max(initial=0.0)), int(held.sum())
