"""The app's own components: name.js after parts.js, with name.css, declared once each.

    mounted = component("scrubber", '<div class="scrubber"></div>')
"""

from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


def source(name: str) -> str:
    """The component's script as the browser gets it."""
    return (HERE / "parts.js").read_text() + (HERE / f"{name}.js").read_text()


def component(name: str, html: str) -> Any:
    """Mounts what name.js, and name.css if there is one, say."""
    style = HERE / f"{name}.css"
    return st.components.v2.component(f"unrolled_{name}", html=html, css=style.read_text() if style.exists() else None, js=source(name))
