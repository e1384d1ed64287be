"""What the page measures: what the core says."""

import numpy as np

from pages.common import links
from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared import compute
from pages.views.gradient_flow.shared.measurement import CELLS, Measurement
from rnn_core import gradient_flow


def test_what_is_shown_is_what_the_core_says():
    m = Measurement.of(GradientFlow(init="keras", forget="2", hidden=12, gain=1.1, scale=0.5, net_seed=4))
    for cell, (row,) in compute.at_length(m, 50).items():
        flow = gradient_flow(cell, length=50, init="keras", forget_bias=2.0, hidden_size=12, gain=1.1, input_scale=0.5, seed=4)
        np.testing.assert_allclose(row[::-1], flow.log10("state"), atol=1e-10)


def test_the_cells_stand_in_one_order_everywhere():
    assert CELLS == ("rnn", "gru", "lstm") == tuple(compute.at_length(Measurement.of(GradientFlow(hidden=4)), 3))


def test_median_and_spread_are_those_of_the_seeds():
    m = Measurement.of(GradientFlow(seeds=3, hidden=8, net_seed=10))
    each = np.stack([gradient_flow("gru", length=20, hidden_size=8, seed=10 + k).log10("state")[::-1] for k in range(3)])
    median, low, high = compute.at_length(m, 20)["gru"]
    np.testing.assert_allclose([median, low, high], [np.median(each, 0), each.min(0), each.max(0)], atol=1e-10)


def test_the_gain_can_be_the_spectral_radius():
    m = Measurement.of(GradientFlow(rescale=links.RADIUS, gain=1.3, hidden=6))
    flow = gradient_flow("rnn", length=15, hidden_size=6, radius=1.3)
    np.testing.assert_allclose(compute.at_length(m, 15)["rnn"][0][::-1], flow.log10("state"), atol=1e-10)


def test_trained_networks_lines_begin_at_one_and_keep_their_slope():
    scaled, absolute = (Measurement.of(GradientFlow(nets=links.TRAINED, filler=4, scaled=how)) for how in (links.FROM_ONE, links.ABSOLUTE))
    for length in (5, scaled.longest):
        begun, whole = compute.at_length(scaled, length), compute.at_length(absolute, length)
        for cell in CELLS:
            assert begun[cell][0][0] == 0.0 != whole[cell][0][0]
            np.testing.assert_allclose(np.diff(begun[cell][0]), np.diff(whole[cell][0]), atol=1e-12)
    assert not Measurement.of(GradientFlow(scaled=links.FROM_ONE)).from_one
