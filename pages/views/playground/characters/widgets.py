"""Settings in a row."""

from typing import Any

import streamlit as st

from pages.common import controls
from pages.common.settings import PageState


def row(page: type[PageState], names: tuple[str, ...]) -> dict[str, Any]:
    """Their widgets side by side; the values by name."""
    drawn = {}
    for column, name in zip(st.columns(len(names), gap="medium", vertical_alignment="bottom"), names, strict=True):
        with column:
            drawn[name] = controls.widget(page, name)
    return drawn
