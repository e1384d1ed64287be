"""A lesson on the five wirings in links, ready to be sent."""

import streamlit as st

from pages.common import controls, links
from pages.common.links import Entities, Gallery, Music, OneToOne, Sentiment, Sequences, Translation, WiringTask

LONG = "the young woman who lost her key does not see the old horse behind our house"
LINKS: dict[str, tuple[str, Gallery]] = {
    "1. Wire it first": ("A review is to be judged. At which steps must the network read, and at which write? Mark them before you go on.",
                         WiringTask(room=links.WIRING, wire_task=0)),
    "2. Many to one": ("Watch the verdict change as “not bad at all” is read, word by word. Which network turns round, and where?",
                       Sentiment(room=links.SENTIMENT)),
    "3. One to one": ("A digit, whole, in one step: nothing to remember. Draw one of your own.", OneToOne(room=links.ONE_TO_ONE)),
    "4. The same digit, row by row": ("Now it comes row by row, and the network must keep what it has seen.",
                                             Sequences(room=links.SEQUENCES, seq_what=links.BY_ROWS)),
    "5. One to many": ("One note is given, a whole tune is written. Play it, then draw another.", Music(room=links.MUSIC)),
    "6. Many to many, step for step": ("Is Jordan a person or a country? Only what comes after can tell: one way against two ways.",
                                       Entities(room=links.ENTITIES)),
    "7. Many to many, all read first": ("A long sentence through one vector: compare the translation without attention with the one that has it.",
                                        Translation(room=links.TRANSLATION, tongue_text=LONG)),
}


def show() -> None:
    with st.expander("A lesson in seven links, for a class", icon=":material/school:", key="gallery_lesson", on_change="rerun") as opened:
        if opened.open:
            for title, (what, state) in LINKS.items():
                st.page_link("pages/gallery.py", label=f"**{title}**", query_params=state.query())
                st.caption(what)
                st.code(controls.full_link(state), language=None, wrap_lines=True)
