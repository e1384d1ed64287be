"""The singular values as a table."""

import numpy as np

from pages.views.gradient_flow.theory import text


def test_the_many_directions_have_a_table():
    assert text.direction_rows({"rnn": {5: np.array([0.0, -1.0, -3.0])}}) == [
        {"Network": "RNN", "Lag k": "5", "Largest": "1", "Middle": "0.1", "Above 1/100": "2 of 3"}]
