"""Readings as pictures that are also tables: plain HTML, every word of a visitor's escaped.  No Streamlit here."""

from html import escape

from pages.common.theme import NETWORKS
from rnn_core.text.completion import WINDOW, Reading

STYLE = """<style>
.un-bars{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:0}
.un-bars caption{text-align:left;font-weight:600;padding:0 0 .35rem;caption-side:top;color:inherit;font-size:1.05rem}
.un-bars caption i{display:inline-block;width:.75em;height:.75em;border-radius:50%;margin-right:.45em}
.un-bars td,.un-bars th{padding:.16rem 0;border:0;font-weight:400;text-align:left;vertical-align:middle}
.un-bars th{width:38%;max-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;padding-right:.5rem}
.un-top tr:first-of-type th,.un-top tr:first-of-type .un-p{font-weight:650}
.un-bars .un-p{width:4.1em;text-align:right;padding-left:.5rem;white-space:nowrap}
.un-four{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(10.2rem,46%),1fr));gap:1.1rem 1.8rem;margin-top:.3rem}
.un-track{background:rgba(128,128,128,.17);border-radius:3px;height:.95rem;overflow:hidden}
.un-track div{height:100%;border-radius:3px;min-width:1px}
.un-mine{box-shadow:inset 0 0 0 2px currentColor;border-radius:4px}
.un-mine th,.un-mine td{padding-left:.3rem!important;padding-right:.3rem!important}
.un-bars tfoot td{font-size:.85rem;opacity:.75;padding-top:.3rem}
.un-words{line-height:2.15;overflow-wrap:anywhere;margin:.2rem 0}
.un-words span{padding:.12rem .42rem;border-radius:5px;background:rgba(128,128,128,.13);white-space:nowrap;margin-right:.12rem}
.un-words .un-seen{box-shadow:inset 0 0 0 2px #8A8F98}
.un-words .un-unknown{background:rgba(225,114,43,.22);text-decoration:underline wavy #E1722B}
.un-felt{display:flex;flex-wrap:wrap;gap:.3rem .22rem;margin:.1rem 0 1rem}
.un-felt span{padding:.1rem .4rem;border-radius:5px;text-align:center;line-height:1.25}
.un-felt small{display:block;font-size:.72rem;opacity:.8;font-variant-numeric:tabular-nums}
.un-name{font-weight:600;margin:.2rem 0 .1rem}
.un-name i{display:inline-block;width:.75em;height:.75em;border-radius:50%;margin-right:.45em}
.un-words .un-blank{background:none;border-bottom:2px solid currentColor;border-radius:0;padding:0 1.4rem}
</style>"""


def percent(p: float) -> str:
    return "<0.1 %" if p < 0.0005 else ">99.9 %" if p > 0.9995 else f"{100 * p:.1f} %"


def bars(kind: str, reading: Reading, guess: str = "", count: int = 5) -> str:
    """The most probable next words of one network, on the scale from 0 to 1 that all share; the visitor's word is
    marked, and stands below with its place when it is not among them."""
    name, colour = NETWORKS[kind]
    shown, place = list(reading.ranked[:count]), reading.place(guess)
    foot = ""
    if place is not None and guess not in [word for word, _ in shown]:
        shown.append((guess, reading.ranked[place - 1][1]))
    if place is not None:
        foot = f'<tfoot><tr><td colspan="3">your word: place {place:,}</td></tr></tfoot>'
    rows = "".join(
        f'<tr{" class=un-mine" if word == guess else ""}><th scope="row" title="{escape(word)}">{escape(word)}</th>'
        f'<td><div class="un-track"><div style="width:{100 * p:.2f}%;background:{colour}"></div></div></td>'
        f'<td class="un-p">{escape(percent(p))}</td></tr>' for word, p in shown)
    return (f'<table class="un-bars un-top"><caption><i style="background:{colour}"></i>{escape(name)}</caption>'
            f"<tbody>{rows}</tbody>{foot}</table>")


def side_by_side(readings: dict[str, Reading], guess: str = "") -> str:
    """All networks' bars: four columns, on a phone two by two."""
    return f'{STYLE}<div class="un-four">{"".join(bars(kind, found, guess) for kind, found in readings.items())}</div>'


def words(reading: Reading) -> str:
    """The sentence word by word as it is read: unknown words marked, those in the window net's view outlined."""
    first_seen, unknown = len(reading.tokens) - WINDOW, set(reading.unknown)
    spans = []
    for k, token in enumerate(reading.tokens):
        kinds = ["un-unknown"] * (token in unknown) + ["un-seen"] * (k >= first_seen)
        title = ' title="not in the vocabulary"' if token in unknown else ""
        spans.append(f'<span class="{" ".join(kinds)}"{title}>{escape(token)}</span>')
    return f'{STYLE}<p class="un-words">{" ".join(spans)} <span class="un-blank" title="the blank">&nbsp;</span></p>'


def verdicts(readings: dict[str, Reading]) -> str:
    """The first word of every network, one a line, with its probability as a bar."""
    rows = "".join(
        f'<tr><th scope="row" style="width:29%">{escape(NETWORKS[kind][0])}</th><td><div class="un-track">'
        f'<div style="width:{100 * p:.2f}%;background:{NETWORKS[kind][1]}"></div></div></td>'
        f'<td class="un-p" style="width:8.8em"><b>{escape(word)}</b> {escape(percent(p))}</td></tr>'
        for kind, reading in readings.items() for word, p in reading.ranked[:1])
    return f'{STYLE}<table class="un-bars"><tbody>{rows}</tbody></table>'


def felt(influence: dict[str, list[float]], tokens: tuple[str, ...], alike: bool) -> str:
    """Every word of the sentence once for each network, coloured by what it means to the answer: orange speaks for it,
    blue against.  `alike`: the full colour is the largest value of all networks; else of each by itself.  ≈0: less than
    a hundredth of that."""
    largest = {kind: max((abs(v) for v in values), default=0.0) for kind, values in influence.items()}
    rows = []
    for kind, values in influence.items():
        full = (max(largest.values()) if alike else largest[kind]) or 1.0
        spans = "".join(
            f'<span style="background:rgba({"225,114,43" if value > 0 else "59,143,209"},{0.75 * abs(value) / full:.3f})">'
            f"{escape(token)}<small>{brief(value, full)}</small></span>" for token, value in zip(tokens, values, strict=True))
        name, colour = NETWORKS[kind]
        rows.append(f'<p class="un-name"><i style="background:{colour}"></i>{escape(name)}</p><div class="un-felt">{spans}</div>')
    return STYLE + "".join(rows)


def brief(value: float, full: float) -> str:
    """A number in as few characters as tell its size: 2.3, -0.04, 1e-7; 0, and ≈0 for what is small beside `full`."""
    if value == 0:
        return "0"
    if abs(value) < full / 100:
        return "≈0"
    return f"{value:.2f}" if 0.095 <= abs(value) < 99.5 else f"{value:.1g}"
