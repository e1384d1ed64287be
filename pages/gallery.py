"""Five wirings of one network, alive: what reads, what writes, and really trained networks in each."""

import streamlit as st

from pages import require_frame
from pages.common import controls, lesson, links
from pages.views.gallery.digits import view as digits
from pages.views.gallery.entities import view as entities
from pages.views.gallery.lesson import STEPS
from pages.views.gallery.music import view as music
from pages.views.gallery.sentiment import view as sentiment
from pages.views.gallery.series import view as series
from pages.views.gallery.shared import chooser
from pages.views.gallery.shared.chooser import Entry
from pages.views.gallery.translation import view as translation
from pages.views.gallery.wiring import view as wiring
from rnn_core.gallery import topologies
from rnn_core.nn.safetensors import DamagedFile

require_frame()
st.title("One network, five wirings")


def sequences() -> None:
    """Two sequences that are no text: the rows of a picture, the years of a series."""
    with controls.beside_share(links.Sequences):
        what = controls.widget(links.Sequences, "seq_what", label_visibility="collapsed")
    (series.show if what == links.BY_YEARS else digits.row_by_row)()


def enter(room: str) -> None:
    """Go to another room, to its last step and its first network."""
    for name, value in {"room": room, "at": links.Gallery.at, "net": links.Gallery.net}.items():
        controls.set_link_value(links.Gallery, name, value)


# Every room, one line each: its place in the link, its name and picture in the menu, its settings, and what it shows.
MENU = {
    links.ONE_TO_ONE: Entry("One to one: a picture, at once", topologies.ONE_TO_ONE, links.OneToOne, digits.one_to_one),
    links.MUSIC: Entry("One to many: music", topologies.ONE_TO_MANY, links.Music, music.show),
    links.SENTIMENT: Entry("Many to one: sentiment", topologies.MANY_TO_ONE, links.Sentiment, sentiment.show),
    links.ENTITIES: Entry("Many to many, aligned: names", topologies.MANY_TO_MANY, links.Entities, entities.show),
    links.TRANSLATION: Entry("Many to many: translation", topologies.ENCODER_DECODER, links.Translation, translation.show),
    links.SEQUENCES: Entry("Images and time as sequences", topologies.FORECAST, links.Sequences, sequences),
    links.WIRING: Entry("Build the wiring yourself", None, links.WiringTask, wiring.show),
}

# ask
controls.notices(*(entry.state for entry in MENU.values()))
room = controls.link_value(links.Gallery, "room")
chooser.show(MENU, room, label="Room of the gallery", key="gallery_menu", on_choice=enter)

# show
try:
    if room in MENU:
        MENU[room].show()
    else:
        st.info("This room is not here: choose another one above.")
except DamagedFile as error:
    st.error(str(error))
lesson.show(STEPS)
