"""Both programs side by side, what they printed, and how to download or run them."""

from contextlib import closing

import streamlit as st

from pages.common import controls, tables
from pages.common.links import Code
from pages.views.code.programs import compute, side_by_side, text
from pages.views.code.shared.compute import query, recorded_run
from pages.views.code.shared.text import agreement, provenance
from rnn_core.frameworks import Options, live_run


def show(o: Options) -> None:
    side_by_side.show(compute.side_by_side(o), chosen=controls.link_value(Code, "line"), key="pair",
                      on_choice=lambda topic: controls.set_link_value(Code, "line", topic))
    downloads(o)
    output(o)
    ask_to_run(o)


@st.fragment
def downloads(o: Options) -> None:
    with st.popover("Download", icon=":material/download:", key="downloads", on_change="rerun") as shown:
        for kind, label in text.FILES.items() if shown.open else ():
            with st.container(horizontal=True, gap="small"):
                for ending in ("py", "ipynb"):
                    st.download_button(f"{label} .{ending}", compute.file(o, kind, ending), text.file_name(o, kind, ending),
                                       on_click="ignore", key=f"download_{kind}_{ending}")


def output(o: Options) -> None:
    """What the two printed in the recorded run, or in that of the nearest choice that has one."""
    st.header("What they print", anchor=False)
    run, changed = recorded_run(o), ""
    if run is None:
        near, changed = compute.nearest(o)
        st.page_link("pages/code.py", label=f"These very programs have not been run by us. The nearest choice that was has {changed}: show it",
                     query_params=query(near), icon=":material/near_me:")
        run = recorded_run(near)
    if run is not None:
        st.html(text.printed(run))
        tables.table(agreement(run), "After the weights were carried from PyTorch to Keras")
        st.caption(provenance(changed))


def ask_to_run(o: Options) -> None:
    """The way to both programs' running on this server, when it has the two frameworks."""
    missing = live_run.missing()
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


def run_if_asked() -> None:
    """The run that was asked for.  In no fragment: Streamlit lets a fragment run to its end, and Stop would not be heard."""
    o = st.session_state.pop("code_run", None)
    if o is None:
        return
    st.button("Stop", icon=":material/stop_circle:", key="stop_now")
    slot = st.empty()
    try:
        with closing(live_run.run(o)) as outputs:  # whatever ends this, a click too, ends the programs
            for printed in outputs:
                slot.code(printed or "starting…", language=None, wrap_lines=True)
    except live_run.Busy as busy:
        st.info(f"Not now: {busy}.")
