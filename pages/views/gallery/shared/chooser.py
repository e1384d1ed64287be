"""The gallery's menu: buttons in a row, a room's name and small wiring on each; pages/gallery.py lists the rooms."""

from collections.abc import Callable
from dataclasses import dataclass

from pages.common.components import component
from pages.common.settings import PageState
from pages.views.gallery.shared import wiring_icons
from rnn_core.gallery.topologies import Topology

mounted = component(__file__, '<div class="chooser" role="group"></div>')


@dataclass(frozen=True)
class Entry:
    """label, and the wiring of its picture, None where there is none yet; state: its settings in the link; show: draws it."""

    label: str
    wiring: Topology | None
    state: type[PageState]
    show: Callable[[], None]


def show(menu: dict[str, Entry], chosen: str, *, label: str, key: str, on_choice: Callable[[str], None]) -> None:
    """menu: value → entry.  on_choice hears of another than `chosen`."""
    options = [{"value": value, "text": entry.label, "svg": wiring_icons.svg(entry.wiring) if entry.wiring else wiring_icons.BLANK}
               for value, entry in menu.items()]
    mounted(data={"options": options, "chosen": chosen, "label": label}, key=key, choice=lambda value: on_choice(str(value)))
