"""The gradient page's charts: readable axes, and nothing that hides."""

import numpy as np
import pytest

from pages.views.gradient_flow.shared import cases, figures, text
from rnn_core.memory import TASKS


@pytest.mark.parametrize("task", list(TASKS))
def test_the_axis_of_learning_has_labels_and_the_baseline_is_seen(task):
    told = cases.learned()
    rows = text.learned(told, task)
    figure = figures.learned(rows, [(delay, TASKS[task].baseline(delay)) for delay in told["delays"]], TASKS[task].unit)
    values = [v for trace in figure.data for v in trace.y]
    axis = figure.layout.yaxis
    labels = axis.tickvals or [10.0**k for k in range(-6, 3)]
    assert sum(min(values) <= v <= max(values) for v in labels) >= 2
    assert figure.data[-1].name == "without memory" and figure.data[-1].marker.symbol == "diamond-open"


def test_a_single_point_is_drawn():
    lags, dead = np.arange(5), np.array([0.0, *[-np.inf] * 4])
    assert {trace.mode for trace in figures.bounds(lags, dead, dead, dead, dead).data} == {"lines+markers"}
    alive = -1.0 * lags
    assert {trace.mode for trace in figures.bounds(lags, alive, alive, dead, dead).data} == {"lines"}
