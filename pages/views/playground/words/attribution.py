"""Which words the answer hangs on."""

import streamlit as st

from pages.common import controls, links, tables
from pages.common.links import Playground
from pages.views.playground.words import compute, text, tinted_words
from rnn_core.text.completion import Reading

EXPLANATIONS = {
    links.DELETION: "By how many nats log p({answer}) falls when the word is left out and all others stay: log p({answer} | whole sentence) "
                   "− log p({answer} | without the word). Below 0: the word spoke against it. For the window net, leaving out a word "
                   "it sees also lets another one in.",
    links.GRADIENT: "‖∂ log p({answer}) / ∂x‖, x the word's vector: how fast the answer changes for a very small push on the word, in nats "
                   "per unit of length. A network that is sure of its answer has a small gradient everywhere: small is not the same as forgotten.",
}


@st.fragment
def show(state: Playground, readings: dict[str, Reading]) -> None:
    tokens = next(iter(readings.values())).tokens
    if not tokens:
        st.info("There are no words yet: type a sentence.")
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        wanted = controls.widget(Playground, "answer", width=260, placeholder=text.answer_to_follow(readings, "")[0])
        measure = controls.widget(Playground, "measure")
        compare = controls.widget(Playground, "compare")
    answer, notice = text.answer_to_follow(readings, wanted)
    if notice:
        st.info(notice)
    found = compute.influence(" ".join(tokens), answer, measure or state.measure, tuple(readings))
    st.html(tinted_words.html(found, tokens, same_scale=(compare or state.compare) == links.SAME_SCALE))
    st.markdown(text.most_influential(found, tokens))
    st.caption(EXPLANATIONS[measure or state.measure].format(answer=answer) + " ≈0: less than a hundredth of what has the full colour.")
    with st.expander("The same as a table", key="mattered_table", on_change="rerun") as table:
        if table.open:
            tables.table(text.influence_rows(found, tokens), f"Influence of every word on {answer}")
