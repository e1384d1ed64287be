"""A lesson on memory in four links, ready to be sent."""

import streamlit as st

from pages.common import controls, links
from pages.common.links import Playground

LINKS: dict[str, tuple[str, Playground]] = {
    "1. The clue is near": ("Predict first. All four networks know the colour of the sky: only one word stands between its clue, *sky*, and the blank.",
                            Playground(sentence=links.SKY, filler=0, mode=links.GUESS)),
    "2. The clue is far": ("Predict again. With twelve words of filler, 17 words stand between *germany* and the blank, and the window net "
                           "no longer sees the clue; who still knows the language?",
                           Playground(sentence=links.GERMANY, filler=12, mode=links.GUESS)),
    "3. Watch it being remembered": ("Move along the words, and see what is kept of *germany* while the filler goes by.",
                                     Playground(sentence=links.GERMANY, filler=12, look=links.WORD_BY_WORD, step=5)),
    "4. Is that one lucky example?": ("Accuracy over a thousand held-out sentences at every distance, beyond what training had.",
                                      Playground(sentence=links.GERMANY, filler=40, look=links.DISTANCE)),
}


def show() -> None:
    with st.expander("A lesson in four links, for a class", icon=":material/school:"):
        for title, (what, state) in LINKS.items():
            st.page_link("pages/playground.py", label=f"**{title}**", query_params=state.query())
            st.caption(what)
            st.code(controls.full_link(state), language=None, wrap_lines=True)
