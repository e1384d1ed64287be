"""The controls of the views that read a digit: the pad, and a held-out digit by its number."""

from typing import Any

import streamlit as st

from pages.common import controls, tables
from pages.common.links import Digit
from pages.views.gallery.digits import compute, pad, text

CLEARS = ("digit_drawn", "at")
IN_ORDER, SHUFFLED = "what it gets: 8 × 8 pixels", "8 × 8 pixels; what it gets is these in another order, in the drawing"


def set_drawing(code: str) -> None:
    """A new drawing, or none."""
    controls.set_link_value(Digit, "digit_drawn", code)
    controls.set_link_value(Digit, "at", Digit.at)


def set_number(number: int) -> None:
    """A held-out digit instead of a drawing."""
    st.session_state["digit_number"] = number
    set_drawing("")


def ask(number: int, shuffled: bool = False) -> compute.Picture:
    """The picture to be read; the pad shows it, as it is before its pixels are shuffled."""
    found = compute.picture(Digit(digit_number=number, digit_drawn=controls.link_value(Digit, "digit_drawn")))
    if found.notice:
        st.info(found.notice)
    note = text.picture_label(number, found.truth)
    pad.show(code=found.code if found.drawn else "", shown=found.code, seen=SHUFFLED if shuffled else IN_ORDER,
             label=f"The picture {'before its pixels are shuffled' if shuffled else 'that is read'}: {note}", note=note,
             key="digit_pad", on_drawn=set_drawing)
    return found


def failure_buttons(found: list[dict[str, Any]]) -> None:
    """The pictures that networks get wrong, each at the press of a button, and as a table."""
    st.caption("Press one to see it read again.")
    with st.container(horizontal=True, gap="small"):
        for k, one in enumerate(found):
            st.button(text.failure_label(one), key=f"digit_wrong_{k}", on_click=read_again, args=(one,))
    tables.table(text.failure_rows(found), "Pictures that are read wrong")


def read_again(one: dict[str, Any]) -> None:
    if "picture" in one:
        set_number(one["picture"])
    else:
        set_drawing(one["code"])
