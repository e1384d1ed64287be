"""The gallery's rooms, one module each, and the state that each one keeps in the link."""

from pages.common import controls, links
from pages.common.settings import PageState

STATES: dict[str, type[PageState]] = {
    links.ONE_TO_ONE: links.OneToOne, links.MUSIC: links.Music, links.SENTIMENT: links.Sentiment, links.ENTITIES: links.Entities, links.TRANSLATION: links.Translation,
    links.SEQUENCES: links.Sequences, links.WIRING: links.WiringTask}


def enter(room: str) -> None:
    """Go to another room, to its last step and its first network."""
    controls.set_link_value(links.Gallery, "room", links.Gallery.read({"room": room})[0].room)
    controls.set_link_value(links.Gallery, "at", links.Gallery().at)
    controls.set_link_value(links.Gallery, "net", links.Gallery().net)
