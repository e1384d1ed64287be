"""One to one: a digit read at once by a network without recurrence, so that the others have something to differ from."""

import streamlit as st

from pages.common import controls, tables
from pages.common.links import OneToOne
from pages.views.gallery.digits import compute, feedforward_programs, picture_input, text
from pages.views.gallery.shared import footer, models, unrolled
from rnn_core.gallery.topologies import ONE_TO_ONE
from rnn_core.nn.safetensors import DamagedFile

NAME = "digits-feedforward"
ALL = (NAME, "digits-rnn", "digits-gru", "digits-lstm")


def show() -> None:
    top, last = st.columns([9, 2], vertical_alignment="bottom")
    top.markdown("One input, one output: the whole picture goes in **at once**, ten probabilities come out. **No recurrence**: nothing is "
                 "carried from one step to the next, because there is one step only.")
    with last:
        controls.share(OneToOne)
    left, right = st.columns([5, 6], gap="large")
    with left:
        slot = st.container()
        number = controls.widget(OneToOne, "digit_number", clears=picture_input.INPUT)
        shuffled = controls.widget(OneToOne, "digit_shuffled")
    state = controls.read_state(OneToOne, {"digit_number": number, "digit_shuffled": shuffled})
    with slot:
        given = picture_input.ask(state.digit_number, state.digit_shuffled)
    try:
        run = compute.at_once(given.code, state.digit_shuffled)
    except DamagedFile as error:
        st.error(str(error))
        return
    with right:
        unrolled.show({compute.AT_ONCE: run}, step=0, key="digit_once", on_rest=lambda step: None)
    explain(state)


def explain(state: OneToOne) -> None:
    told = {name: models.figures(name) for name in ALL}
    mine = told[NAME]
    st.subheader("What it cannot do", anchor=False)
    st.markdown("- **Its size is fixed.** It has a weight for each of 64 pixels: a larger picture, or a sentence, does not fit in. A recurrent "
                "network uses the same weights at every step, so a longer input only means more steps.\n"
                f"- {text.order(told, state.digit_shuffled)}")
    st.subheader("How well does it do?", anchor=False)
    skill(told)
    st.subheader("What it gets wrong", anchor=False)
    wrong = text.wrong({NAME: mine})
    picture_input.failures(wrong)
    with st.expander("The same network in a few lines of PyTorch and Keras"):
        for column, (title, code) in zip(st.columns(2), feedforward_programs.AT_ONCE.items(), strict=True):
            column.caption(title)
            column.code(code, language="python", wrap_lines=True)
        st.page_link("pages/code.py", label="Recurrent networks in both frameworks: the code page", icon=":material/code:")
    footer.foot(wiring=ONE_TO_ONE, sizes=(64, mine["hidden_size"], 10), each=("picture of 64 pixels", "row of ten probabilities"),
               options=None, failures=[], names=(NAME,))


def skill(told: dict[str, dict]) -> None:
    tables.table(text.skill(told), "Shares of held-out digits read right")
    n = told[NAME]["held_out"]["n"]
    st.caption(f"Shares of {n} held-out pictures, with 95 % intervals (Wilson). All four networks have about 41,000 parameters and learned from the "
               "same pictures. “Other people's hands”: the same recipe trained on the first three quarters of the file and tested on the last, "
               "mostly written by people it has not learned from, as you are one.")
