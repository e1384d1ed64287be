"""The runs of a measurement and the sizes of their gradients, behind bounded caches."""

import numpy as np
import streamlit as st

from pages.common import links, models
from pages.views.gradient_flow.shared.measurement import Measurement
from rnn_core.gradients import Flow, gradient_flow
from rnn_core.gradients.trained import on_text

QUANTITIES = {links.STATE: "state", links.HIDDEN: "hidden", links.CELL: "cell", links.INPUT: "input"}


@st.cache_resource(max_entries=24, show_spinner=False)
def flow(m: Measurement, cell: str, seed: int, longest: int) -> Flow:
    """The run, forward; a sweep back is taken from it later."""
    if m.trained:
        return on_text(models.completer(cell), m.sentence, loss=m.loss, dtype=m.dtype)[0]
    return gradient_flow(
        cell, length=longest, hidden_size=m.sizes[cell], init=m.init, nonlinearity=m.nonlinearity if cell == "rnn" else "tanh",
        forget_bias=m.forget_bias, gain=m.gain, radius=m.radius, inputs=m.inputs, input_scale=m.input_scale,
        sentence=m.sentence, loss=m.loss, dtype=m.dtype, seed=m.seed + seed)


def flows(m: Measurement, cell: str) -> list[Flow]:
    """One a seed."""
    key = m._replace(quantity=links.STATE, from_one=False, sharing=1)  # the run is the same whatever is measured of it
    return [flow(key, cell, seed, m.longest) for seed in range(m.seeds)]


def prefix(m: Measurement, cell: str, length: int) -> Flow:
    """The first seed's network on the first steps of its input."""
    whole = flows(m, cell)[0]
    return Flow.of(whole.network, whole.inputs[:length], whole.readouts[:length], whole.loss)


def sizes(m: Measurement, cell: str, lengths: np.ndarray) -> list[np.ndarray]:
    """(lengths, T) log10 of what is measured: the spread over the seeds."""
    found = np.stack([f.weight_shares(lengths) if m.quantity == links.SHARE else f.of_prefixes(QUANTITIES[m.quantity], lengths)
                      for f in flows(m, cell)])
    return spread(found - np.take_along_axis(found, (lengths - 1)[None, :, None], 2) if m.from_one else found)


def spread(found: np.ndarray) -> list[np.ndarray]:
    """Over the seeds, along the first axis: the (lower) median, and with more than one the lowest and the highest."""
    if len(found) == 1:
        return [found[0]]
    ordered = np.sort(found, 0)
    return [ordered[(len(found) - 1) // 2], ordered[0], ordered[-1]]


@st.cache_data(max_entries=256, show_spinner=False)
def at_length(m: Measurement, length: int) -> dict[str, list[np.ndarray]]:
    """Cell by cell the sizes at one length, lag 0 first; median, lowest, highest."""
    return {cell: [row[0, :length][::-1] for row in sizes(m, cell, np.array([length]))] for cell in m.cells}
