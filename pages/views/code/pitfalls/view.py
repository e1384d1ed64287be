"""Every difference that matters when a network is carried over, with its proof."""

import streamlit as st

from pages.common import controls, links
from pages.views.code.shared.text import provenance_of_proofs
from rnn_core.frameworks.pitfalls import Pitfall, pitfalls


def show() -> None:
    found = pitfalls()
    st.markdown(f"{len(found)} differences that raise no error, or a misleading one. Each was found by running both frameworks; the proof "
                "below it is what was run.")
    place = st.selectbox("The difference", range(len(found)), index=controls.link_value(links.Code, "trap"), key="pitfall_shown",
                         format_func=lambda k: f"{k + 1}. {found[k].title}",
                         on_change=lambda: controls.set_link_value(links.Code, "trap", st.session_state["pitfall_shown"]))
    explained(found[place])
    with st.expander("All of them at a glance", key="all_pitfalls", on_change="rerun") as every:
        if every.open:
            for k, pitfall in enumerate(found):
                st.page_link("pages/code.py", label=f"**{k + 1}. {pitfall.title}**",
                             query_params=links.Code(part=links.PITFALLS, trap=k).query())
                st.markdown(pitfall.what)


def explained(pitfall: Pitfall) -> None:
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.header(pitfall.title, anchor=False)
        st.markdown(pitfall.what)
        st.markdown(f"**Instead:** {pitfall.instead}")
        st.markdown("**Sources:** " + ", ".join(f"[{name}]({url})" for name, url in pitfall.sources))
    with right:
        st.code(pitfall.proof, language="python", wrap_lines=True)
        if pitfall.printed:
            st.markdown("It printed:")
            st.code(pitfall.printed, language=None, wrap_lines=True)
            st.caption(provenance_of_proofs())
