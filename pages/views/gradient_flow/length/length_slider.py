"""The length slider with its picture, and the carrier of all other lengths: drawn in the browser on data sent once.

    flow.show(told, key="flow", on_length=…, on_sketch=…)     # what flow.js needs at once
    flow.carry(rest, key="rest")                              # every other length, as soon as it is measured

Two components, so that the picture at the present length does not wait for the others; a drag asks nothing of the server.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.common.components import component

mounted = component(__file__, '<div class="flow"></div>')
carrier = component(__file__, "<span hidden></span>", "carrier")


def show(data: dict[str, Any], key: str, on_length: Callable[[int], None], on_sketch: Callable[[str], None]) -> None:
    """on_length hears of a length a visitor has come to rest at, on_sketch of a guess that was drawn."""
    mounted(data=data, key=key, height="content",
            on_length_change=lambda: on_length(int(st.session_state[key]["length"])),
            on_sketch_change=lambda: on_sketch(str(st.session_state[key]["sketch"] or "")))


def carry(data: dict[str, Any], key: str) -> None:
    carrier(data=data, key=key, height="content")
