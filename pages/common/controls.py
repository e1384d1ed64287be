"""Draws settings as widgets that follow the link, and the link as something to share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, TypeVar
from urllib.parse import urljoin

import streamlit as st

from pages.common.markdown import escape_markdown
from pages.common.settings import VERSION, Choice, Flag, Number, PageState, as_text, shorten

K = TypeVar("K", bound=PageState)
PROMISE = "This link holds every setting, the seed too. Whoever opens it sees the same numbers."
NOTICES = "link_notices"  # in the session: the states a link was read as, and what it asked for in vain, until a setting changes


def notices(*states: type[PageState]) -> None:
    """Say what a link asks for in vain.  Before the widgets, and with the link put right: what they would make of it themselves
    is not what is said (seed=1.5 is 1 to Streamlit, hidden_size=inf an exception)."""
    query = st.query_params.to_dict()
    if not query and any(state.has_versions() for state in states):  # nobody's link: it opens as the newest do
        query = {"v": str(VERSION)}
        st.query_params.update(query)
    refused = {name: notice for state in states for name, notice in state.refused(query).items()}
    refused |= {name: f"The link gives {shorten(name)} more than once; the page shows {shorten(raw)}, the last."
                for name, raw in query.items() if name not in refused and len(st.query_params.get_all(name)) > 1}
    if refused:
        _correct_link(states, query, refused)
    shown, sentences = st.session_state.get(NOTICES, ([], []))
    if shown != _shown(states, query):
        st.session_state.pop(NOTICES, None)
        return
    for sentence in sentences:
        st.info(escape_markdown(sentence), icon=":material/link_off:")


def _shown(states: tuple[type[PageState], ...], query: dict[str, str]) -> list[PageState]:
    """The states as they will be shown: what the widgets hold, and the link where there are none yet."""
    in_widgets = {name: as_text(st.session_state[name]) for state in states for name in state.names[state.page] if name in st.session_state}
    return [state.read(query | in_widgets)[0] for state in states]


def _correct_link(states: tuple[type[PageState], ...], query: dict[str, str], refused: dict[str, str]) -> None:
    """Start the page again from a link of what can be used alone; there the sentences are shown until a setting changes.  A widget
    that is there already, as after a step back in the browser's history, owns its name in the link and is set itself."""
    good = {name: raw for name, raw in query.items() if not any(name in state.refused({name: raw}) for state in states)}
    if not good and any(state.has_versions() for state in states):
        good = {"v": "1"}  # an old link still, of which nothing is left
    for state in states:
        asked = state.read(good)[0]
        for name in query.keys() & asked.query().keys():
            if name in st.session_state:
                st.session_state[name] = getattr(asked, name)
    st.session_state[NOTICES] = _shown(states, good), list(refused.values())
    st.switch_page(f"pages/{states[0].page}.py", query_params={name: good[name] for name in good if name not in st.session_state})


def field_of(page: type[PageState], name: str) -> Any:
    return next(f for f in fields(page) if f.name == name)  # type: ignore[arg-type]


def default_of(page: type[PageState], name: str) -> Any:
    """A setting's default for the link that is open."""
    return page.defaults(page.version(st.query_params.to_dict()))[name]


def widget(page: type[PageState], name: str, clears: tuple[str, ...] = (), flat: bool = False, options: tuple[str, ...] = (),
           **how: Any) -> Any:
    """The widget of one setting; its value is checked again on the server.  Many options fold up, unless `flat`.  Changing it empties the
    settings in `clears`.  `options`: a choice's, in another order than they are declared and named in notices."""
    setting, default = field_of(page, name).metadata["setting"], default_of(page, name)
    shared: dict[str, Any] = {"key": name, "help": setting.help, "bind": "query-params", **how}
    if clears:
        shared |= {"on_change": clear, "args": clears}
    if isinstance(setting, Choice) and len(setting.options) > 5 and not flat:
        value = st.selectbox(setting.label, setting.options, setting.options.index(default), **shared)
    elif isinstance(setting, Choice):
        value = st.segmented_control(setting.label, options or setting.options, default=default, required=True, **shared)
    elif isinstance(setting, Flag):
        value = st.toggle(setting.label, default, **shared)
    elif isinstance(setting, Number):
        draw: Any = st.slider if setting.high - setting.low <= 200 else st.number_input
        value = draw(setting.label, setting.low, setting.high, default, step=setting.step, **shared)
    else:
        value = st.text_input(setting.label, as_text(default), max_chars=setting.longest, **shared)
    return value


def row(page: type[PageState], names: tuple[str, ...], widths: tuple[int, ...] = (), align: Any = "bottom") -> dict[str, Any]:
    """The widgets of several settings side by side, and their values by name; all equally wide, unless `widths` says otherwise."""
    drawn = {}
    for column, name in zip(st.columns(widths or len(names), gap="medium", vertical_alignment=align), names, strict=True):
        with column:
            drawn[name] = widget(page, name)
    return drawn


def clear(*names: str) -> None:
    """Back to nothing: a text that is drawn, or a setting that only the link holds."""
    for name in names:
        if name in st.session_state:
            st.session_state[name] = ""
        elif name in st.query_params:
            del st.query_params[name]


def link_value(page: type[PageState], name: str) -> Any:
    """The value of a setting that has no widget: the link holds it."""
    return getattr(page.read(st.query_params.to_dict())[0], name)


def set_link_value(page: type[PageState], name: str, value: Any) -> None:
    """Put such a value into the link; its default leaves the link, as a widget's does."""
    if value == default_of(page, name):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = as_text(value)


def read_state(page: type[K], drawn: dict[str, Any]) -> K:
    """The page's state, from what its widgets say and, for the others, the link; whatever is out of bounds after all
    stays at its default, with a notice."""
    values = {name: as_text(value) for name, value in drawn.items() if value is not None}
    for notice in page.read(values)[1]:
        st.warning(escape_markdown(notice))
    return page.read(st.query_params.to_dict() | values)[0]


def pick_places(page: type[PageState], name: str, labels: list[str], key: str) -> list[int]:
    """Places of a text as buttons that can be pressed, every one by itself."""
    def store() -> None:
        set_link_value(page, name, tuple(sorted(st.session_state[key])))

    chosen = [k for k in link_value(page, name) if k < len(labels)]
    return st.pills(field_of(page, name).metadata["setting"].label, range(len(labels)), format_func=labels.__getitem__,
                    selection_mode="multi", default=chosen, key=key, on_change=store)


@st.fragment
def share(page: type[PageState], also: dict[str, Any] | None = None, promise: str = PROMISE) -> None:
    """The link that brings all of this back; made when it is asked for, so that it holds what was last touched.

    `also`: settings that no widget holds at present, or not as they are; `promise`: what the receiver can count on."""
    with st.popover("Share", icon=":material/share:", help="A link that brings all of this back", key="share", on_change="rerun"):
        st.caption(promise)
        values = {name: as_text(value) for name, value in (also or {}).items()}
        st.code(full_link(page.read(st.query_params.to_dict() | values)[0]), language=None, wrap_lines=True)


@contextmanager
def beside_share(page: type[PageState], width: int = 2, promise: str = PROMISE) -> Iterator[None]:
    """What is drawn in here stands at the left of the page's Share button; `width`: the button's, where the rest has 9."""
    first, last = st.columns([9, width], vertical_alignment="bottom")
    with first:
        yield
    with last:
        share(page, promise=promise)


def full_link(state: PageState) -> str:
    """In full, with the host the visitor came by."""
    return urljoin(st.context.url or "/", state.link())
