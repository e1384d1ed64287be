"""Tables and charts through one door: st.table's own needs are not met in the browser edition, plain HTML is."""

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

STYLE = """<style>.un-table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
.un-table th,.un-table td{text-align:left;padding:.3rem .7rem .3rem 0;border:0;border-bottom:1px solid rgba(128,128,128,.3)}
.un-scroll{overflow-x:auto}</style>"""


def html(rows: list[dict[str, str]], caption: str) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row.values()) + "</tr>" for row in rows)
    return (f'{STYLE}<div class="un-scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="un-table">'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def table(rows: list[dict[str, str]], caption: str) -> None:
    st.html(html(rows, caption))


def chart(figure: Any, key: str | None, place: Any = st) -> None:
    """A Plotly figure, without the bar of buttons; `place`: where it is drawn again and again."""
    place.plotly_chart(figure, key=key, config={"displayModeBar": False})


def folded(rows: Callable[[], list[dict[str, str]]], caption: str, key: str, label: str = "The same as a table") -> None:
    """A table in an expander, made when that is opened."""
    opened(label, key, lambda: table(rows(), caption))


def opened(label: str, key: str, draw: Callable[[], Any]) -> None:
    """An expander whose contents are drawn when it is opened."""
    with st.expander(label, key=key, on_change="rerun") as expander:
        if expander.open:
            draw()
