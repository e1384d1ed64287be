"""The same sentence with another clue, or without some words: what it does to the answer."""

import streamlit as st

from pages.common import bars, controls, links, models, tables
from pages.common.links import Playground
from pages.views.playground.words import compute, next_words, text
from pages.views.playground.words import figures as charts
from rnn_core.text.completion import Reading


def change_sentence(state: Playground, reading: Reading, change: str) -> tuple[str, str]:
    """The sentence as the visitor changes it, and its new clue."""
    tokens = reading.tokens
    if change == links.OMIT:
        places = controls.pick_places(Playground, "without", list(tokens), key=f"without {' '.join(tokens)}")
        if not places:
            st.info("Choose words above: they are left out, and the networks read the rest.")
        return text.leave_out(tokens, places), ""
    wanted = controls.widget(Playground, "swap", width=220, placeholder=text.replacement(reading, "")[1])
    old, new, notice = text.replacement(reading, wanted)
    if notice:
        st.info(notice)
    return (text.replace_last(tokens, old, new) if old else " ".join(tokens)), new


@st.fragment
def show(state: Playground, readings: dict[str, Reading]) -> None:
    reading = list(readings.values())[-1]
    if not reading.tokens:
        st.info("There are no words yet: type a sentence.")
        return
    change = controls.widget(Playground, "change") or state.change
    fields = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    with st.container() if change == links.OMIT else fields:
        after, new = change_sentence(state, reading, change)
    read_after = models.readings(after)[0]
    last = list(read_after.values())[-1]
    with fields:
        first, notice = text.answer_to_follow(readings, controls.widget(Playground, "answer", width=220, placeholder=text.answer_to_follow(readings, "")[0]))
        second, other = text.rival_answer(last, first, new, controls.widget(
            Playground, "rival", width=220, placeholder=text.rival_answer(last, first, new, "")[0]))
    for message in filter(None, (notice, other)):
        st.info(message)
    found = compute.log_odds(" ".join(reading.tokens), after, first, second, tuple(readings))
    st.markdown("The networks now read:")
    st.html(bars.sentence(next(iter(read_after.values()))))
    st.plotly_chart(charts.log_odds(found, first, second), key="odds", config={"displayModeBar": False})
    st.markdown(text.log_odds_changes(found, first, second))
    st.caption(f"Log-odds: log p({first}) − log p({second}), exact, from each network's own probabilities. Right of 0 it holds {first} "
               f"for the more probable, left of 0 {second}. Circle: the sentence as it was; dot: the changed one.")
    tables.table(text.log_odds_rows(found, first, second), "Log-odds before and after")
    st.html(next_words.side_by_side(read_after))
