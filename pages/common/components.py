"""The app's own components: NAME.py declares what NAME.js draws, after parts.js, in the style of NAME.css if there is one.

    mounted = component(__file__, '<div class="scrubber"></div>')
"""

from pathlib import Path
from typing import Any

import streamlit as st

PARTS = Path(__file__).with_name("parts.js")


def source(*scripts: Path) -> str:
    """The component's script as the browser gets it: one module, so that names are those of all its files."""
    return "".join(script.read_text() for script in (PARTS, *scripts))


def component(file: str, html: str, name: str = "", uses: tuple[Path, ...] = ()) -> Any:
    """Mounts the component declared in `file`, which is called like its script, or `name`.js beside it; `uses`: scripts of
    functions that go before it."""
    script = Path(file).with_name(f"{name or Path(file).stem}.js")
    style = script.with_suffix(".css")
    return st.components.v2.component(f"unrolled_{script.stem}", html=html, css=style.read_text() if style.exists() else None, js=source(*uses, script))
