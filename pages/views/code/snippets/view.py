"""The video's two snippets, as they were and as one would write them now."""

import streamlit as st

from pages.views.code.shared.text import provenance_of_proofs
from rnn_core.frameworks.proofs import snippets


def show() -> None:
    st.markdown("A well-known kind of short explainer video on recurrent networks asks for the colour of the sky, then for the language of "
                "somebody who grew up in Germany, and ends with a recurrent layer in each framework, in the form kept here under “As it was”. "
                "Both still work; this is what has changed, and what they leave out.")
    for snippet in snippets():
        st.header(snippet.title, anchor=False)
        left, right = st.columns(2, gap="medium")
        left.markdown("**As it was**")
        left.code(snippet.was, language="python", wrap_lines=True)
        right.markdown("**As one would write it now**")
        right.code(snippet.now, language="python", wrap_lines=True)
        st.markdown(snippet.why)
        if snippet.printed:
            st.markdown("The second one prints:")
            st.code(snippet.printed, language=None, wrap_lines=True)
    st.caption(provenance_of_proofs())
