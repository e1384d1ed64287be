"""What is said of a unit is what it does: where it was measured, and in the text that is shown."""

import pytest

from pages.common import links
from pages.views.playground.characters import text
from rnn_core import zoo
from rnn_core.text.units import Shown, Tracked

MODEL = zoo.load_characters("characters-lstm")


def said(correlation, here, place=0.0):
    return text.unit_that_follows(MODEL, "inside quotes", Tracked(39, correlation, 57_326), Shown(here, place))


def test_a_unit_that_follows_is_said_to():
    told = said(-0.827, -0.85)
    assert "Unit 39 follows *inside quotes* most closely of all 256: its cell state c has a correlation of **-0.83**" in told
    assert "In the text shown here it is **-0.85**: the value falls where *inside quotes* rises." in told
    assert "The colour is the value of unit 39, its cell state c after each character: orange above 0, blue below." in told
    assert "the value rises where" in said(0.7, 0.6)


@pytest.mark.parametrize("correlation", [-0.043, 0.49, -0.02])
def test_below_the_threshold_it_is_said_that_none_does(correlation):
    told = said(correlation, 0.1)
    assert "**No unit of this network follows *inside quotes*.**" in told and "Unit 39 came closest" in told
    assert "from ±0.5 on it would count as following" in told and "Unit 39 follows" not in told


def test_where_there_was_nothing_to_measure_no_number_is_told():
    assert "No unit can be said to follow *inside quotes*" in said(0.0, None) and "+0.00" not in said(0.0, None)


def test_a_text_without_the_feature_has_nothing_to_follow_and_a_ramp_is_called_one():
    told = said(0.559, None, -0.96)
    assert "The text shown here has nothing to follow" in told and "how far the text has come (-0.96)" in told
    assert "how far the text has come" not in said(-0.83, -0.85, -0.6)
    assert "it is -0.17: it does not follow here" in said(0.559, -0.17)


@pytest.mark.parametrize("shown, given, met, told", [
    (links.HELD_OUT, 0, False, "A page of the novels that training did not show."),
    (links.HELD_OUT, 0, True, "some of it stands in the text that your network learnt from"),
    (links.WRITTEN, 7, False, "Underlined: what was given"), (links.WRITTEN, 0, False, "wrote all of this")])
def test_the_text_is_said_to_come_from_where_it_comes_from(shown, given, met, told):
    said = text.origin(shown, given, met)
    assert told in said and ("did not show" in said) == (shown == links.HELD_OUT and not met)
