"""Readings as pictures that are also tables: plain HTML, every word of a visitor's escaped.  No Streamlit here."""

from html import escape

from pages.common.theme import NETWORKS
from rnn_core.text.completion import WINDOW, Reading

STYLE = """<style>
.un-bars{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:0}
.un-bars td,.un-bars th{padding:.16rem 0;border:0;font-weight:400;text-align:left;vertical-align:middle}
.un-bars th{width:38%;max-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;padding-right:.5rem}
.un-bars .un-p{width:4.1em;text-align:right;padding-left:.5rem;white-space:nowrap}
.un-track{background:rgba(128,128,128,.17);border-radius:3px;height:.95rem;overflow:hidden}
.un-track div{height:100%;border-radius:3px;min-width:1px}
.un-words{line-height:2.15;overflow-wrap:anywhere;margin:.2rem 0}
.un-words span{padding:.12rem .42rem;border-radius:5px;background:rgba(128,128,128,.13);white-space:nowrap;margin-right:.12rem}
.un-words .un-seen{box-shadow:inset 0 0 0 2px #8A8F98}
.un-words .un-unknown{background:rgba(225,114,43,.22);text-decoration:underline wavy #E1722B}
.un-words .un-blank{background:none;border-bottom:2px solid currentColor;border-radius:0;padding:0 1.4rem}
</style>"""


def percent(p: float) -> str:
    return "<0.1 %" if p < 0.0005 else ">99.9 %" if p > 0.9995 else f"{100 * p:.1f} %"


def bar(p: float, colour: str) -> str:
    """A table's cell with a bar as long as the probability."""
    return f'<td><div class="un-track"><div style="width:{100 * p:.2f}%;background:{colour}"></div></div></td>'


def sentence(reading: Reading) -> str:
    """The sentence word by word as it is read: unknown words marked, those in the window net's view outlined."""
    first_seen, unknown = len(reading.tokens) - WINDOW, set(reading.unknown)
    spans = []
    for k, token in enumerate(reading.tokens):
        kinds = ["un-unknown"] * (token in unknown) + ["un-seen"] * (k >= first_seen)
        title = ' title="not in the vocabulary"' if token in unknown else ""
        spans.append(f'<span class="{" ".join(kinds)}"{title}>{escape(token)}</span>')
    return f'{STYLE}<p class="un-words">{" ".join(spans)} <span class="un-blank" title="the blank">&nbsp;</span></p>'


def first_words(readings: dict[str, Reading]) -> str:
    """The most probable word of every network, one a line, with its probability as a bar."""
    rows = "".join(
        f'<tr><th scope="row" style="width:29%">{escape(NETWORKS[kind][0])}</th>{bar(p, NETWORKS[kind][1])}'
        f'<td class="un-p" style="width:8.8em"><b>{escape(word)}</b> {escape(percent(p))}</td></tr>'
        for kind, reading in readings.items() for word, p in reading.ranked[:1])
    return f'{STYLE}<table class="un-bars"><tbody>{rows}</tbody></table>'
