"""A digit, read in two ways: at once by a network without recurrence, and row by row, each row one step."""

from typing import Any

import streamlit as st

from pages.common import controls, tables
from pages.common.links import OneToOne, Sequences
from pages.views.gallery.digits import compute, feedforward_programs, picture_input, text
from pages.views.gallery.shared import footer, models, unrolled
from rnn_core.frameworks import Options
from rnn_core.gallery.topologies import MANY_TO_ONE, ONE_TO_ONE

AT_ONCE = "digits-feedforward"
BY_ROWS = tuple(f"digits-{cell}" for cell in compute.CELLS)


def one_to_one() -> None:
    top, last = st.columns([9, 2], vertical_alignment="bottom")
    top.markdown("One input, one output: the whole picture goes in **at once**, ten probabilities come out. **No recurrence**: nothing is "
                 "carried from one step to the next, because there is one step only.")
    with last:
        controls.share(OneToOne)
    left, right = st.columns([5, 6], gap="large")
    with left:
        slot = st.container()
        number = controls.widget(OneToOne, "digit_number", clears=picture_input.CLEARS)
        shuffled = controls.widget(OneToOne, "digit_shuffled")
    state = controls.read_state(OneToOne, {"digit_number": number, "digit_shuffled": shuffled})
    with slot:
        picture = picture_input.ask(state.digit_number, state.digit_shuffled)
    run = compute.at_once(picture.code, state.digit_shuffled)
    with right:
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
    picture_input.failure_buttons(text.failures({AT_ONCE: figures[AT_ONCE]}))
    with st.expander("The same network in a few lines of PyTorch and Keras"):
        for column, (title, code) in zip(st.columns(2), feedforward_programs.PROGRAMS.items(), strict=True):
            column.caption(title)
            column.code(code, language="python", wrap_lines=True)
        st.page_link("pages/code.py", label="Recurrent networks in both frameworks: the code page", icon=":material/code:")
    footer.show(wiring=ONE_TO_ONE, sizes=(64, figures[AT_ONCE]["hidden_size"], 10),
                each=("picture of 64 pixels", "row of ten probabilities"), names=(AT_ONCE,))


def accuracy_table(figures: dict[str, dict[str, Any]]) -> None:
    tables.table(text.accuracy_rows(figures), "Shares of held-out digits read right")
    st.caption(f"Shares of {figures[AT_ONCE]['held_out']['n']} held-out pictures, with 95 % intervals (Wilson). All four networks have about "
               "41,000 parameters and learned from the same pictures. “Other people's hands”: the same recipe trained on the first three quarters "
               "of the file and tested on the last, mostly written by people it has not learned from, like you.")


def row_by_row() -> None:
    st.markdown("A picture has no time, but it can be read as if it had: **one row of eight pixels a step, from the top**. The network sees one row "
                "only, and must remember those before. Draw a digit, and watch the answer form.")
    left, right = st.columns([5, 6], gap="large")
    with right:
        slot = st.container()
        number = controls.widget(Sequences, "digit_number", clears=picture_input.CLEARS)
    state = controls.read_state(Sequences, {"digit_number": number})
    with left:
        picture = picture_input.ask(state.digit_number)
    runs = compute.by_rows(picture.code)
    with slot:
        st.html(text.answers(runs, picture.truth))
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
    picture_input.failure_buttons(text.failures(recurrent))
    size = figures["digits-gru"]["hidden_size"]
    footer.show(wiring=MANY_TO_ONE.unrolled(8), sizes=(8, size, 10), each=("row of 8 pixels", "row of ten probabilities"), names=BY_ROWS,
                options=Options(cell="gru", task="classification", hidden_size=size, embedding=False))
