"""A pin brings its run back."""

from pages.common import links
from pages.common.links import GradientFlow
from pages.views.gradient_flow.length import pins
from pages.views.gradient_flow.shared.measurement import Measurement


def measured(state, one):
    """The run `one`, pinned on a page in `state`, as it would be measured alone."""
    (pinned,) = pins.pinned_states(GradientFlow(**{**state, "kept": (pins.values(one),)}))
    return alone(pinned)


def alone(state):
    return Measurement.of(state)._replace(sharing=1)


def test_a_pin_is_measured_as_the_page_measures_now():
    assert measured({"quantity": links.INPUT}, GradientFlow(init="keras")) == alone(GradientFlow(init="keras", quantity=links.INPUT))


def test_a_pin_keeps_its_filler():
    one = GradientFlow(inputs=links.SENTENCE, sentence="a … sea", filler=9, seed=2)
    assert measured({"filler": 3, "seed": 1}, one) == alone(one)


def test_trained_networks_stand_without_pins():
    assert pins.pinned_states(GradientFlow(nets=links.TRAINED, kept=(pins.values(GradientFlow()),))) == []


def test_the_page_opens_beside_an_open_forget_gate_and_an_old_link_does_not():
    opened, (beside,) = GradientFlow(), pins.pinned_states(GradientFlow())
    assert alone(beside) == alone(GradientFlow(forget="3")) and alone(opened).forget_bias is None
    assert GradientFlow.read({"length": "100"})[0].kept == () and GradientFlow.read({"v": "2"})[0] == opened
