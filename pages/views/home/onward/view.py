"""Chapter 11: where to go next; and every page by what one wants to know."""

import streamlit as st

from pages.common import links
from pages.views.home.shared import chapter
from pages.views.home.shared.doors import doors

QUESTION = chapter.Question("Before you go, say it aloud. Why was the far clue lost, and what does a gate do about it? Then compare.",
                            ("I have said it",), 0)

def show(state: links.Story) -> None:
    if not chapter.ask(state, QUESTION):
        return
    st.markdown("**Why it was lost.** A plain RNN passes its memory through the same weights at every word. On the way back the error signal is multiplied "
                "each time, mostly by less than 1. After a dozen words nothing tells the network that the clue mattered.\n\n"
                "**What a gate does.** It is a number from 0 to 1, computed at every word, that says how much of the memory stays.\n\n"
                "**Why an LSTM keeps it.** With the gate near 1, memory and error signal pass the words in between almost unchanged.")
    chapter.conclude("What would you like to do now?")
    doors()
