"""The length slider with its picture, drawn in the browser on data sent once, so that a drag asks nothing of the server.

    length_slider.show(data, key="flow", on_length=…, on_sketch=…)     # what length_slider.js needs at once
    length_slider.send_all_lengths(rest, key="rest")                   # every other length, as soon as it is measured

Two components, so that the picture at the present length does not wait for the others.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.common.components import component

slider = component(__file__, '<div class="flow"></div>', scripts=("../shared/sizes.js", "sentences.js", "chart.js"))
all_lengths = component(__file__, "<span hidden></span>", "all_lengths")


def show(data: dict[str, Any], key: str, on_length: Callable[[int], None], on_sketch: Callable[[str], None]) -> None:
    """on_length is called with the length at which a visitor has come to rest, on_sketch with a guess that was drawn."""
    slider(data=data, key=key, height="content",
           on_length_change=lambda: on_length(int(st.session_state[key]["length"])),
           on_sketch_change=lambda: on_sketch(str(st.session_state[key]["sketch"] or "")))


def send_all_lengths(data: dict[str, Any], key: str) -> None:
    all_lengths(data=data, key=key, height="content")
