"""The app's own components: NAME.py declares what NAME.js draws, after parts.js; NAME.css, if there is one, stands after parts.css.

    mounted = component(__file__, '<div class="scrubber"></div>')
"""

from pathlib import Path
from typing import Any

import streamlit as st

PARTS, STYLE = (Path(__file__).with_name(f"parts.{ending}") for ending in ("js", "css"))


def source(*scripts: Path) -> str:
    """The component's scripts as the browser gets them, in one module."""
    return "".join(script.read_text() for script in (PARTS, *scripts))


def component(file: str, html: str, name: str = "", scripts: tuple[str, ...] = ()) -> Any:
    """Mounts the component declared in `file`, which is called like its script, or `name`.js beside it; before that stand
    `scripts`, named from its folder."""
    script = Path(file).with_name(f"{name or Path(file).stem}.js")
    style = script.with_suffix(".css")
    css = STYLE.read_text() + style.read_text() if style.exists() else None
    mount = st.components.v2.component(f"unrolled_{script.stem}", html=html, css=css,
                                       js=source(*(script.parent / one for one in scripts), script))
    # The data goes in a list: in a dict Streamlit looks for tables, and loads pandas for that on a process's first visit.
    return lambda *, data, **how: mount(data=[data], **how)
