"""The same sentence with another clue, or without some words: what it does to the answer."""

import streamlit as st

from pages.kit import bars, controls, models, tables, told, urls
from pages.kit import figures as charts
from pages.kit.urls import Playground
from rnn_core.completion import Reading


def changed(tokens: tuple[str, ...], reading: Reading, change: str) -> tuple[str, str]:
    """The sentence as the visitor changes it, and its new clue."""
    if change == urls.OMIT:
        places = controls.picked(Playground, "without", list(tokens), key=f"without {' '.join(tokens)}")
        left = told.omitted(tokens, places)
        if not places:
            st.info("Choose words above: they are left out, and the networks read the rest.")
        return left, ""
    old, new, notice = told.instead(reading, controls.widget(Playground, "swap", width=260))
    if notice:
        st.info(notice)
    return (told.exchanged(tokens, old, new) if old else " ".join(tokens)), new


@st.fragment
def show(state: Playground, readings: dict[str, Reading]) -> None:
    reading = list(readings.values())[-1]
    if not reading.tokens:
        st.info("There are no words yet: type a sentence.")
        return
    change = controls.widget(Playground, "change") or state.change
    after, new = changed(reading.tokens, reading, change)
    with st.container(horizontal=True, gap="medium"):
        wanted = controls.widget(Playground, "answer", width=260)
        against = controls.widget(Playground, "rival", width=260)
    first, notice = told.followed(readings, wanted)
    read_after = models.readings(after)[0]
    second, other = told.rival(list(read_after.values())[-1], first, new, against)
    for message in filter(None, (notice, other)):
        st.info(message)
    found = models.weighed(" ".join(reading.tokens), after, first, second, tuple(readings))
    st.markdown("The networks now read:")
    st.html(bars.words(next(iter(read_after.values()))))
    st.plotly_chart(charts.odds(found, first, second), key="odds", config={"displayModeBar": False})
    st.markdown(told.weighed(found, first, second))
    st.caption(f"Log-odds: log p({first}) − log p({second}), exact, from each network's own probabilities. Right of 0 it holds {first} "
               f"for the more probable, left of 0 {second}. Circle: the sentence as it was; dot: the changed one.")
    tables.table(told.weighed_rows(found, first, second), "Log-odds before and after")
    st.html(bars.side_by_side(read_after))
