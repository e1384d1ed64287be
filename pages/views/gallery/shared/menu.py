"""The gallery's rooms by name and picture.  No Streamlit here."""

from pages.common import links
from pages.views.gallery.shared import wiring_icons
from rnn_core.gallery.topologies import (
    ENCODER_DECODER,
    FORECAST,
    MANY_TO_MANY,
    MANY_TO_ONE,
    ONE_TO_MANY,
    ONE_TO_ONE,
    Topology,
)

QUESTION = ('<svg viewBox="0 0 88 62" width="88" height="62" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="1.4" '
            'stroke-dasharray="2.5 2">' + "".join(f'<rect x="{x}" y="{y}" width="12" height="12" rx="2.5"/>' for x in (5, 27, 49, 71)
                                                  for y in (5, 25, 45)) + "</g></svg>")
TEXTS: dict[str, tuple[str, Topology | None]] = {
    links.ONE_TO_ONE: ("One to one: a picture, at once", ONE_TO_ONE),
    links.MUSIC: ("One to many: music", ONE_TO_MANY),
    links.SENTIMENT: ("Many to one: sentiment", MANY_TO_ONE),
    links.ENTITIES: ("Many to many, aligned: names", MANY_TO_MANY),
    links.TRANSLATION: ("Many to many: translation", ENCODER_DECODER),
    links.SEQUENCES: ("Images and time as sequences", FORECAST),
    links.WIRING: ("Build the wiring yourself", None),
}


def doors() -> dict[str, tuple[str, str]]:
    return {room: (text, wiring_icons.svg(wiring) if wiring else QUESTION) for room, (text, wiring) in TEXTS.items()}
