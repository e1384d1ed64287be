"""Chapter 5: the loop, and the loop unrolled, with the visitor's sentence running through it."""

import streamlit as st

from pages.common import links
from pages.views.home.loop import compute, unroller
from pages.views.home.shared import chapter, sentence, words
from pages.views.home.shared.sentence import Sentence


def show(state: links.Story) -> None:
    found = sentence.of(state)
    if state.large:
        picture(state, found)
        computed(found)
        st.button("Back to the story", icon=":material/arrow_back:", key="narrow", on_click=chapter.put, args=({"large": "false"},))
        return
    T = len(found.tokens)
    st.markdown("A **recurrent neural network** (RNN) reads a word and feeds its state back into itself: a loop. "
                "To see time pass, we draw the loop once for each word.")
    chapter.notices(found.notices)
    question = chapter.Question(f"Your sentence has {T} words and signs. How many sets of weights does the unrolled network keep?", ("1", str(max(T, 2))), 1)
    if not chapter.ask(state, question):
        st.html(words.strip(found.tokens))
        return
    picture(state, found)
    st.button("As wide as your screen", icon=":material/open_in_full:", key="widen", on_click=chapter.put, args=({"large": "true"},))
    chapter.conclude("Unrolled, it looks like a deep network. But all its layers are one: the same weights at every word, whatever the length.")
    computed(found)
    chapter.deeper("gallery", "wire such a network yourself", {"room": links.WIRING})


def computed(found: Sentence) -> None:
    chapter.computed("The plain RNN of chapter 2 reads the sentence, after a mark for its start. Touch a coloured dot, and all places light up where that matrix is used. "
                     "W_ih weighs the word, W_hh the state before; b_ih and b_hh are added. tanh presses every sum between −1 and 1. "
                     "The units shown are those that move most.", lambda: unroller.rows(compute.of(found.text)), "Step by step")


def picture(state: links.Story, found: Sentence) -> None:
    unroller.show(compute.of(found.text), at=state.slide, unrolled=state.unrolled, key="loop_large" if state.large else "loop",
                  on_rest=lambda places: chapter.put({name: str(value) for name, value in places.items()}))
