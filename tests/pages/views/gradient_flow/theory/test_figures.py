"""Lines that are all seen."""

from itertools import combinations

import numpy as np

from pages.views.gradient_flow.theory import figures


def test_a_single_point_is_drawn():
    lags, dead = np.arange(5), np.array([0.0, *[-np.inf] * 4])
    assert {trace.mode for trace in figures.bounds(lags, dead, dead, dead, dead).data} == {"lines+markers"}
    alive = -1.0 * lags
    assert {trace.mode for trace in figures.bounds(lags, alive, alive, dead, dead).data} == {"lines"}


def test_no_line_is_hidden_where_all_lie_on_each_other():
    lines = [trace.line for trace in figures.bounds(*[np.arange(5)] * 5).data]
    assert len(lines) == 4
    for below, above in combinations(lines, 2):
        assert above.width < below.width or above.dash not in (None, "solid")


def test_a_singular_value_stands_in_the_middle_of_its_share():
    logs = np.array([0.0, -1.0, -2.0, -3.0])
    (line,) = figures.singular_values({"rnn": {5: logs}}).data
    assert list(line.x) == [0.125, 0.375, 0.625, 0.875] and np.allclose(np.log10(line.y), logs)
