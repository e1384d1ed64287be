"""The unrolled network: one drawing for every wiring, made from its edges, with the visitor's own input in it.

    unrolled.show({"gru": run}, step=state.at, key="drawn", on_rest=lambda step: controls.hold(Music, "at", step))

Its steps are scrubbed in the browser; the server is told where the hand came to rest, for the link, and which of several
networks is drawn, which is one setting for all rooms.
"""

from collections.abc import Callable

import streamlit as st

from pages.common import controls, tables
from pages.common.components import component
from pages.common.links import FIRST_NET, NETS, Gallery
from pages.views.gallery.shared import unrolled_data
from rnn_core.gallery.runs import Run

mounted = component(__file__, '<div class="unrolled"></div>')


def in_link(name: str) -> str:
    """A network's name as the link has it: of two-way GRU and two-way RNN the cell is a setting of its own."""
    return next((told for told in NETS if name == told or name.startswith(f"{told} ")), FIRST_NET)


def chosen(kinds: list[str], told: str) -> str:
    """The name of the network that the link asks for; where there is none such, of the first."""
    names = [unrolled_data.look(kind)[0] for kind in kinds]
    return next((name for name in names if in_link(name) == told), names[0])


def show(runs: Run | dict[str, Run], *, step: int, key: str, on_rest: Callable[[int], None]) -> None:
    """Draw the run, or several by name with a switch between them, at `step`; below it the same as a table."""
    shown = {"the network": runs} if isinstance(runs, Run) else runs
    mounted(data={**unrolled_data.drawing(shown), "step": step, "net": chosen(list(shown), controls.link_value(Gallery, "net"))}, key=key, height="content",
            on_step_change=lambda: on_rest(int(st.session_state[key]["step"])),
            on_net_change=lambda: controls.set_link_value(Gallery, "net", in_link(str(st.session_state[key]["net"]))))
    with st.expander("The same as a table", key=f"{key}_table", on_change="rerun") as table:
        if table.open:
            tables.table(unrolled_data.rows(shown), "What is read and written at every step")
