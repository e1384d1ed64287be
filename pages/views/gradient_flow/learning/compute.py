"""The grid of trained networks, read once."""

from typing import Any

import streamlit as st

from rnn_core.memory import grid as trained


@st.cache_data(max_entries=2, show_spinner=False)
def grid() -> dict[str, Any]:
    return trained.read()
