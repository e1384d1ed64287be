"""Every difference that matters when a network is carried over, with its proof."""

import streamlit as st

from pages.common import controls, links
from pages.common.links import Code
from pages.views.code.shared import compute


def show() -> None:
    found = compute.traps()
    chosen = controls.link_value(Code, "trap")
    st.markdown(f"{len(found)} differences that raise no error, or one that does not say what is wrong. Each was found by running both "
                "frameworks; the proof below it is what was run.")
    place = st.selectbox("The difference", range(len(found)), index=chosen, format_func=lambda k: f"{k + 1}. {found[k].title}",
                         key="trap_shown", on_change=lambda: controls.set_link_value(Code, "trap", st.session_state["trap_shown"]))
    trap = found[place]
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.subheader(trap.title, anchor=False)
        st.markdown(trap.what)
        st.markdown(f"**Instead:** {trap.instead}")
        st.markdown("**Sources:** " + ", ".join(f"[{name}]({url})" for name, url in trap.sources))
    with right:
        st.code(trap.proof, language="python", wrap_lines=True)
        if trap.printed:
            st.markdown("It printed:")
            st.code(trap.printed, language=None, wrap_lines=True)
            st.caption(compute.traps_told())
    with st.expander("All of them at a glance", key="traps_all", on_change="rerun") as every:
        if every.open:
            for k, one in enumerate(found):
                st.page_link("pages/code.py", label=f"**{k + 1}. {one.title}**",
                             query_params=Code(part=links.PITFALLS, trap=k).query())
                st.markdown(one.what)
