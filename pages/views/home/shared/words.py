"""A sentence as a row of words, with a blank at its end, as HTML.  No Streamlit here."""

from collections.abc import Sequence
from html import escape

from pages.common import bars
from rnn_core.text.completion import WINDOW

STYLE = """<style>.un-words .un-clue{box-shadow:inset 0 0 0 2px #E1722B;font-weight:600}
.un-words .un-blank b{font-weight:600;padding:0 .2rem}.un-words .un-blank.un-filled{padding:0 .5rem}</style>"""


def share(of: float) -> str:
    """Of an error signal, which may grow on its way: 130 %, 12 %, 3.4 %."""
    return f"{100 * of:.0f} %" if of >= 0.0995 else bars.percent(of)


def strip(tokens: Sequence[str], *, clue: str = "", window: bool = False, filled: str = "") -> str:
    """`clue`: the word that is marked; `window`: outline what the window net sees; `filled`: what stands in the blank."""
    spans = []
    for k, token in enumerate(tokens):
        kinds = ["un-clue"] * (bool(clue) and token.lower() == clue) + ["un-seen"] * (window and k >= len(tokens) - WINDOW)
        spans.append(f'<span class="{" ".join(kinds)}">{escape(token)}</span>')
    blank = f'<span class="un-blank{" un-filled" if filled else ""}" title="the blank">{f"<b>{escape(filled)}</b>" if filled else "&nbsp;"}</span>'
    return f'{bars.STYLE}{STYLE}<p class="un-words">{" ".join(spans)} {blank}</p>'
