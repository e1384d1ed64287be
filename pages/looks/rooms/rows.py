"""Images and time as sequences: a digit read row by row, or the sunspots year by year."""

import streamlit as st

from pages.kit import controls, pictures, rooms, tables, told_digits, unrolled, urls
from pages.kit.urls import Sequences
from pages.looks.rooms import at_once, pad_and_number, years
from rnn_core.frameworks import Options
from rnn_core.topologies import MANY_TO_ONE
from rnn_core.weights import DamagedFile

NAMES = tuple(f"digits-{cell}" for cell in pictures.READERS)


def show() -> None:
    first, last = st.columns([9, 2], vertical_alignment="bottom")
    with first:
        what = controls.widget(Sequences, "seq_what", label_visibility="collapsed")
    with last:
        controls.share(Sequences)
    try:
        (years.show if what == urls.BY_YEARS else digit)()
    except DamagedFile as error:
        st.error(str(error))


def digit() -> None:
    st.markdown("A picture has no time, but it can be read as if it had: **one row of eight pixels a step, from the top**. The network sees one row "
                "only, and must remember those before. Draw a digit, and watch the answer form.")
    left, right = st.columns([5, 6], gap="large")
    with right:
        slot = st.container()
        number = controls.widget(Sequences, "digit_number", clears=pad_and_number.INPUT)
    state = controls.checked(Sequences, {"digit_number": number})
    with left:
        given = pad_and_number.ask(state.digit_number)
    runs = pictures.by_rows(given.code)
    with slot:
        st.html(told_digits.verdicts(runs, given.truth))
        st.caption(told_digits.forming(runs) + " The answers before row 8 are what a network would say if the picture ended there.")
    unrolled.show(runs, step=controls.held(Sequences, "at"), key="digit_rows", on_rest=lambda step: controls.hold(Sequences, "at", step))
    explain()


def explain() -> None:
    told = {name: rooms.figures(name) for name in at_once.ALL}
    st.subheader("How well do they do?", anchor=False)
    at_once.skill(told)
    with st.expander("Held-out digits read right if the picture ended after row 1, 2, …"):
        tables.table(told_digits.after_rows({name: told[name] for name in NAMES}), "Share read right after every row")
    st.subheader("What they get wrong", anchor=False)
    wrong = told_digits.wrong({name: told[name] for name in NAMES})
    pad_and_number.failures(wrong)
    gru = told["digits-gru"]
    rooms.foot(wiring=MANY_TO_ONE.unrolled(8), sizes=(8, gru["hidden_size"], 10), each=("row of 8 pixels", "row of ten probabilities"),
               options=Options(cell="gru", task="classification", hidden_size=gru["hidden_size"], embedding=False), failures=[], names=NAMES)
