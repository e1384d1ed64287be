"""A text whose characters are coloured by a number each, as HTML; every character of it escaped.  No Streamlit here."""

from html import escape
from itertools import groupby

import numpy as np

LEVELS = 12  # shades on either side of 0: neighbours of one shade share one element
STYLE = """<style>
.un-tinted{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.95rem;line-height:1.65;white-space:pre-wrap;
overflow-wrap:anywhere;margin:.3rem 0;padding:.7rem .9rem;border:1px solid rgba(128,128,128,.3);border-radius:8px}
.un-tinted b{font-weight:650;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.25em}
.un-tinted i{opacity:.45;font-style:normal}
.un-key{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;font-size:.88rem;opacity:.9}
.un-key span{width:8rem;height:.75rem;border:1px solid rgba(128,128,128,.4);background:linear-gradient(90deg,#3b8fd1,transparent,#e1722b)}
</style>"""


def full_colour(values: np.ndarray) -> float:
    """What has the full colour: 1, or the largest of what goes beyond."""
    return max(1.0, float(np.abs(values).max(initial=0.0)))


def html(characters: str, values: np.ndarray, given: int) -> str:
    """The characters, orange above 0 and blue below; the first `given` are underlined: they were not written but given."""
    scale = full_colour(values)
    levels = np.round(np.clip(values / scale, -1, 1) * LEVELS).astype(int)
    parts = []
    for (level, underlined), run in groupby(enumerate(characters), key=lambda pair: (levels[pair[0]], pair[0] < given)):
        escaped = escape("".join(c for _, c in run)).replace("\n", "<i>↵</i>\n")
        colour = "225,114,43" if level > 0 else "59,143,209"
        style = f' style="background:rgba({colour},{0.6 * abs(level) / LEVELS:.2f})"' if level else ""
        parts.append(f"<span{style}>{f'<b>{escaped}</b>' if underlined else escaped}</span>")
    return f'{STYLE}<div class="un-tinted">{"".join(parts)}</div>'


def key(values: np.ndarray) -> str:
    scale = full_colour(values)
    return f'<div class="un-key">−{scale:.3g}<span role="img" aria-label="from blue through no colour to orange"></span>+{scale:.3g}</div>'


def plain(characters: str, given: int) -> str:
    return html(characters, np.zeros(len(characters)), given)
