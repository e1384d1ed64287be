"""A pad to draw a digit on: mouse, pen and finger; it sends the 64 grey values that the networks get.

    pad.show(code=state.digit_drawn, shown=images.code(picture), seen="what it gets", label="…", note="…", key="pad", on_drawn=…)
"""

from collections.abc import Callable

from pages.common.components import component

mounted = component(__file__, '<div class="pad"></div>')


def show(*, code: str, shown: str, seen: str, label: str, note: str, key: str, on_drawn: Callable[[str], None]) -> None:
    """code: the drawing that the link holds, "" for none; shown: its pixels, or those of another picture, and `seen` what they
    are to the network; on_drawn gets a new drawing's code."""
    mounted(data={"code": code, "shown": shown, "seen": seen, "label": label, "note": note}, key=key,
            code=lambda new: on_drawn(str(new or "")))
