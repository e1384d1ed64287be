"""The gallery's rooms, one module each, and the state that each one keeps in the link."""

from pages.kit import controls, urls
from pages.kit.knobs import Knobs

STATES: dict[str, type[Knobs]] = {
    urls.ONE: urls.OneToOne, urls.TUNE: urls.Tune, urls.VERDICT: urls.Verdict, urls.NAMES: urls.Marks, urls.TRANSLATION: urls.Translating,
    urls.ROWS: urls.Sequences, urls.BUILD: urls.Wiring}


def enter(room: str) -> None:
    """Go to another room, to its last step and its first network."""
    controls.hold(urls.Gallery, "room", urls.Gallery.read({"room": room})[0].room)
    controls.hold(urls.Gallery, "at", urls.Gallery().at)
    controls.hold(urls.Gallery, "net", urls.Gallery().net)
