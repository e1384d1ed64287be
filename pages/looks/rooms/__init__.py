"""The gallery's rooms, one module each, and the state that each one keeps in the link."""

from pages.kit import urls
from pages.kit.knobs import Knobs

STATES: dict[str, type[Knobs]] = {urls.TRANSLATION: urls.Translating, urls.BUILD: urls.Wiring}
