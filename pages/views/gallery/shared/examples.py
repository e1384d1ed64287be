"""Example texts as buttons: the one that is pressed becomes the visitor's."""

import streamlit as st

from pages.common import controls


def show(name: str, label: str, texts: tuple[str, ...]) -> None:
    """name: the setting in the link that takes the text."""
    key = f"{name}_example"

    def use() -> None:
        if st.session_state[key]:
            st.session_state[name] = st.session_state[key]
            controls.clear("at")

    st.pills(label, texts, key=key, on_change=use)
