"""Five wirings of one network, alive: what reads, what writes, and really trained networks in each."""

import streamlit as st

from pages import require_frame
from pages.kit import controls, urls
from pages.kit.urls import Gallery
from pages.looks.rooms import STATES, build, translation

require_frame()
st.title("One network, five wirings")

# ask
controls.notices(Gallery, *STATES.values())
room = controls.widget(Gallery, "room", clears=("at",), flat=True, label_visibility="collapsed")

# show
ROOMS = {urls.TRANSLATION: translation, urls.BUILD: build}
ROOMS.get(room or Gallery().room, build).show()
