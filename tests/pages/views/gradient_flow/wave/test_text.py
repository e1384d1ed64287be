"""What the pairs of steps show."""

import numpy as np
import pytest

from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared.measurement import Measurement
from pages.views.gradient_flow.wave import text
from pages.views.gradient_flow.wave.compute import pairs


@pytest.mark.slow
def test_pairs_are_of_the_same_steps_for_all():
    found = pairs(Measurement.of(GradientFlow(hidden=64)))
    assert len({logs.shape for logs in found.values()}) == 1
    assert f"Over the first {len(found['rnn'])} steps" in text.reach(found)
    assert "RNN never, it grows" in text.reach(pairs(Measurement.of(GradientFlow(gain=4.0, activation="relu", hidden=32))))


def test_the_pairs_of_steps_have_a_table():
    logs = {"rnn": np.log10(np.array([[1.0, np.nan, np.nan], [0.5, 1.0, np.nan], [0.1, 0.25, 1.0]]))}
    assert text.pair_rows(logs) == [{"Steps between": "0", "RNN": "1"}, {"Steps between": "1", "RNN": "0.354"}, {"Steps between": "2", "RNN": "0.1"}]
