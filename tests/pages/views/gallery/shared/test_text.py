"""What every room says below its drawing."""

import pytest

from pages.views.gallery.shared import text
from rnn_core import zoo

FAMILIES = sorted({name.split("-")[0] for name in zoo.GALLERY})


def note(family, *kinds):
    of_family = (name for name in zoo.GALLERY if name.split("-")[0] == family)
    return text.training_note({name: zoo.figures(name) for name in of_family if not kinds or name.split("-")[1] in kinds})


@pytest.mark.parametrize("family", FAMILIES)
def test_a_room_says_how_its_networks_began_and_were_trained(family):
    said = note(family)
    assert ("RNN with W_hh orthogonal" in said) == (family != "translation") and "GRU with update bias 1" in said
    assert ("LSTM with forget bias 1" in said) == (family not in ("entities", "translation")) and "clipped at norm 1" in said
    assert (" × 0.9" in said) == ("AdamW" in said) == (family in ("sentiment", "entities"))


def test_a_network_without_recurrence_says_nothing_of_cells():
    said = note("digits", "feedforward")
    assert "bias" not in said and "orthogonal" not in said and "none of 64,510" in said


def test_two_ways_are_said_to_have_twice_the_recurrent_parameters():
    said = note("entities")
    assert "entities-gru 46,656 of 858,215;" in said
    assert "entities-bigru 93,312 of 905,543, half of them in each direction: twice" in said


def test_the_range_of_three_seeds_or_more_is_said():
    assert "best of four trainings" in note("series")
    scores = zoo.figures("series-gru")["search"]["seeds"].values()
    assert f"series-gru {min(scores):.4g} to {max(scores):.4g}" in note("series")
    assert "trainings" not in note("sentiment") and "trainings" not in note("music")


def test_figures_without_a_count_are_told_without_one():
    figures = {key: value for key, value in zoo.figures("series-gru").items() if key != "recurrent"}
    said = text.training_note({"series-gru": figures})
    assert "Recurrent" not in said and "update bias 1" in said
