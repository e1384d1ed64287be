"""What comes next?  Four trained networks complete the visitor's sentence; three write on, character by character."""

import streamlit as st

from pages import require_frame
from pages.kit import controls, urls
from pages.kit.urls import Own, Playground
from pages.looks import letters, words

require_frame()
title = st.empty()

# ask
controls.notices(Playground, Own)
switches = st.container(horizontal=True, gap="medium")
with switches:
    reads = controls.widget(Playground, "reads", label_visibility="collapsed")

# show
if reads == urls.LETTERS:
    title.title("Which character comes next?")
    letters.show(switches)
else:
    title.title("Which word comes next?")
    words.show()
