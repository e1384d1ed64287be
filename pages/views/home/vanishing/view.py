"""Chapter 8: why the far clue is lost."""

import streamlit as st

from pages.common import links
from pages.views.home.shared import chapter, sentence, words
from pages.views.home.shared.sentence import Sentence
from pages.views.home.vanishing import compute, text

FURTHER = 20  # words: the network then reads the sentence again and again


def show(state: links.Story) -> None:
    found = sentence.of(state, with_clue=True)
    left, factor = compute.left("rnn", " ".join(found.tokens), len(found.tokens))
    back = len(found.tokens) - 1 - found.place
    sizes, right = text.options(left[back])
    st.markdown(f"A fresh RNN reads the sentence. On the way back, each word multiplies the error signal by some number. "
                f"We measured it: **× {factor:.2f}** on average.")
    chapter.notices(found.notices)
    question = chapter.Question(f"*{found.clue.capitalize()}* is {back} steps back. How much of the error signal reaches it?", sizes, right)
    if not chapter.ask(state, question):
        st.html(words.strip(found.tokens, clue=found.clue))
        return
    picture(found, left, back)
    chapter.conclude("So the far clue is lost: the network is hardly told that it mattered, so it hardly learns to keep it.")
    st.markdown("This is the **vanishing gradient**. *Gradient* is the exact name of the error signal. Where the numbers are above 1, it explodes instead.")
    chapter.computed("A plain RNN with 32 hidden units and PyTorch's first weights, seed 0, before any training. Its error depends on the state after the last word. Bars: the "
                     "length of the slope along the hidden state after each word, as a share of that after the last. It is computed exactly, by "
                     "backpropagation through time.")
    chapter.deeper("gradient_flow", "slide over lengths from 1 to 1,000, change what decides it", {"panel": links.LENGTH_SLIDER})


def picture(found: Sentence, left: list[float], back: int) -> None:
    st.html(text.ladder(found.tokens, left, found.place))
    further = compute.left("rnn", " ".join(found.tokens), FURTHER + 1)[0][FURTHER]
    st.caption(f"From the last word back to *{found.clue}*. There, {text.one_in(left[back])} of the signal is left; {FURTHER} words back, "
               f"were the sentence longer, {text.one_in(further)}.")
