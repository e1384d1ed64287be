"""The piano roll: a melody drawn as bars over time, line by line, played in the browser while a cursor moves along.

    piano_roll.show(melody.drawing(tune, metre="6/8", tempo=140, kind="gru"), step=state.at, key="piano_roll")

The browser makes the sound itself, from the same overtones as the WAV file; the server is not asked while it plays.
"""

from typing import Any

from pages.common.components import component

mounted = component(__file__, '<div class="piano-roll"></div>')


def show(data: dict[str, Any], *, step: int, key: str) -> None:
    """Draw and play `data` (piano_roll.js says what is in it), the note that the network writes at `step` marked."""
    mounted(data={**data, "step": step}, key=key)
