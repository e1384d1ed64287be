"""What stands in the gallery's menu for a room; pages/gallery.py lists them.  No Streamlit here."""

from collections.abc import Callable
from dataclasses import dataclass

from pages.common.settings import PageState
from pages.views.gallery.shared import wiring_icons
from rnn_core.gallery.topologies import Topology


@dataclass(frozen=True)
class Entry:
    """label, and the wiring of its picture, None where there is none yet; state: its settings in the link; show: draws it."""

    label: str
    wiring: Topology | None
    state: type[PageState]
    show: Callable[[], None]

    @property
    def icon(self) -> str:
        return wiring_icons.svg(self.wiring) if self.wiring else wiring_icons.BLANK
