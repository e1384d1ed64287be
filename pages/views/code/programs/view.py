"""Both programs side by side, what they printed, and how to download or run them."""

from contextlib import closing
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.views.code.programs import compute, side_by_side
from pages.views.code.shared.compute import query, recorded_run
from pages.views.code.shared.text import agreement, provenance
from rnn_core.frameworks import Options, live_run

FILES = {"pytorch": "PyTorch", "keras": "Keras", "both": "both and the proof"}
STYLE = """<style>.un-out{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:.8rem;margin-bottom:.8rem}
.un-out pre{margin:0;padding:.7rem .9rem;border-radius:8px;background:rgba(128,128,128,.12);font-size:.82rem;white-space:pre-wrap}
.un-out p{margin:0 0 .2rem;font-weight:600}</style>"""


def show(o: Options) -> None:
    side_by_side.show(compute.side_by_side(o), chosen=controls.link_value(links.Code, "line"), key="pair",
                      on_choice=lambda topic: controls.set_link_value(links.Code, "line", topic))
    downloads(o)
    output(o)
    ask_to_run(o)


@st.fragment
def downloads(o: Options) -> None:
    with st.popover("Download", icon=":material/download:", key="downloads", on_change="rerun") as shown:
        for kind, label in FILES.items() if shown.open else ():
            with st.container(horizontal=True, gap="small"):
                for ending in ("py", "ipynb"):
                    st.download_button(f"{label} .{ending}", partial(compute.file, o, kind, ending), compute.file_name(o, kind, ending),
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
        st.html(printed(run))
        tables.table(agreement(run), "After the weights were carried from PyTorch to Keras")
        st.caption(provenance(changed))


def printed(run: dict[str, Any]) -> str:
    """What both printed, side by side."""
    both = "".join(f"<div><p>{escape(compute.NAMES[name])}</p><pre>{escape(text)}</pre></div>" for name, text in run["printed"].items())
    return f'{STYLE}<div class="un-out">{both}</div>'


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
            for text in outputs:
                slot.code(text or "starting…", language=None, wrap_lines=True)
    except live_run.Busy as busy:
        st.info(f"Not now: {busy}.")
