"""Measurements as the browser's data, as sentences and as tables."""

import numpy as np
import pytest

from pages.common import links
from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared import cases, measure
from pages.views.gradient_flow.shared import text as sentences
from rnn_core.gradients import jacobians


def setting(**how):
    return measure.setting(GradientFlow(**how))


@pytest.mark.parametrize("log, text", [(0.0, "1"), (-1.0, "0.1"), (-52.0, "1.00e-52"), (-1200.5, "3.16e-1201"), (7.25, "1.78e+07"),
                                       (-np.inf, "0"), (np.inf, "beyond the precision"), (-9.0001, "1.00e-09"), (-4 + 1e-9, "1.00e-04")])
def test_a_size_is_told_from_its_logarithm(log, text):
    assert sentences.told(log) == text


def test_notes_say_what_the_picture_does_not():
    def notes(answers=None, **how):
        s = setting(**how)
        return " ".join(sentences.notes(s, measure.plan([s]), answers))

    assert "none for RNN" in notes(init="chrono") and "r · hₙ" in notes()
    assert "With these settings one length in 15 and no length beyond 500 is measured" in notes(hidden=128, seeds=8)
    assert "With these settings one length in 2 is measured" in notes(hidden=64) and "With these settings" not in notes()
    assert "Measured at" in notes(quantity=links.JACOBIAN) and "seeds" not in notes(quantity=links.JACOBIAN)
    assert "Of the 8 seeds the first" in notes(quantity=links.JACOBIAN, hidden=128, seeds=8)
    assert "L = log p of the word" in notes({"lstm": "german"}, nets=links.TRAINED)
    assert "L is the sum, over every step, of log p" in notes({"lstm": "german"}, nets=links.TRAINED, told=links.EVERY)


def test_the_table_holds_the_picture():
    now = measure.at_length(setting(), 30)
    rows = sentences.rows(now, 30)
    assert rows[0] == {"Steps back": "0", "Step": "30", "RNN": "1", "GRU": "1", "LSTM": "1"} and rows[-1]["Step"] == "1"
    assert rows[-1]["RNN"] == sentences.told(float(now["rnn"][0][-1]))


def test_pins_are_told_by_what_differs():
    names = ("init", "gain")
    assert sentences.pin_rows(names, ("keras", 1.0), (("pytorch", 1.0),)) == [{"Setting": "Initialisation", "Now": "keras", "Pin 1": "pytorch"}]


@pytest.mark.slow
def test_a_products_line_has_its_spread_and_a_usable_slider():
    s = setting(quantity=links.JACOBIAN, hidden=16, seeds=3)
    found = measure.products(s)
    line = sentences.sparse(found)[0]
    assert line["median"] == 3 and len(found.lengths) >= 10 and found.lengths[-1] == 1000
    n = int(found.lengths[-1])
    for (lag, median, low, high), k in zip(line["sparse"][n], range(len(found.lags)), strict=False):
        single = [float(jacobians.spectral_norms(flow.run, np.array([n]), np.array([lag]))[0, 0]) for flow in measure.runs(s, "rnn")]
        assert (low, median, high) == tuple(np.round(1000 * np.sort(single)).astype(int)), k
    dear = setting(quantity=links.JACOBIAN, hidden=128, seeds=5)
    assert len(dear.lengths) >= 5 and dear.lengths[-1] >= 60


@pytest.mark.slow
def test_pairs_are_of_the_same_steps_for_all():
    found = cases.pairs(setting(hidden=64))
    assert len({logs.shape for logs in found.values()}) == 1
    assert f"Over the first {len(found['rnn'])} steps" in sentences.reach(found)
    assert "RNN never, it grows" in sentences.reach(cases.pairs(setting(gain=4.0, activation="relu", hidden=32)))


def test_the_descent_is_told_as_it_goes():
    def said(clip):
        return sentences.falling(cases.fall(4.25, -3.0, 0.3, clip), clip)

    assert "that step has the same direction" in said(0.5)
    early = cases.fall(4.25, -3.0, 0.3, 0.01)
    clipped = early.norms["norm clipped at 0.01"]
    assert "every step from 0 on" in said(0.01) and f"the largest gradient on the clipped one is {clipped.max():.3g}" in said(0.01)
    assert "never exceeds" in sentences.falling(cases.fall(2.0, 0.0, 0.01, 5.0), 5.0)


def test_the_check_says_what_it_compares():
    row = {"of": 300, "length": 1000}
    assert sentences.compared([row], setting(seeds=3, quantity=links.SHARE)) == (
        "Compared: the network on the first 300 of its 1000 steps, because autograd takes a while; of the first seed. The shares are not among them; tests compare them.")
    assert sentences.compared([{"of": 30, "length": 30}], setting()) == "Compared: every step."


@pytest.mark.parametrize("told, kept", [
    ("0:0.0_99:-10.0", True), ("0:0_50:-1e308_99:1e308", False), ("0:0.0", False), ("", False), ("0:0.0_99:-300.0", True), ("0:nan_1:1", False), ("<b>", False)])
def test_a_guess_is_pairs_or_nothing(told, kept):
    assert sentences.guess(told) == (told if kept else "")


def test_the_table_keeps_what_is_still_to_be_guessed():
    rows = [{"Steps back": "0", "RNN": "1", "LSTM": "1", "LSTM, direct path": "1"}]
    assert sentences.without(rows, ["LSTM"]) == [{"Steps back": "0", "RNN": "1", "LSTM": "?", "LSTM, direct path": "?"}]
    assert sentences.without(rows, None) == rows


def test_a_guess_hides_the_lstm_alone():
    state = GradientFlow(mode=links.GUESS)
    assert sentences.to_guess(state, measure.setting(state)) == ["LSTM"]
    assert sentences.to_guess(GradientFlow(), setting()) is None
