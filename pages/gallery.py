"""Five wirings of one network, alive: what reads, what writes, and really trained networks in each."""

import streamlit as st

from pages import require_frame
from pages.kit import chooser, controls, doors, urls
from pages.kit.urls import Gallery
from pages.looks.rooms import STATES, at_once, build, enter, lesson, marks, rows, translation, tune, verdict

require_frame()
st.title("One network, five wirings")

# ask
controls.notices(*STATES.values())
room = controls.held(Gallery, "room")
chooser.show(doors.doors(), room, label="Room of the gallery", key="gallery_rooms", on_choice=enter)

# show
ROOMS = {urls.ONE: at_once, urls.TUNE: tune, urls.VERDICT: verdict, urls.NAMES: marks, urls.TRANSLATION: translation, urls.ROWS: rows,
         urls.BUILD: build}
ROOMS[room].show()
lesson.show()
