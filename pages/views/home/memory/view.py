"""Chapter 6: what the hidden state holds, seen from two sentences that differ in one word."""

import streamlit as st

from pages.common import clues, links
from pages.views.home.memory import compute, text
from pages.views.home.shared import chapter, sentence, words
from pages.views.home.shared.sentence import Sentence

QUESTION = chapter.Question("Two sentences differ in one word, then go on alike. What becomes of the difference in a network's memory?",
                            ("gone at the next word", "it stays, in some longer than in others", "it grows with every word"), 2)


def show(state: links.Story) -> None:
    found = sentence.of(state, with_clue=True)
    other = clues.replacement(sentence.reading(found.text, "rnn"))[1]
    st.markdown("The **hidden state** is the row of numbers that a network carries from word to word. Nobody can read it. "
                "But we can compare two of them.")
    chapter.notices(found.notices)
    if not chapter.ask(state, QUESTION):
        for clue in (found.clue, other):
            st.html(words.strip([clue if k == found.place else token for k, token in enumerate(found.tokens)], clue=clue))
        return
    apart = picture(found, other)
    chapter.conclude("The state holds what was read, as long as the network has learned to hold it.")
    st.markdown(f"{text.verdict(apart)} The window net forgets after five words, exactly.")
    chapter.computed("Each network reads both sentences. After every word we subtract one state from the other and take the length of what is left, as a share of "
                     "the largest such length of that network. For the LSTM it is the cell state, which chapter 9 explains.")
    chapter.deeper("playground", "what each network expects and keeps, word by word",
                   {"sentence": found.text, "filler": "0", "look": links.WORD_BY_WORD, "step": str(found.place + 1)})


def picture(found: Sentence, other: str) -> dict[str, list[float]]:
    changed = clues.replace_last(found.tokens, found.clue, other)
    apart = compute.apart(" ".join(found.tokens), changed)
    st.html(text.grid(found.tokens, apart, found.place))
    st.caption(f"How far the run with *{found.clue}* is from the run with *{other}*; 1 is each network's largest difference. Left after the last word: {text.kept(apart)}.")
    return apart
