"""A digit, read in two ways: at once by a network without recurrence, and row by row, each row one step."""

from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.views.gallery.digits import compute, pad, text
from pages.views.gallery.shared import footer, models, unrolled
from rnn_core.frameworks import Options
from rnn_core.gallery.runs import Run
from rnn_core.gallery.topologies import MANY_TO_ONE, ONE_TO_ONE

AT_ONCE = "digits-feedforward"
BY_ROWS = tuple(f"digits-{cell}" for cell in compute.CELLS)
CLEARS = ("digit_drawn", "at")
IN_ORDER, SHUFFLED = "what it gets: 8 × 8 pixels", "8 × 8 pixels; what it gets is these in another order, in the drawing"


def set_drawing(code: str) -> None:
    """A new drawing, or none."""
    controls.set_link_value(links.Digit, "digit_drawn", code)
    controls.set_link_value(links.Digit, "at", links.Digit.at)


def ask(number: int, shuffled: bool = False) -> compute.Picture:
    """The picture to be read; the pad shows it, as it is before its pixels are shuffled."""
    found = compute.picture(links.Digit(digit_number=number, digit_drawn=controls.link_value(links.Digit, "digit_drawn")))
    if found.notice:
        st.info(found.notice)
    note = "your drawing" if found.truth is None else f"held-out digit {number}: a {found.truth}"
    pad.show(code=found.code if found.drawn else "", shown=found.code, seen=SHUFFLED if shuffled else IN_ORDER,
             label=f"The picture {'before its pixels are shuffled' if shuffled else 'that is read'}: {note}", note=note,
             key="digit_pad", on_drawn=set_drawing)
    st.caption(text.PREPARED)
    return found


def doubt(picture: compute.Picture, runs: dict[str, Run]) -> None:
    """One line at the answers, where they are worth little."""
    if found := text.doubt(picture.code, runs):
        st.info(found, icon=":material/help:")


def failure_buttons(found: list[dict[str, Any]]) -> None:
    """The pictures that networks get wrong, each at the press of a button, and as a table."""
    st.caption("Press one to see it read again.")
    with st.container(horizontal=True, gap="small"):
        for k, one in enumerate(found):
            label = f"{text.network(one['name'])}: {'a ' * (one['is'] != 'no digit')}{one['is']}, read as {one['said']}"
            st.button(label, key=f"digit_wrong_{k}", on_click=read_again, args=(one,))
    tables.table(text.failure_rows(found), "Pictures that are read wrong")


def read_again(one: dict[str, Any]) -> None:
    """The held-out digit, or the drawing, that one was wrong about."""
    if "picture" in one:
        st.session_state["digit_number"] = one["picture"]
    set_drawing("" if "picture" in one else one["code"])


def one_to_one() -> None:
    with controls.beside_share(links.OneToOne):
        st.markdown("One input, one output: the whole picture goes in **at once**, ten probabilities come out. **No recurrence**: nothing is "
                    "carried from one step to the next, because there is one step only.")
    left, right = st.columns([5, 6], gap="large")
    with left:
        slot = st.container()
        number = controls.widget(links.OneToOne, "digit_number", clears=CLEARS)
        shuffled = controls.widget(links.OneToOne, "digit_shuffled")
    state = controls.read_state(links.OneToOne, {"digit_number": number, "digit_shuffled": shuffled})
    with slot:
        picture = ask(state.digit_number, state.digit_shuffled)
    run = compute.at_once(picture.code, state.digit_shuffled)
    with right:
        doubt(picture, {compute.FEEDFORWARD: run})
        unrolled.show({compute.FEEDFORWARD: run}, key="digit_once")
    explain_one_to_one(state.digit_shuffled)


