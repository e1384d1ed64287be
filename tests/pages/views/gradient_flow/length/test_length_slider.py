"""Measurements as the browser's data."""

import numpy as np
import pytest

from pages.common import links
from pages.common.links import GradientFlow
from pages.views.gradient_flow.length import compute, length_slider
from pages.views.gradient_flow.shared.compute import at_length, flows
from pages.views.gradient_flow.shared.measurement import Measurement
from rnn_core.gradients import jacobians


@pytest.mark.slow
def test_a_products_line_has_its_spread_and_a_usable_slider():
    m = Measurement.of(GradientFlow(quantity=links.JACOBIAN, hidden=16, seeds=3, kept=()))
    found = compute.products(m)
    line = length_slider.product_lines(found)[0]
    assert line["seeds"] == 3 and len(found.lengths) >= 10 and found.lengths[-1] == 1000
    n = int(found.lengths[-1])
    for (lag, median, low, high), k in zip(line["points"][n], range(len(found.lags)), strict=False):
        single = [float(jacobians.spectral_norms(flow.run, np.array([n]), np.array([lag]))[0, 0]) for flow in flows(m, "rnn")]
        assert (low, median, high) == tuple(np.round(1000 * np.sort(single)).astype(int)), k
    expensive = Measurement.of(GradientFlow(quantity=links.JACOBIAN, hidden=128, seeds=5, kept=()))
    assert len(expensive.lengths) >= 5 and expensive.lengths[-1] >= 60


def test_pins_and_direct_paths_are_dashed_each_in_its_own_way():
    m = Measurement.of(GradientFlow(hidden=4))
    dashes = [length_slider.lines(m, at_length(m, 5), pin)[0]["dash"] for pin in (0, 1, 2)] + [length_slider.line("gru", 1, direct=True)["dash"]]
    assert dashes[0] == "" and len(set(dashes)) == 4
