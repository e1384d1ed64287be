"""The piano roll: a melody drawn as bars over time, line by line, played in the browser while a cursor moves along.

    roll.show(melodies.drawing(made, metre="6/8", tempo=140, kind="gru"), step=state.at, key="tune_roll")

The browser makes the sound itself, from the same overtones as the WAV file; the server is not asked while it plays.
"""

from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent
mounted = st.components.v2.component(
    "piano_roll", html='<div class="roll"></div>', css=(HERE / "roll.css").read_text(), js=(HERE / "roll.js").read_text())


def show(data: dict[str, Any], *, step: int, key: str) -> None:
    """Draw and play `data` (roll.js says what is in it), the note that the network writes at `step` marked."""
    mounted(data={**data, "step": step}, key=key, height="content")
