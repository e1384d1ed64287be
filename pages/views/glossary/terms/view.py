"""Ask for letters, show the terms that have them, each with its link."""

import streamlit as st

from pages.common import controls, links
from pages.common.markdown import escape_markdown
from pages.views.glossary.terms import text


def show() -> None:
    # ask
    state = controls.read_state(links.Glossary, {"wanted": controls.widget(links.Glossary, "wanted", placeholder="gate")})

    # show
    terms = text.found(state.wanted)
    if not terms:
        st.info(f"No term here has “{escape_markdown(state.wanted)}”. Empty the field to see all.", icon=":material/search_off:")
    for term in terms:
        st.header(term.name, anchor=False)
        st.markdown(term.meaning)
        st.page_link(f"pages/{term.page}.py", label=f"Touch it: {term.label}", icon=":material/arrow_outward:", query_params=term.query)
