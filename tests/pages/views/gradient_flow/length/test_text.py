"""What the length slider's picture does not say by itself."""

import pytest

from pages.common import links
from pages.common.links import GradientFlow
from pages.views.gradient_flow.length import text
from pages.views.gradient_flow.length.compute import common_lengths
from pages.views.gradient_flow.shared.compute import at_length
from pages.views.gradient_flow.shared.measurement import Measurement
from rnn_core import gradient_flow


def measurement(**how):
    return Measurement.of(GradientFlow(**{"kept": (), **how}))


def test_notes_say_what_the_picture_does_not():
    def notes(answers=None, **how):
        m = measurement(**how)
        return " ".join(text.notes(m, common_lengths([m]), answers))

    assert "none for RNN" in notes(init="chrono") and "r · hₙ" in notes()
    assert "With these settings one length in 15 and no length beyond 500 is measured" in notes(hidden=128, seeds=8)
    assert "With these settings one length in 2 is measured" in notes(hidden=64) and "With these settings" not in notes()
    assert "Measured at" in notes(quantity=links.JACOBIAN) and "seeds" not in notes(quantity=links.JACOBIAN)
    assert "Of the 8 seeds the first" in notes(quantity=links.JACOBIAN, hidden=128, seeds=8)
    assert "L = log p of the word" in notes({"lstm": "german"}, nets=links.TRAINED)
    assert "L is the sum, over every step, of log p" in notes({"lstm": "german"}, nets=links.TRAINED, told=links.EVERY)


def test_pins_are_compared_by_what_differs():
    names = ("init", "gain")
    assert text.pin_rows(names, ("keras", 1.0), (("pytorch", 1.0),)) == [{"Setting": "Initialisation", "Now": "keras", "Pin 1": "pytorch"}]


def test_the_check_says_what_it_compares():
    row = {"of": 300, "length": 1000}
    assert text.compared([row], measurement(seeds=3, quantity=links.SHARE)) == (
        "Compared: the network on the first 300 of its 1000 steps, because autograd takes a while; of the first seed. The shares are not among them; tests compare them.")
    assert text.compared([{"of": 30, "length": 30}], measurement()) == "Compared: every step."


@pytest.mark.parametrize("sketch, valid", [
    ("0:0.0_99:-10.0", True), ("0:0_50:-1e308_99:1e308", False), ("0:0.0", False), ("", False), ("0:0.0_99:-300.0", True), ("0:nan_1:1", False), ("<b>", False)])
def test_a_guess_is_pairs_or_nothing(sketch, valid):
    assert text.valid_guess(sketch) == (sketch if valid else "")


def test_the_table_keeps_what_is_still_to_be_guessed():
    rows = [{"Steps back": "0", "RNN": "1", "LSTM": "1", "LSTM, direct path": "1"}]
    assert text.hide(rows, ["LSTM"]) == [{"Steps back": "0", "RNN": "1", "LSTM": "?", "LSTM, direct path": "?"}]
    assert text.hide(rows, None) == rows


def test_a_guess_hides_the_lstm_alone():
    state = GradientFlow(mode=links.GUESS)
    assert text.hidden_lines(state, Measurement.of(state)) == ["LSTM"]
    assert text.hidden_lines(GradientFlow(), measurement()) is None


def test_what_to_see_is_said_where_runs_differ_in_the_forget_bias_alone():
    def said(*states, length=100):
        measurements = [Measurement.of(state)._replace(sharing=len(states)) for state in states]
        return text.what_to_see(measurements, [at_length(m, length) for m in measurements], length)

    both = said(GradientFlow(), GradientFlow(forget="3"))
    assert "It **vanishes**" in both and "a forget bias of 3" in both
    for m in (gradient_flow("lstm", length=100), gradient_flow("lstm", length=100, forget_bias=3.0)):
        share = f"{10.0 ** float(m.log10('state')[0] - m.log10('state')[-1]):.1e}"
        assert share.split("e")[0] in both or f"{float(share):.2g}" in both
    assert "vanishes" not in said(GradientFlow(forget="3"), GradientFlow()) and said(GradientFlow(), GradientFlow(init="keras", forget="3")) == ""
    assert said(GradientFlow()) == said(GradientFlow(), GradientFlow()) == said(GradientFlow(), GradientFlow(forget="3"), length=1) == ""
