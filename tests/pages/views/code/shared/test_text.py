"""Where recorded runs come from."""

from pages.views.code.shared import text
from pages.views.code.shared.compute import recorded_run
from rnn_core.frameworks import Options


def test_it_is_stated_that_another_processor_can_come_to_another_figure_with_a_measured_one():
    shown = text.provenance()
    recorded_figure = text.held_out(Options())
    assert f"held out: {recorded_figure} (" in recorded_run(Options())["printed"]["pytorch"] and "0.910" in recorded_figure
    assert f"ended at {recorded_figure} in its recorded run, at {text.ELSEWHERE} on another processor." in shown and "last digits" not in shown
