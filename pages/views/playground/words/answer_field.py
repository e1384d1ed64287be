"""The answer that a view follows: the visitor's word, or what the sentence calls for."""

from pages.common import controls
from pages.common.links import Playground
from pages.views.playground.words import text
from rnn_core.text.completion import Reading


def answer_to_follow(readings: dict[str, Reading], width: int) -> tuple[str, str]:
    """Its field, which shows the default while it is empty; then (the answer, a notice when the word cannot be used)."""
    default = text.answer_to_follow(readings, "")[0]
    return text.answer_to_follow(readings, controls.widget(Playground, "answer", width=width, placeholder=default))
