"""What a network remembers: the story's two sentences, answered live, and the way to every page."""

import streamlit as st

from pages import require_frame
from pages.common import bars, links, models
from pages.common.theme import NETWORKS
from rnn_core.text.corpus import add_filler

require_frame()
st.title("What does a network remember?")
st.markdown("Read a sentence word by word, and guess the next word. Sometimes only a word stands between the clue and the blank. "
            "Sometimes there are many: then the network must see that far back at once, or **carry a memory along**.")

EXAMPLES = {"The clue is near": (links.SKY, 0), "The clue is far": (links.GERMANY, 12)}

for column, (title, (sentence, filler)) in zip(st.columns(2, gap="large"), EXAMPLES.items(), strict=True):
    text = add_filler(sentence, filler, 0)
    readings, damaged = models.readings(text)
    with column.container(border=True, height="stretch"):
        st.header(title, anchor=False)
        for message in damaged:
            st.error(message)
        if readings:
            st.html(bars.sentence(next(iter(readings.values()))))
            st.html(bars.first_words(readings))
        st.page_link("pages/playground.py", label="Change the words yourself", icon=":material/edit_note:",
                     query_params=links.Playground(sentence=sentence, filler=filler, seed=0).query())

st.markdown(f"**{NETWORKS['window'][0]}**: an ordinary network that sees the last five words, outlined above. "
            f"**{NETWORKS['rnn'][0]}**, **{NETWORKS['gru'][0]}** and **{NETWORKS['lstm'][0]}** read one word at a time and "
            "keep a state. All four have about as many parameters and learned from the same sentences; "
            "the country in the second one never had filler words after it in their training.")
st.page_link("pages/playground.py", label="**Sequence completion**: type any sentence", icon=":material/edit_note:")
st.page_link("pages/gallery.py", label="**Topology gallery**: one network in five wirings", icon=":material/hub:")
st.page_link("pages/gradient_flow.py", label="**Gradient flow**: how far back does it reach?", icon=":material/timeline:")
st.page_link("pages/code.py", label="**PyTorch and TensorFlow**: one network, twice", icon=":material/code:")
