"""Every length, within a budget whatever a link asks for."""

import time

import pytest
import streamlit as st

from pages.common import links, models
from pages.common.links import GradientFlow
from pages.views.gradient_flow.length import compute, pins
from pages.views.gradient_flow.shared.compute import at_length
from pages.views.gradient_flow.shared.measurement import CELLS, Measurement
from rnn_core.gradients.budget import seconds

MOST_EXPENSIVE = {"hidden": 128, "match": links.SAME_COUNT, "seeds": 8}


@pytest.mark.parametrize("how", [MOST_EXPENSIVE, MOST_EXPENSIVE | {"quantity": links.JACOBIAN}, MOST_EXPENSIVE | {"quantity": links.SHARE, "told": links.EVERY},
                                 {"nets": links.TRAINED, "sentence": "the … sea " * 50, "filler": 80},
                                 {"nets": links.TRAINED, "sentence": "the … sea " * 50, "filler": 80, "quantity": links.JACOBIAN}])
@pytest.mark.slow
def test_no_request_can_ask_for_more_than_its_budget(how):
    """CPU time, with room for a machine three times as slow as the one the figures are from."""
    m = Measurement.of(GradientFlow(**how))
    st.cache_resource.clear()
    st.cache_data.clear()
    for cell in CELLS:
        models.completer(cell)
    start = time.process_time()
    if m.quantity == links.JACOBIAN:
        compute.products(m)
    else:
        lengths = compute.common_lengths([m])
        at_length(m, int(lengths[-1]))
        compute.packed_lengths(m, tuple(lengths.tolist()))
    took = time.process_time() - start
    assert took < 6


def test_pins_share_the_budget():
    state = GradientFlow(kept=(pins.values(GradientFlow(**MOST_EXPENSIVE)), pins.values(GradientFlow())))
    every = [Measurement.of(each) for each in (state, *pins.pinned_states(state))]
    lengths = compute.common_lengths(every)
    assert len(every) == 3 and len(lengths) >= 20
    assert seconds(lengths, every[0].sizes) + 2 * seconds(lengths, every[1].sizes, 8) < 2.5
