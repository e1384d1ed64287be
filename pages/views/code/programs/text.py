"""The programs' names, their files' names, and what they printed as HTML.  No Streamlit here."""

from html import escape
from typing import Any

from rnn_core.frameworks import Options

NAMES = {"pytorch": "PyTorch", "keras": "Keras (TensorFlow)"}
FILES = {"pytorch": "PyTorch", "keras": "Keras", "both": "both and the proof"}
STYLE = """<style>.un-out{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:.8rem;margin-bottom:.8rem}
.un-out pre{margin:0;padding:.7rem .9rem;border-radius:8px;background:rgba(128,128,128,.12);font-size:.82rem;white-space:pre-wrap}
.un-out p{margin:0 0 .2rem;font-weight:600}</style>"""


def file_name(o: Options, kind: str, ending: str) -> str:
    return f"{o.task}_{o.cell}_{kind}.{ending}"


def printed(run: dict[str, Any]) -> str:
    """What both printed, side by side."""
    both = "".join(f"<div><p>{escape(NAMES[name])}</p><pre>{escape(text)}</pre></div>" for name, text in run["printed"].items())
    return f'{STYLE}<div class="un-out">{both}</div>'
