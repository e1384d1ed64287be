"""What is left, as words, and as bars that are a table too.  No Streamlit here."""

from collections.abc import Sequence
from html import escape

from pages.common import bars
from pages.common.theme import NETWORKS

STYLE = "<style>.un-left th{width:34%!important}.un-left td:last-child{width:8.6em}.un-left .un-clue th{font-weight:650;text-decoration:underline 2px #E1722B}</style>"


def one_in(share: float) -> str:
    """0.00052 as "1 part in 1,900", two digits of it."""
    if share >= 0.095:
        return f"{100 * share:.0f} %"
    parts = 1 / share
    digits = max(0, len(f"{parts:.0f}") - 2)
    return f"1 part in {round(parts / 10**digits) * 10**digits:,}"


def options(share: float) -> tuple[tuple[str, ...], int]:
    """Three sizes to choose from, and the place of the one that is right."""
    sizes = ("more than a tenth", "about a hundredth", "less than a thousandth")
    return sizes, 1 if share > 0.05 else 2 if share > 0.002 else 3


def ladder(tokens: Sequence[str], left: Sequence[float], place: int) -> str:
    """From the last word back to the clue: a bar a word, on the scale from 0 to 1."""
    colour = NETWORKS["rnn"][1]
    back = range(len(tokens) - 1, place - 1, -1)
    rows = "".join(f'<tr{" class=un-clue" if k == place else ""}><th scope="row">{escape(tokens[k])}</th>{bars.bar(min(1.0, left[n]), colour)}'
                   f'<td class="un-p">{escape(one_in(left[n]))}</td></tr>' for n, k in enumerate(back))
    return f'{bars.STYLE}{STYLE}<table class="un-bars un-left"><tbody>{rows}</tbody></table>'
