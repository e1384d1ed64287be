"""The same sentence with another clue, or without some words: what it does to the answer."""

import streamlit as st

from pages.common import bars, clues, controls, links, models, tables
from pages.views.playground.words import compute, figures, next_words, text
from rnn_core.text.completion import Reading

WIDTH = 220  # of a field for one word


@st.fragment
def show(state: links.Playground, readings: dict[str, Reading]) -> None:
    reading = list(readings.values())[-1]
    if not reading.tokens:
        st.info(text.NO_WORDS)
        return
    change = controls.widget(links.Playground, "change") or state.change
    fields = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    with st.container() if change == links.OMIT else fields:
        changed, new_clue = change_sentence(reading, change)
    read_again = models.readings(changed)[0]
    with fields:
        first, notice = text.answer_to_follow(readings, controls.widget(
            links.Playground, "answer", width=WIDTH, placeholder=text.answer_to_follow(readings)[0]))
        last = list(read_again.values())[-1]
        second, other = text.rival_answer(last, first, new_clue, controls.widget(
            links.Playground, "rival", width=WIDTH, placeholder=text.rival_answer(last, first, new_clue)[0]))
    for message in filter(None, (notice, other)):
        st.info(message)
    show_change(" ".join(reading.tokens), changed, read_again, first, second)


def change_sentence(reading: Reading, change: str) -> tuple[str, str]:
    """The sentence as the visitor changes it, and its new clue."""
    tokens = reading.tokens
    if change == links.OMIT:
        places = controls.pick_places(links.Playground, "without", list(tokens), key=f"without {' '.join(tokens)}")
        if not places:
            st.info("Choose words above: they are left out, and the networks read the rest.")
        return text.leave_out(tokens, places), ""
    wanted = controls.widget(links.Playground, "swap", width=WIDTH, placeholder=clues.replacement(reading)[1])
    old, new, notice = clues.replacement(reading, wanted)
    if notice:
        st.info(notice)
    return (clues.replace_last(tokens, old, new) if old else " ".join(tokens)), new


def show_change(sentence: str, changed: str, read_again: dict[str, Reading], first: str, second: str) -> None:
    odds = compute.log_odds(sentence, changed, first, second, tuple(read_again))
    st.markdown("The networks now read:")
    st.html(bars.sentence(next(iter(read_again.values()))))
    tables.chart(figures.log_odds(odds, first, second), "odds")
    st.markdown(text.log_odds_changes(odds, first, second))
    st.caption(f"Log-odds: log p({first}) − log p({second}), exact, from each network's own probabilities. Right of 0 it holds {first} "
               f"for the more probable, left of 0 {second}. Circle: the sentence as it was; dot: the changed one.")
    tables.table(text.log_odds_rows(odds, first, second), "Log-odds before and after")
    st.html(next_words.side_by_side(read_again))
