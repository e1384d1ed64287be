"""The controls of the rooms that read a digit: the pad, and a held-out digit by its number."""

from typing import Any

import streamlit as st

from pages.common import controls, tables
from pages.common.links import Digit
from pages.views.gallery.digits import compute, pad, text

INPUT = ("digit_drawn", "at")


def draw(code: str) -> None:
    """A new drawing, or none."""
    controls.set_link_value(Digit, "digit_drawn", code)
    controls.set_link_value(Digit, "at", Digit().at)


def pick(number: int) -> None:
    """A held-out digit instead of a drawing."""
    st.session_state["digit_number"] = number
    draw("")


GETS, MOVES = "what it gets: 8 × 8 pixels", "8 × 8 pixels; what it gets is these in another order, in the drawing"


def ask(number: int, shuffled: bool = False) -> compute.Given:
    """The picture to be read; the pad shows it, as it is before its pixels are shuffled."""
    drawn = controls.link_value(Digit, "digit_drawn")
    found = compute.given(Digit(digit_number=number, digit_drawn=drawn))
    if found.notice:
        st.info(found.notice)
    label = text.what(number, found.truth)
    pad.show(code=found.code if found.drawn else "", shown=found.code, seen=MOVES if shuffled else GETS,
             label=f"The picture {'before its pixels are shuffled' if shuffled else 'that is read'}: {label}", note=label, key="digit_pad", on_drawn=draw)
    return found


def failures(found: list[dict[str, Any]]) -> None:
    """The pictures that networks get wrong, each at the press of a button, and as a table."""
    st.caption("Press one to see it read again.")
    with st.container(horizontal=True, gap="small"):
        for k, one in enumerate(found):
            st.button(text.wrong_button(one), key=f"digit_wrong_{k}", on_click=show_again, args=(one,))
    tables.table(text.wrong_rows(found), "Pictures that are read wrong")


def show_again(one: dict[str, Any]) -> None:
    if "picture" in one:
        pick(one["picture"])
    else:
        draw(one["code"])
