"""The app's own components: NAME.py declares what NAME.js draws, after parts.js, and NAME.css if there is one, after parts.css.

    mounted = component(__file__, '<div class="scrubber"></div>')
    mounted(data={…}, key="scrubber", step=lambda k: …)
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

PARTS, STYLE = (Path(__file__).with_name(f"parts.{ending}") for ending in ("js", "css"))


def source(*scripts: Path) -> str:
    """The component's scripts as the browser gets them, in one module."""
    return "".join(script.read_text() for script in (PARTS, *scripts))


def component(file: str, html: str, name: str = "", scripts: tuple[str, ...] = ()) -> Callable[..., None]:
    """Mounts the component declared in `file`, which is called like its script, or `name`.js beside it; before that stand
    `scripts`, named from its folder.  It is shown with its data, its key, and who hears of each value that the browser sends."""
    script = Path(file).with_name(f"{name or Path(file).stem}.js")
    style = script.with_suffix(".css")
    css = STYLE.read_text() + style.read_text() if style.exists() else None
    mount = st.components.v2.component(f"unrolled_{script.stem}", html=html, css=css,
                                       js=source(*(script.parent / one for one in scripts), script))

    def mounted(*, data: dict[str, Any], key: str, **hears: Callable[[Any], None]) -> None:
        changes: dict[str, Any] = {f"on_{of}_change": lambda of=of, hear=hear: hear(st.session_state[key][of])
                                   for of, hear in hears.items()}
        # The data goes in a list: in a dict Streamlit looks for tables, and loads pandas for that on a process's first visit.
        mount(data=[data], key=key, height="content", **changes)

    return mounted
