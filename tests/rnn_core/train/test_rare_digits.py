"""Forms that the data seldom has: what they are called, and drawn as a visitor's drawing is."""

import numpy as np

from rnn_core.gallery import drawing
from rnn_core.train import rare_digits
from rnn_core.train.everyday import HALVES, inputs


def test_rare_forms_repeat_with_their_seed_and_come_in_turn():
    pictures, labels = rare_digits.drawn(26, np.random.default_rng(1))
    assert list(labels) == [digit for digit, _ in rare_digits.FORMS] * 2 and pictures.shape == (26, 8, 8)
    np.testing.assert_array_equal(pictures, rare_digits.drawn(26, np.random.default_rng(1))[0])
    assert (pictures[:13] != pictures[13:]).any((1, 2)).all()


def test_rare_forms_look_like_what_they_are_called(monkeypatch):
    """Without strays and slants: the form itself, as the pad makes it into pixels."""
    monkeypatch.setattr(rare_digits, "STRAY", 0)
    monkeypatch.setattr(rare_digits, "SLANT", 0)
    monkeypatch.setattr(rare_digits, "PENS", (drawing.PEN, drawing.PEN))
    for _, text in rare_digits.FORMS:
        np.testing.assert_array_equal(rare_digits.form(text, np.random.default_rng(0)), drawing.picture(drawing.strokes(text)))


def test_a_corner_stays_a_corner_when_its_place_strays():
    strayed = rare_digits._strayed("~1,1 5,5 5,5 9,1", np.random.default_rng(0)).removeprefix("~").split()
    assert strayed[1] == strayed[2] != "5,5" and len(set(strayed)) == 3


def test_no_form_is_an_everyday_drawing():
    drawn = {text for half in HALVES for _, _, _, text in inputs("digits", half)}
    assert not drawn & {text for _, text in rare_digits.FORMS}
