"""The app's own components: NAME.py declares what NAME.js draws, after parts.js, in the style of NAME.css if there is one.

    mounted = component(__file__, '<div class="scrubber"></div>')
"""

from pathlib import Path
from typing import Any

import streamlit as st

PARTS = Path(__file__).with_name("parts.js")


def source(*scripts: Path) -> str:
    """The component's scripts as the browser gets them, in one module."""
    return "".join(script.read_text() for script in (PARTS, *scripts))


def component(file: str, html: str, name: str = "", scripts: tuple[str, ...] = ()) -> Any:
    """Mounts the component declared in `file`, which is called like its script, or `name`.js beside it; before that stand
    `scripts`, named from its folder."""
    script = Path(file).with_name(f"{name or Path(file).stem}.js")
    style = script.with_suffix(".css")
    mount = st.components.v2.component(f"unrolled_{script.stem}", html=html, css=style.read_text() if style.exists() else None,
                                       js=source(*(script.parent / one for one in scripts), script))
    # The data goes in a list: in a dict Streamlit looks for tables, and loads pandas for that on a process's first visit.
    return lambda *, data, **how: mount(data=[data], **how)
