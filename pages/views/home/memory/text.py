"""How far two memories are apart, word by word, as a table that is also a picture.  No Streamlit here."""

from collections.abc import Sequence
from html import escape

from pages.common.theme import NETWORKS

STYLE = """<style>.un-grid{border-collapse:separate;border-spacing:3px 2px;width:100%;font-variant-numeric:tabular-nums;table-layout:fixed}
.un-grid th,.un-grid td{border:0;padding:.06rem .3rem;font-weight:400;font-size:.9rem;line-height:1.35}
.un-grid thead th{font-weight:600;font-size:.84rem;text-align:center;border-bottom:3px solid}
.un-grid th[scope=row]{text-align:left;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.un-grid td{text-align:center;border-radius:4px}.un-grid .un-clue th{font-weight:650;text-decoration:underline 2px #E1722B}</style>"""


def grid(labels: Sequence[str], apart: dict[str, list[float]], place: int) -> str:
    """A row a word from the changed one on; the fuller the colour, the larger the difference."""
    head = "".join(f'<th scope="col" style="border-color:{NETWORKS[kind][1]}">{escape(short(kind))}</th>' for kind in apart)
    rows = "".join(
        f'<tr{" class=un-clue" if k == place else ""}><th scope="row">{escape(labels[k])}</th>'
        + "".join(cell(values[k]) for values in apart.values()) + "</tr>" for k in range(place, len(labels)))
    return (f'{STYLE}<table class="un-grid"><thead><tr><th scope="col" style="border-color:transparent;text-align:left;width:27%">after</th>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table>")


def short(kind: str) -> str:
    return NETWORKS[kind][0].split()[0]


def cell(share: float) -> str:
    return f'<td style="background:rgba(225,114,43,{0.6 * share:.3f})">{"0" if share == 0 else f"{share:.2f}"}</td>'


def verdict(apart: dict[str, list[float]]) -> str:
    """Who kept the difference to the end, in a sentence for each of what can become of it."""
    left = {f"the {NETWORKS[kind][0].replace('Window', 'window')}": values[-1] for kind, values in apart.items()}
    said = (("The difference is gone in {}.", lambda share: share == 0), ("It has faded in {}.", lambda share: 0 < share < 0.5),
            ("It is still there in {}.", lambda share: share >= 0.5))
    named = [(sentence, [name for name, share in left.items() if holds(share)]) for sentence, holds in said]
    return " ".join(sentence.format(" and ".join(names)) for sentence, names in named if names)


def kept(apart: dict[str, list[float]]) -> str:
    """What is left after the last word."""
    return ", ".join(f"{NETWORKS[kind][0]} {values[-1]:.0%}" for kind, values in apart.items())
