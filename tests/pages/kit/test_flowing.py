"""Measurements as the browser's data, as sentences and as tables."""

import numpy as np
import pytest

from pages.kit import flowing, flows, urls
from pages.kit.urls import GradientFlow


def setting(**how):
    return flows.setting(GradientFlow(**how))


@pytest.mark.parametrize("log, text", [(0.0, "1"), (-1.0, "0.1"), (-52.0, "1.00e-52"), (-1200.5, "3.16e-1201"), (7.25, "1.78e+07"),
                                       (-np.inf, "0"), (np.inf, "beyond the precision"), (-9.0001, "1.00e-09"), (-4 + 1e-9, "1.00e-04")])
def test_a_size_is_told_from_its_logarithm(log, text):
    assert flowing.told(log) == text


def test_notes_say_what_the_picture_does_not():
    def notes(answers=None, **how):
        s = setting(**how)
        return " ".join(flowing.notes(s, flows.plan([s]), answers))

    assert "none for RNN" in notes(init="chrono") and "r · hₙ" in notes()
    assert "length is measured, so that nobody" in notes(hidden=128, seeds=8)
    assert "Measured at" in notes(quantity=urls.JACOBIAN)
    assert "log p of the word" in notes({"lstm": "german"}, nets=urls.TRAINED)


def test_the_table_holds_the_picture():
    now = flows.at_length(setting(), 30)
    rows = flowing.rows(now, 30)
    assert rows[0] == {"Steps back": "0", "Step": "30", "RNN": "1", "GRU": "1", "LSTM": "1"} and rows[-1]["Step"] == "1"
    assert rows[-1]["RNN"] == flowing.told(float(now["rnn"][0][-1]))


def test_pins_are_told_by_what_differs():
    names = ("init", "gain")
    assert flowing.pin_rows(names, ("keras", 1.0), (("pytorch", 1.0),)) == [{"Setting": "Initialisation", "Now": "keras", "Pin 1": "pytorch"}]


def test_a_guess_hides_the_lstm_alone():
    state = GradientFlow(mode=urls.GUESS)
    assert flowing.to_guess(state, flows.setting(state)) == ["LSTM"]
    assert flowing.to_guess(GradientFlow(), setting()) is None
