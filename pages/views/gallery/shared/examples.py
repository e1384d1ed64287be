"""Example texts: the one that is chosen becomes the visitor's."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.common import controls


def show(name: str, label: str, texts: Sequence[str], draw: Callable[..., Any] = st.pills, **how: Any) -> None:
    """name: the setting in the link that takes the text; draw: how one is chosen, and what else that needs."""
    key = f"{name}_example"

    def use() -> None:
        if st.session_state[key]:
            st.session_state[name] = st.session_state[key]
            controls.clear("at")

    draw(label, texts, key=key, on_change=use, **how)
