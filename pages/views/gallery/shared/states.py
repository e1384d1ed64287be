"""The gallery's rooms, one module each, and the state that each one keeps in the link."""

from pages.common import controls, links
from pages.common.settings import Knobs

STATES: dict[str, type[Knobs]] = {
    links.ONE: links.OneToOne, links.TUNE: links.Tune, links.VERDICT: links.Verdict, links.NAMES: links.Marks, links.TRANSLATION: links.Translating,
    links.ROWS: links.Sequences, links.BUILD: links.Wiring}


def enter(room: str) -> None:
    """Go to another room, to its last step and its first network."""
    controls.hold(links.Gallery, "room", links.Gallery.read({"room": room})[0].room)
    controls.hold(links.Gallery, "at", links.Gallery().at)
    controls.hold(links.Gallery, "net", links.Gallery().net)
