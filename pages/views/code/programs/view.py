"""What is chosen, both programs side by side, what they printed, and how to take them along."""

from contextlib import closing
from typing import Any

import streamlit as st

from pages.common import controls
from pages.common.links import Code
from pages.views.code.programs import side_by_side
from pages.views.code.shared import compute
from rnn_core.frameworks import Options


def ask() -> dict[str, Any]:
    """The choices, in three rows; on a phone they stack."""
    drawn: dict[str, Any] = {}
    first, second = st.columns([1, 4], gap="medium")
    with first:
        drawn["cell"] = controls.widget(Code, "cell")
    with second:
        drawn["program"] = controls.widget(Code, "program")
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for name, width in (("num_layers", 130), ("hidden_size", 130), ("dropout", 190), ("program_seed", 110)):
            drawn[name] = controls.widget(Code, name, width=width)
        drawn["initial_state"] = controls.widget(Code, "initial_state")
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        for name in ("bidirectional", "embedding", "masked"):
            drawn[name] = controls.widget(Code, name)
    return drawn


def show(o: Options) -> None:
    side_by_side.show(compute.pair(o), chosen=controls.link_value(Code, "line"), key="pair",
                    on_choice=lambda topic: controls.set_link_value(Code, "line", topic))
    take(o)
    output(o)


@st.fragment
def take(o: Options) -> None:
    with st.popover("Download", icon=":material/download:", key="take", on_change="rerun") as shown:
        for kind in ("pytorch", "keras", "both") if shown.open else ():
            with st.container(horizontal=True, gap="small"):
                for ending in ("py", "ipynb"):
                    st.download_button(compute.LABELS[kind, ending], compute.file(o, kind, ending), compute.file_name(o, kind, ending),
                                       on_click="ignore", key=f"take_{kind}_{ending}")


def output(o: Options) -> None:
    """What the two printed in the run that is kept, or the nearest choice of which one is kept."""
    st.subheader("What they print", anchor=False)
    run, changed = compute.printed(o), ""
    if run is None:
        near, changed = compute.nearest(o)
        st.page_link("pages/code.py", label=f"These very programs have not been run by us. The nearest choice that was has {changed}: show it",
                     query_params=compute.query(near), icon=":material/near_me:")
        run = compute.printed(near)
    if run is not None:
        st.html(compute.outputs(run))
        st.caption(compute.provenance(changed))
    now(o)


def now(o: Options) -> None:
    """The way to both programs' running on this server, when it has the two frameworks."""
    missing = compute.missing()
    if missing:
        st.caption(f"This server has no {' and no '.join(missing)}, so nothing can be run here now; the downloaded programs run wherever "
                   "both are installed.")
        return
    first, second = st.columns([1, 5], vertical_alignment="center")
    second.caption("PyTorch, then TensorFlow, then the weights carried across: 5 to 20 seconds, at most two minutes; "
                   "Stop, or any other choice, ends it.")
    if first.button("Run both now", icon=":material/play_arrow:", key="run_now"):
        st.session_state["code_run"] = o
        st.rerun()


def running() -> None:
    """The run that was asked for.  In no fragment: Streamlit lets a fragment run to its end, and Stop would not be heard."""
    o = st.session_state.pop("code_run", None)
    if o is None:
        return
    st.button("Stop", icon=":material/stop_circle:", key="stop_now")
    slot = st.empty()
    try:
        with closing(compute.run(o)) as texts:  # whatever ends this, a click too, ends the programs
            for text in texts:
                slot.code(text or "starting…", language=None)
    except compute.Busy as busy:
        st.info(f"Not now: {busy}.")
