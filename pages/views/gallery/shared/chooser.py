"""Choose a room by its picture: buttons in a row, a small wiring on each."""

from collections.abc import Callable

import streamlit as st

from pages.common.components import component

mounted = component(__file__, '<div class="chooser" role="group"></div>')


def show(options: dict[str, tuple[str, str]], chosen: str, *, label: str, key: str, on_choice: Callable[[str], None]) -> None:
    """options: value → (text, the app's own SVG).  on_choice hears of another than `chosen`."""
    data = {"options": [{"value": value, "text": text, "svg": svg} for value, (text, svg) in options.items()], "chosen": chosen, "label": label}
    mounted(data=data, key=key, height="content", on_choice_change=lambda: on_choice(str(st.session_state[key]["choice"])))
