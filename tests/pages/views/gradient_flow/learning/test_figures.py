"""The chart of who learns: a readable axis, and nothing that hides."""

import pytest

from pages.views.gradient_flow.learning import figures, text
from rnn_core.memory import TASKS, grid


def held_out(name):
    trained, task = grid.read(), TASKS[name]
    return figures.held_out(text.summaries(trained, name), {delay: task.baseline(delay) for delay in trained["delays"]}, task.unit)


@pytest.mark.parametrize("task", list(TASKS))
def test_the_axis_of_learning_has_labels_and_the_baseline_is_seen(task):
    figure = held_out(task)
    values = [v for trace in figure.data for v in trace.y]
    axis = figure.layout.yaxis
    labels = axis.tickvals or [10.0**k for k in range(-6, 3)]
    assert sum(min(values) <= v <= max(values) for v in labels) >= 2
    assert figure.data[-1].name == "without memory" and figure.data[-1].marker.symbol == "diamond-open"


def test_the_error_bars_are_seen_in_both_themes():
    bars = [(trace.error_y.color, trace.line.color) for trace in held_out("recall").data if trace.error_y.array]
    assert len(bars) == 5 and all(bar == line for bar, line in bars)
