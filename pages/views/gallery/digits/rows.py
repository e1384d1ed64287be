"""Many to one: a digit read row by row, each row one step."""

import streamlit as st

from pages.common import controls, tables
from pages.common.links import Sequences
from pages.views.gallery.digits import compute, one_to_one, picture_input, text
from pages.views.gallery.shared import footer, models, unrolled
from rnn_core.frameworks import Options
from rnn_core.gallery.topologies import MANY_TO_ONE
from rnn_core.nn.safetensors import DamagedFile

NAMES = tuple(f"digits-{cell}" for cell in compute.READERS)


def show() -> None:
    try:
        digit()
    except DamagedFile as error:
        st.error(str(error))


def digit() -> None:
    st.markdown("A picture has no time, but it can be read as if it had: **one row of eight pixels a step, from the top**. The network sees one row "
                "only, and must remember those before. Draw a digit, and watch the answer form.")
    left, right = st.columns([5, 6], gap="large")
    with right:
        slot = st.container()
        number = controls.widget(Sequences, "digit_number", clears=picture_input.INPUT)
    state = controls.read_state(Sequences, {"digit_number": number})
    with left:
        given = picture_input.ask(state.digit_number)
    runs = compute.by_rows(given.code)
    with slot:
        st.html(text.verdicts(runs, given.truth))
        st.caption(text.forming(runs) + " The answers before row 8 are what a network would say if the picture ended there.")
    unrolled.show(runs, step=controls.link_value(Sequences, "at"), key="digit_rows", on_rest=lambda step: controls.set_link_value(Sequences, "at", step))
    explain()


def explain() -> None:
    told = {name: models.figures(name) for name in one_to_one.ALL}
    st.subheader("How well do they do?", anchor=False)
    one_to_one.skill(told)
    with st.expander("Held-out digits read right if the picture ended after row 1, 2, …"):
        tables.table(text.after_rows({name: told[name] for name in NAMES}), "Share read right after every row")
    st.subheader("What they get wrong", anchor=False)
    wrong = text.wrong({name: told[name] for name in NAMES})
    picture_input.failures(wrong)
    gru = told["digits-gru"]
    footer.foot(wiring=MANY_TO_ONE.unrolled(8), sizes=(8, gru["hidden_size"], 10), each=("row of 8 pixels", "row of ten probabilities"),
               options=Options(cell="gru", task="classification", hidden_size=gru["hidden_size"], embedding=False), failures=[], names=NAMES)