def explain_one_to_one(shuffled: bool) -> None:
    figures = {name: models.figures(name) for name in (AT_ONCE, *BY_ROWS)}
    st.header("What it cannot do", anchor=False)
    st.markdown("- **Its size is fixed.** It has a weight for each of 64 pixels: a larger picture, or a sentence, does not fit in. A recurrent "
                "network uses the same weights at every step, so a longer input only means more steps.\n"
                f"- {text.pixel_order(figures, shuffled)}")
    st.header("How well does it do?", anchor=False)
    accuracy_table(figures)
    st.header("What it gets wrong", anchor=False)
    failure_buttons(text.failures({AT_ONCE: figures[AT_ONCE]}))
    with st.expander("The same network in a few lines of PyTorch and Keras"):
        for column, (title, code) in zip(st.columns(2), text.PROGRAMS.items(), strict=True):
            column.caption(title)
            column.code(code, language="python", wrap_lines=True)
        st.page_link("pages/code.py", label="Recurrent networks in both frameworks: the code page", icon=":material/code:")
    footer.show(wiring=ONE_TO_ONE, sizes=(64, figures[AT_ONCE]["hidden_size"], 10),
                each=("picture of 64 pixels", "row of ten probabilities"), names=(AT_ONCE,))


def accuracy_table(figures: dict[str, dict[str, Any]]) -> None:
    tables.table(text.accuracy_rows(figures), "Shares of held-out digits read right")
    st.caption(f"Shares of {figures[AT_ONCE]['held_out']['n']} held-out pictures, with 95 % intervals (Wilson). All four networks have about "
               "65,000 parameters and learned from the same pictures. “Other people's hands”: the same recipe trained on the first three quarters "
               "of the file and tested on the last, mostly written by people it has not learned from, like you.")
    st.header("Moved, thicker, smaller", anchor=False)
    tables.table(text.condition_rows(figures), "Shares read right of changed pictures and of drawings")
    st.markdown(text.where_they_part(figures))
    st.caption("The same held-out pictures, changed. A digit fills its picture, so moving it cuts ink off. In training all four saw pictures varied "
               "in such ways. Last row: 80 digits drawn stroke by stroke by an AI assistant, in the manner of many people; read once, at the end.")
    with st.expander("Drawn by hand: manner by manner"):
        tables.table(text.drawn_rows(figures), "Drawings read right, by manner")


def row_by_row() -> None:
    st.markdown("A picture has no time, but it can be read as if it had: **one row of eight pixels a step, from the top**. The network sees one row "
                "only, and must remember those before. Draw a digit, and watch the answer form.")
    left, right = st.columns([5, 6], gap="large")
    with right:
        slot = st.container()
        number = controls.widget(links.Sequences, "digit_number", clears=CLEARS)
    state = controls.read_state(links.Sequences, {"digit_number": number})
    with left:
        picture = ask(state.digit_number)
    runs = compute.by_rows(picture.code)
    with slot:
        st.html(text.answers(runs, picture.truth))
        doubt(picture, runs)
        st.caption(text.settling(runs) + " The answers before row 8 are what a network would say if the picture ended there.")
    unrolled.show(runs, key="digit_rows")
    explain_row_by_row()


def explain_row_by_row() -> None:
    figures = {name: models.figures(name) for name in (AT_ONCE, *BY_ROWS)}
    recurrent = {name: figures[name] for name in BY_ROWS}
    st.header("How well do they do?", anchor=False)
    accuracy_table(figures)
    with st.expander("Held-out digits read right if the picture ended after row 1, 2, …"):
        tables.table(text.accuracy_after_rows(recurrent), "Share read right after every row")
    st.header("What they get wrong", anchor=False)
    failure_buttons(text.failures(recurrent))
    size = figures["digits-gru"]["hidden_size"]
    footer.show(wiring=MANY_TO_ONE.unrolled(8), sizes=(8, size, 10), each=("row of 8 pixels", "row of ten probabilities"), names=BY_ROWS,
                options=Options(cell="gru", task="classification", hidden_size=size, embedding=False))
