"""Chapter 2: what four trained networks say to the two sentences, and to the visitor's own."""

import streamlit as st

from pages.common import bars, clues, controls, links, models
from pages.common.markdown import escape_markdown
from pages.views.home.shared import chapter, words
from pages.views.home.shared.sentence import EMPTY, wordless

QUESTION = chapter.Question("Four networks complete the same two sentences. One of them sees the last five words only. Where will it be wrong?",
                            ("in the first", "in the second", "in neither"), 2)


def show(state: links.Story) -> None:
    said = [word.strip() for word in (state.sky_word, state.far_word) if word.strip()]
    if said:
        st.markdown(f"You wrote {' and '.join(f'*{escape_markdown(word)}*' for word in said)}.")
    if not chapter.ask(state, QUESTION):
        for sentence in (links.SKY, links.OWN):
            st.html(words.strip(sentence.split(), window=True))
        st.caption("Outlined: what the network with the window sees.")
        return
    for sentence in (links.SKY, links.OWN) if state.own_sentence == links.OWN else (links.OWN,):  # there is room for two pictures
        answers(sentence)
    chapter.conclude("Near clue: all four know. Far clue: the window net cannot, and of those with a memory the plain one, RNN, has lost it.")
    st.markdown("RNN is short for *recurrent neural network*, GRU for *gated recurrent unit*, LSTM for *long short-term memory*. You will meet all three.")
    own(state)
    chapter.computed("Each network was trained before, on sentences made of facts and on prose. It reads the words one by one and gives every word of "
                     "its vocabulary a probability. The bar is the probability of its first choice.")
    chapter.deeper("playground", "change the sentence, put more words in between", {"sentence": state.own_sentence, "filler": "0"})


def answers(sentence: str) -> None:
    readings, damaged = models.readings(sentence)
    for message in damaged:
        st.error(message)
    if readings:
        reading = next(iter(readings.values()))
        found = clues.clue(reading)
        st.html(words.strip(reading.tokens, clue=found[0] if found else "") + bars.first_words(readings))


def own(state: links.Story) -> None:
    setting = controls.field_of(links.Story, "own_sentence").metadata["setting"]

    def store() -> None:
        controls.set_link_value(links.Story, "own_sentence", st.session_state["field_own_sentence"])

    st.text_input("**Now a sentence of your own**, up to the blank. The next chapters use it. For example: *she is from Japan, so she speaks*",
                  state.own_sentence, max_chars=setting.longest, key="field_own_sentence", on_change=store)
    if wordless(state.own_sentence):
        chapter.notices([EMPTY])
    elif state.own_sentence != links.OWN:
        answers(state.own_sentence)
        unknown = clues.unknown_words(next(iter(models.readings(state.own_sentence)[0].values())))
        chapter.notices([unknown] if unknown else [])
