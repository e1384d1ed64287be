"""What every network expects, and keeps in mind, after each word: the scrubber."""

import streamlit as st

from pages.common import controls, links, tables
from pages.views.playground.words import compute, scrubber, text
from rnn_core.text.completion import Reading


@st.fragment
def show(state: links.Playground, readings: dict[str, Reading]) -> None:
    answer, notice = text.answer_to_follow(readings, controls.widget(
        links.Playground, "answer", width=320, placeholder=text.answer_to_follow(readings)[0]))
    if notice:
        st.info(notice)
    runs = compute.runs(" ".join(next(iter(readings.values())).tokens), answer, tuple(readings))
    scrubber.show(runs, step=controls.link_value(links.Playground, "step"), key="scrubber",
                  on_rest=lambda step: controls.set_link_value(links.Playground, "step", step))
    st.caption("Move along the words: drag, tap a word, or use the arrow keys. Each network has read the words up to the mark, "
               "and nothing after it. A state is all that the RNN, GRU and LSTM keep of them; the window net has none, "
               "its picture shows its hidden layer, made anew from five words at every step. All values stand in the tables below, too.")
    tables.folded(lambda: scrubber.rows(runs), "After every word, each network's most probable next word", key="steps_table")
    read, position = scrubber.position(runs, controls.link_value(links.Playground, "step"))
    with st.expander("The states and gates as a table: every unit where the mark stands", key="units_table", on_change="rerun") as table:
        if table.open:
            st.markdown(f"Unit by unit **{position}**; move the mark, and the table follows.")
            tables.table(scrubber.unit_rows(runs, read), f"Every unit's value {position}")
