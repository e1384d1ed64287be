"""Influence as colours: what a visitor typed comes back escaped, and numbers are short."""

from pages.views.playground.words.tinted_words import html, short_number


def test_colours_follow_the_values_on_the_scale_that_is_asked_for():
    found = {"gru": [1.0, -0.5], "lstm": [0.0, 4.0]}
    for same_scale, shades in ((True, ["225,114,43,0.150", "59,143,209,0.075", "225,114,43,0.600"]), (False, ["225,114,43,0.600", "59,143,209,0.300"])):
        told = html(found, ("a", "<b>"), same_scale)
        assert all(f"rgba({shade})" in told for shade in shades) and "<b>" not in told and "&lt;b&gt;" in told


def test_numbers_are_short_and_small_ones_say_so():
    assert [short_number(v, 10) for v in (0, 0.05, -0.0999, 2.345, 123.4, -0.2)] == ["0", "≈0", "≈0", "2.35", "1e+02", "-0.20"]
    assert short_number(3e-7, 1e-6) == "3e-07"
