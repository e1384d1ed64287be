"""Draws knobs as widgets that follow the link, and the link as something to share."""

from dataclasses import fields
from typing import Any, TypeVar
from urllib.parse import urljoin

import streamlit as st

from pages.kit.knobs import Choice, Knobs, Number, shorten

K = TypeVar("K", bound=Knobs)


def notices(page: type[Knobs]) -> None:
    """Say what a link asks for in vain.  Before the widgets: they put the link right."""
    for told in page.read(st.query_params.to_dict())[1]:
        st.info(told.replace("$", r"\$").replace("[", r"\[").replace("`", "'"), icon=":material/link_off:")


def widget(page: type[Knobs], name: str, clears: str = "") -> Any:
    """The widget of one knob; its value is checked again on the server.  Changing it empties the text called `clears`."""
    declared = next(f for f in fields(page) if f.name == name)  # type: ignore[arg-type]
    knob, default = declared.metadata["knob"], declared.default
    shared: dict[str, Any] = {"key": name, "help": knob.help, "bind": "query-params"}
    if clears:
        shared |= {"on_change": empty, "args": (clears,)}
    if isinstance(knob, Choice):
        value = st.segmented_control(knob.label, knob.options, default=default, required=True, **shared)
    elif isinstance(knob, Number):
        draw: Any = st.slider if knob.high - knob.low <= 200 else st.number_input
        value = draw(knob.label, knob.low, knob.high, default, step=knob.step, **shared)
    else:
        value = st.text_input(knob.label, default, max_chars=knob.longest, **shared)
    return value


def empty(name: str) -> None:
    if name in st.session_state:
        st.session_state[name] = ""


def checked(page: type[K], drawn: dict[str, Any]) -> K:
    """The page's state; whatever is out of bounds after all stays at its default, and is told."""
    state, wrong = page.read({name: str(value) for name, value in drawn.items() if value is not None})
    for told in wrong:
        st.warning(told)
    return state


def share(state: Knobs) -> None:
    with st.popover("Share", icon=":material/share:", help="A link that brings all of this back"):
        st.caption("This link holds every setting, the seed too. Whoever opens it sees the same numbers.")
        st.code(urljoin(st.context.url or "/", state.link()), language=None, wrap_lines=True)


__all__ = ["checked", "notices", "share", "shorten", "widget"]
