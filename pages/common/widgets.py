"""The widgets of several settings side by side."""

from typing import Any

import streamlit as st

from pages.common import controls
from pages.common.settings import PageState


def row(page: type[PageState], names: tuple[str, ...], widths: tuple[int, ...] = (), align: Any = "bottom", **how: Any) -> dict[str, Any]:
    """The values by name; all are equally wide, unless `widths` says otherwise."""
    drawn = {}
    for column, name in zip(st.columns(widths or len(names), gap="medium", vertical_alignment=align), names, strict=True):
        with column:
            drawn[name] = controls.widget(page, name, **how)
    return drawn
