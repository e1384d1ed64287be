"""Which digit is read, and the networks' runs over it, behind bounded caches."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from pages.common.links import Digit
from pages.views.gallery.shared import models
from rnn_core.gallery import digits, images
from rnn_core.gallery.runs import Run

CELLS, FEEDFORWARD = ("rnn", "gru", "lstm"), "feed-forward network"


@dataclass(frozen=True)
class Picture:
    """The picture that is read, as a code; what it shows, where that is known; and what to say of the link's drawing."""

    code: str
    truth: int | None
    drawn: bool
    notice: str = ""


def picture(state: Digit) -> Picture:
    """The visitor's drawing, or the held-out picture of the number where there is none, or none that can be read."""
    pictures, labels = images.part("test")
    held_out = images.code(pictures[state.digit_number]), int(labels[state.digit_number])
    if not state.digit_drawn:
        return Picture(*held_out, drawn=False)
    try:
        problem = "" if images.parse(state.digit_drawn).any() else "The drawing is blank: there is nothing to read."
    except ValueError as error:
        problem = f"The link's drawing cannot be used: {error}."
    if problem:
        return Picture(*held_out, drawn=False, notice=f"{problem} The held-out digit {state.digit_number} is read instead.")
    return Picture(state.digit_drawn, None, drawn=True)


@st.cache_data(max_entries=256, show_spinner=False)
def by_rows(code: str) -> dict[str, Run]:
    """The three networks that read it row by row."""
    return {cell: models.load(f"digits-{cell}").run(images.parse(code)) for cell in CELLS}


@st.cache_data(max_entries=256, show_spinner=False)
def at_once(code: str, shuffled: bool) -> Run:
    """The network that reads all pixels at once; shuffled: pixels and weights in another order, the same for both."""
    model, picture = models.load("digits-feedforward"), images.parse(code)
    if not shuffled:
        return model.run(picture)
    order = np.random.default_rng(0).permutation(images.SIDE**2)
    other = digits.restored({name: value.copy() for name, value in model.params.items()}, model.metadata)
    other.params["hidden.weight"][...] = model.params["hidden.weight"][:, order]
    return other.run(picture.ravel()[order].reshape(picture.shape))
