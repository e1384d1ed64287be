"""Chapter 1: the visitor completes two sentences.  No network is loaded here, so that Start is there at once."""

import streamlit as st

from pages.common import controls, links
from pages.views.home.shared import chapter, words
from pages.views.home.shared.doors import doors

SKY, FAR = "the color of the sky is".split(), "I grew up in Germany , then moved here to work , so I 'm fluent in".split()
BETWEEN = len(FAR) - 1 - FAR.index("Germany")


def show(state: links.Story) -> None:
    st.markdown("Write the word that comes next, as the keyboard of a phone would guess it. In ten minutes you will know "
                "what it takes to do this.")
    both = state.sky_word.strip() and state.far_word.strip()
    for name, tokens, clue in (("sky_word", SKY, "sky"), ("far_word", FAR, "germany")):
        st.html(words.strip(tokens, clue=clue if both else "", filled=getattr(state, name)))
        write(state, name)
    if both:
        st.markdown(f"Now look at how you did it. In the first line the clue, *sky*, stands next to the last word. In the second, "
                    f"*Germany* is {BETWEEN} words and commas away from the blank. You **remembered** it.")
        chapter.conclude("Whoever completes a sentence needs a memory. This story is about how a network gets one, and why it forgets.")
        chapter.deeper("playground", "guess more sentences, then see four networks answer",
                       {"sentence": links.GERMANY, "filler": "12", "mode": links.GUESS})
    with st.expander("I know all this: where is what?"):
        doors()


def write(state: links.Story, name: str) -> None:
    setting = controls.field_of(links.Story, name).metadata["setting"]
    field = f"field_{name}"

    def store() -> None:
        controls.set_link_value(links.Story, name, st.session_state[field].strip())

    st.text_input(setting.label, getattr(state, name), max_chars=setting.longest, key=field, on_change=store, autocomplete="off",
                  placeholder="one word")
