"""What the page measures: what the core says, within a budget whatever a link asks for."""

import time

import numpy as np
import pytest
import streamlit as st

from pages.common import links
from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared import measure
from rnn_core import gradient_flow
from rnn_core.gradients.budget import seconds


def test_what_is_shown_is_what_the_core_says():
    s = measure.setting(GradientFlow(init="keras", forget="2", hidden=12, gain=1.1, scale=0.5, net_seed=4))
    for cell, (row,) in measure.at_length(s, 50).items():
        flow = gradient_flow(cell, length=50, init="keras", forget_bias=2.0, hidden_size=12, gain=1.1, input_scale=0.5, seed=4)
        np.testing.assert_allclose(row[::-1], flow.log10("state"), atol=1e-10)


def test_median_and_spread_are_those_of_the_seeds():
    s = measure.setting(GradientFlow(seeds=3, hidden=8, net_seed=10))
    each = np.stack([gradient_flow("gru", length=20, hidden_size=8, seed=10 + k).log10("state")[::-1] for k in range(3)])
    median, low, high = measure.at_length(s, 20)["gru"]
    np.testing.assert_allclose([median, low, high], [np.median(each, 0), each.min(0), each.max(0)], atol=1e-10)


def test_a_pin_is_measured_as_the_page_measures_now():
    state = GradientFlow(quantity=links.INPUT)
    from pages.views.gradient_flow.length import pins

    assert measure.pinned(state, pins.now(GradientFlow(init="keras")))._replace(among=1) == measure.setting(
        GradientFlow(init="keras", quantity=links.INPUT))


def test_a_pin_keeps_its_filler():
    from pages.views.gradient_flow.length import pins

    one = GradientFlow(inputs=links.SENTENCE, sentence="a … sea", filler=9, seed=2)
    assert measure.pinned(GradientFlow(filler=3, seed=1), pins.now(one))._replace(among=1) == measure.setting(one)


DEAREST = {"hidden": 128, "match": links.SAME_COUNT, "seeds": 8}


@pytest.mark.parametrize("how", [DEAREST, DEAREST | {"quantity": links.JACOBIAN}, DEAREST | {"quantity": links.SHARE, "told": links.EVERY},
                                 {"nets": links.TRAINED, "sentence": "the … sea " * 50, "filler": 80},
                                 {"nets": links.TRAINED, "sentence": "the … sea " * 50, "filler": 80, "quantity": links.JACOBIAN}])
@pytest.mark.slow
def test_no_request_can_ask_for_more_than_its_budget(how):
    """CPU time, with room for a machine three times as slow as the one the figures are from."""
    s = measure.setting(GradientFlow(**how))
    st.cache_resource.clear()
    st.cache_data.clear()
    for cell in measure.CELLS:
        measure.models.completer(cell)
    start = time.process_time()
    if s.quantity == links.JACOBIAN:
        measure.products(s)
    else:
        lengths = measure.plan([s])
        measure.at_length(s, int(lengths[-1]))
        measure.all_lengths(s, tuple(lengths.tolist()))
    took = time.process_time() - start
    assert took < 6


def test_pins_share_the_budget():
    from pages.views.gradient_flow.length import pins

    dear = pins.now(GradientFlow(**DEAREST))
    state = GradientFlow(kept=(dear, pins.now(GradientFlow())))
    every = [measure.setting(state), *(measure.pinned(state, one) for one in state.kept)]
    lengths = measure.plan(every)
    assert len(lengths) >= 20 and seconds(lengths, measure.setting(state).sizes) + 2 * seconds(lengths, every[1].sizes, 8) < 2.5
