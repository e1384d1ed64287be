"""The unrolled networks with the gradient's wave, drawn in the browser: wave.show(flowing.wave(…), key="wave")."""

from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
mounted = st.components.v2.component(
    "unrolled_wave", html='<div class="wave"></div>', css=(HERE / "wave.css").read_text(), js=(HERE / "wave.js").read_text())


def show(data: dict[str, Any], key: str) -> None:
    mounted(data=data, key=key, height="content")
