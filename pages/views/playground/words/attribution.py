"""Which words the answer hangs on."""

import streamlit as st

from pages.common import controls, links, tables
from pages.views.playground.words import compute, text, tinted_words
from rnn_core.text.completion import Reading


@st.fragment
def show(state: links.Playground, readings: dict[str, Reading]) -> None:
    tokens = next(iter(readings.values())).tokens
    if not tokens:
        st.info(text.NO_WORDS)
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        answer, notice = text.answer_to_follow(readings, controls.widget(
            links.Playground, "answer", width=260, placeholder=text.answer_to_follow(readings)[0]))
        measure = controls.widget(links.Playground, "measure") or state.measure
        compare = controls.widget(links.Playground, "compare") or state.compare
    if notice:
        st.info(notice)
    influence = compute.influence(" ".join(tokens), answer, measure, tuple(readings))
    st.html(tinted_words.html(influence, tokens, same_scale=compare == links.SAME_SCALE))
    st.markdown(text.most_influential(influence, tokens))
    st.caption(text.MEASURES[measure].format(answer=answer) + " ≈0: less than a hundredth of what has the full colour.")
    tables.folded(lambda: text.influence_rows(influence, tokens), f"Influence of every word on {answer}", key="mattered_table")
