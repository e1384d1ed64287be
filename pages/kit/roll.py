"""The piano roll: a melody drawn as bars over time, line by line, played in the browser while a cursor moves along.

    roll.show(made, metre="6/8", tempo=140, kind="gru", key="tune_roll")

The browser makes the sound itself, from the same overtones as the WAV file; the server is not asked while it plays.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import streamlit as st

from pages.kit.theme import NETWORKS
from pages.kit.tuning import Composed
from rnn_core.gallery import sound
from rnn_core.gallery.tunes import QUARTER, REST

HERE = Path(__file__).parent
mounted = st.components.v2.component(
    "piano_roll", html='<div class="roll"></div>', css=(HERE / "roll.css").read_text(), js=(HERE / "roll.js").read_text())


def show(made: Composed, *, metre: str, tempo: int, kind: str, key: str) -> None:
    mounted(data=drawing(made, metre, tempo, kind), key=key, height="content")


def drawing(made: Composed, metre: str, tempo: int, kind: str) -> dict[str, Any]:
    """All that the browser draws and plays; `stamp` changes when anything of it does."""
    starts = [0]
    for note in made.notes:
        starts.append(starts[-1] + note.ticks)
    shared = made.common
    told = {
        "colour": NETWORKS[kind][1], "network": NETWORKS[kind][0], "metre": metre, "tempo": tempo, "quarter": QUARTER, "bar": made.bar,
        "upbeat": made.upbeat, "ended": made.ended, "shared": [shared.start, shared.start + shared.length, made.title],
        "notes": [[None if note.pitch == REST else note.pitch, start, note.ticks, note.name, note.length, None if p is None else round(p, 4)]
                  for note, start, p in zip(made.notes, starts, made.expected, strict=False)],
        "tone": {"overtones": sound.OVERTONES, "attack": sound.ATTACK, "release": sound.RELEASE, "fade": sound.FADE}}
    return {"stamp": hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16], **told}
