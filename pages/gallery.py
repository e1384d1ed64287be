"""Five wirings of one network, alive: what reads, what writes, and really trained networks in each."""

import streamlit as st

from pages import require_frame
from pages.common import controls, lesson, links
from pages.common.links import Gallery, Sequences
from pages.views.gallery.digits.one_to_one import show as one_to_one
from pages.views.gallery.digits.rows import show as rows
from pages.views.gallery.entities.view import show as entities
from pages.views.gallery.lesson import STEPS
from pages.views.gallery.music.view import show as music
from pages.views.gallery.sentiment.view import show as sentiment
from pages.views.gallery.series.view import show as series
from pages.views.gallery.shared import chooser, menu
from pages.views.gallery.shared.states import STATES, enter
from pages.views.gallery.translation.view import show as translation
from pages.views.gallery.wiring.view import show as wiring

require_frame()
st.title("One network, five wirings")


def sequences() -> None:
    """Two sequences that are no text: the rows of a picture, the years of a series."""
    first, last = st.columns([9, 2], vertical_alignment="bottom")
    with first:
        what = controls.widget(Sequences, "seq_what", label_visibility="collapsed")
    with last:
        controls.share(Sequences)
    (series if what == links.BY_YEARS else rows)()


ROOMS = {
    links.ONE_TO_ONE: one_to_one,
    links.MUSIC: music,
    links.SENTIMENT: sentiment,
    links.ENTITIES: entities,
    links.TRANSLATION: translation,
    links.SEQUENCES: sequences,
    links.WIRING: wiring,
}

# ask
controls.notices(*STATES.values())
room = controls.link_value(Gallery, "room")
chooser.show({name: door for name, door in menu.doors().items() if name in ROOMS}, room, label="Room of the gallery", key="gallery_rooms",
             on_choice=enter)

# show
if room in ROOMS:
    ROOMS[room]()
else:
    st.info("This room is not here: choose another one above.")
lesson.show(STEPS)
