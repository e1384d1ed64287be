"""Every network's most probable next words as bars, plain HTML.  No Streamlit here."""

from html import escape

from pages.common import bars
from pages.common.theme import NETWORKS
from rnn_core.text.completion import Reading

STYLE = """<style>
.un-bars caption{text-align:left;font-weight:600;padding:0 0 .35rem;caption-side:top;color:inherit;font-size:1.05rem}
.un-bars caption i{display:inline-block;width:.75em;height:.75em;border-radius:50%;margin-right:.45em}
.un-top tr:first-of-type th,.un-top tr:first-of-type .un-p{font-weight:650}
.un-four{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(10.2rem,46%),1fr));gap:1.1rem 1.8rem;margin-top:.3rem}
.un-guess{box-shadow:inset 0 0 0 2px currentColor;border-radius:4px}
.un-guess th,.un-guess td{padding-left:.3rem!important;padding-right:.3rem!important}
.un-bars tfoot td{font-size:.85rem;opacity:.75;padding-top:.3rem}
</style>"""


def table(kind: str, reading: Reading, guess: str = "", count: int = 5) -> str:
    """The most probable next words of one network, on the scale from 0 to 1 that all share; the visitor's word is
    marked, and stands below with its place when it is not among them."""
    name, colour = NETWORKS[kind]
    shown, place = list(reading.ranked[:count]), reading.place(guess)
    footer = ""
    if place is not None:
        footer = f'<tfoot><tr><td colspan="3">your word: place {place:,}</td></tr></tfoot>'
        if place > count:
            shown.append((guess, reading.ranked[place - 1][1]))
    rows = "".join(
        f'<tr{" class=un-guess" if word == guess else ""}><th scope="row" title="{escape(word)}">{escape(word)}</th>'
        f'{bars.bar(p, colour)}<td class="un-p">{escape(bars.percent(p))}</td></tr>' for word, p in shown)
    return (f'<table class="un-bars un-top"><caption><i style="background:{colour}"></i>{escape(name)}</caption>'
            f"<tbody>{rows}</tbody>{footer}</table>")


def side_by_side(readings: dict[str, Reading], guess: str = "") -> str:
    """All networks' tables: four columns, on a phone two by two."""
    tables = "".join(table(kind, reading, guess) for kind, reading in readings.items())
    return f'{bars.STYLE}{STYLE}<div class="un-four">{tables}</div>'
