"""The piano roll's data."""

from pages.common.links import Music
from pages.views.gallery.music import compute, melody


def test_the_piano_rolls_stamp_changes_with_what_is_drawn():
    made = compute.composed(Music(tune_notes=12))
    one, same, faster = (melody.drawing(made, "6/8", tempo, "gru") for tempo in (100, 100, 120))
    assert one["stamp"] == same["stamp"] != faster["stamp"]
