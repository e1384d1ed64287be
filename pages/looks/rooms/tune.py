"""One to many: from one chosen note a melody grows, seen, heard and taken apart."""

from typing import Any

import streamlit as st

from pages.kit import controls, roll, rooms, tables, told_tune, tuning, unrolled
from pages.kit.tuning import Composed
from pages.kit.urls import Tune
from rnn_core import zoo
from rnn_core.frameworks import Options
from rnn_core.weights import DamagedFile

MODELS = ("music-rnn", "music-gru", "music-lstm")


def ask() -> Tune:
    drawn: dict[str, Any] = {}
    for names, widths in (((("tune_pitch", "tune_long"), ("tune_metre", "tune_mode"), ("tune_cell",)), (5, 5, 5)),):
        for column, pair in zip(st.columns(widths, gap="medium", vertical_alignment="bottom"), names, strict=True):
            with column, st.container(horizontal=True, gap="small"):
                for name in pair:
                    drawn[name] = controls.widget(Tune, name, clears=("at",))
    return controls.checked(Tune, drawn)


@st.fragment
def show() -> None:
    st.markdown("It reads **one** thing, the note you choose, and writes **many**: each note that it writes is the next one that it reads.")
    state = ask()
    try:
        made, figures = tuning.composed(state), rooms.figures(tuning.name(state))
    except DamagedFile as error:
        st.error(str(error))
        return
    roll.show(made, metre=state.tune_metre, tempo=state.tune_tempo, kind=state.tune_cell.lower(), key="tune_roll")
    st.markdown(told_tune.outcome(made, state.tune_notes))
    st.markdown(told_tune.copied(made, figures))
    unrolled.show({state.tune_cell.lower(): made.run}, step=controls.held(Tune, "at"), key="tune_drawing",
                  on_rest=lambda step: controls.hold(Tune, "at", step))
