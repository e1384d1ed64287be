"""Sizes as text."""

import numpy as np
import pytest

from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared.compute import at_length
from pages.views.gradient_flow.shared.measurement import Measurement
from pages.views.gradient_flow.shared.text import size, size_rows


@pytest.mark.parametrize("log10, text", [(0.0, "1"), (-1.0, "0.1"), (-52.0, "1.00e-52"), (-1200.5, "3.16e-1201"), (7.25, "1.78e+07"),
                                         (-np.inf, "0"), (np.inf, "beyond the precision"), (-9.0001, "1.00e-09"), (-4 + 1e-9, "1.00e-04")])
def test_a_size_is_written_from_its_logarithm(log10, text):
    assert size(log10) == text


def test_the_table_holds_the_picture():
    sizes = at_length(Measurement.of(GradientFlow()), 30)
    rows = size_rows(sizes, 30)
    assert rows[0] == {"Steps back": "0", "Step": "30", "RNN": "1", "GRU": "1", "LSTM": "1"} and rows[-1]["Step"] == "1"
    assert rows[-1]["RNN"] == size(float(sizes["rnn"][0][-1]))
