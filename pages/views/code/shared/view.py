"""What is chosen for the two programs; asked above them and above their weights."""

from typing import Any

import streamlit as st

from pages.common import controls, links


def ask() -> dict[str, Any]:
    """The choices, in three rows; on a phone they stack."""
    values: dict[str, Any] = {}
    first, second = st.columns([1, 4], gap="medium")
    with first:
        values["cell"] = controls.widget(links.Code, "cell", options=("RNN", "GRU", "LSTM"))
    with second:
        values["program"] = controls.widget(links.Code, "program")
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for name, width in (("num_layers", 130), ("hidden_size", 130), ("dropout", 190), ("program_seed", 110)):
            values[name] = controls.widget(links.Code, name, width=width)
        values["initial_state"] = controls.widget(links.Code, "initial_state")
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        for name in ("bidirectional", "embedding", "masked"):
            values[name] = controls.widget(links.Code, name)
    return values
