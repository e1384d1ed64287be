"""The unrolled network: one drawing for every wiring, made from its edges, with the visitor's own input in it.

    unrolled.show({"rnn": run, "gru": other}, key="drawing", first="gru")

Its steps are scrubbed in the browser; the server is told at which step it came to rest, for the link, and which of several
networks is drawn, which is one setting for all rooms.
"""

from pages.common import controls, tables
from pages.common.components import component
from pages.common.links import FIRST_NET, NETS, Gallery
from pages.views.gallery.shared import unrolled_data
from rnn_core.gallery.runs import Run

mounted = component(__file__, '<div class="unrolled"></div>', scripts=("unrolled_scene.js", "unrolled_details.js"))


def link_name(name: str) -> str:
    """A network's name as the link has it: of two-way GRU and two-way RNN the cell is a setting of its own."""
    return next((net for net in NETS if name == net or name.startswith(f"{net} ")), FIRST_NET)


def drawn_network(kinds: list[str], net: str, first: str = "") -> str:
    """The name of the network that the link asks for; where there is none such, of `first`, or of the first one."""
    names = [unrolled_data.name_and_colour(kind)[0] for kind in kinds]
    usual = unrolled_data.name_and_colour(first or kinds[0])[0]
    return next((name for name in names if link_name(name) == net), usual)


def show(runs: dict[str, Run], *, key: str, first: str = "", step: int | None = None) -> None:
    """Draw the runs by name, with a switch between several, at the link's step or at `step`; below it the same as a table.
    first: the one that is drawn when the link names none."""
    at = controls.link_value(Gallery, "at") if step is None else step
    net = drawn_network(list(runs), controls.link_value(Gallery, "net"), first)
    mounted(data={**unrolled_data.drawing(runs), "step": at, "net": net}, key=key,
            step=lambda k: controls.set_link_value(Gallery, "at", int(k)),
            net=lambda name: controls.set_link_value(Gallery, "net", link_name(str(name))))
    tables.folded(lambda: unrolled_data.rows(runs), "What is read and written at every step", f"{key}_table")
