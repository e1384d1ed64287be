"""What comes next?  Four trained networks complete the visitor's sentence; three write on, character by character."""

import streamlit as st

from pages import require_frame
from pages.common import controls, links
from pages.views.playground.characters.view import show as characters
from pages.views.playground.words.view import show as words

require_frame()
title = st.empty()

# ask
controls.notices(links.Playground, links.CharacterTraining)
switches = st.container(horizontal=True, gap="medium")
with switches:
    reads = controls.widget(links.Playground, "reads", label_visibility="collapsed")

# show
if reads == links.CHARACTERS:
    title.title("Which character comes next?")
    characters(switches)
else:
    title.title("Which word comes next?")
    words()
