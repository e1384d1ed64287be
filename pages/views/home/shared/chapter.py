"""What every chapter has: a question before its answer, a conclusion, how it was computed, and the way deeper."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from pages.common import controls, links, tables
from pages.common.markdown import escape_markdown
from pages.common.settings import VERSION


class Question(NamedTuple):
    text: str
    options: tuple[str, ...]
    right: int | Callable[[], int]  # the place of the answer, from 1, when it is asked for; 0: nothing is right or wrong


def answered(state: links.Story, question: Question) -> int:
    """The place of what the visitor predicted in this chapter, from 1; 0: nothing yet."""
    found = next((code % 10 for code in state.chosen if code // 10 == state.chapter), 0)
    return found if found <= len(question.options) else 0


def ask(state: links.Story, question: Question) -> bool:
    """The question with its options, or, once one is chosen, what was said and what is so; whether it was answered."""
    choice = answered(state, question)
    if choice:
        right = question.right() if callable(question.right) else question.right
        if right:
            st.markdown(f"You said: *{question.options[choice - 1]}*. "
                        + ("So it is." if choice == right else f"It is: *{question.options[right - 1]}*."))
        return True
    st.markdown(f"**{question.text}**")
    with st.container(horizontal=True, gap="small", key="story_options"):
        for place, option in enumerate(question.options, 1):
            st.button(option, key=f"option_{state.chapter}_{place}", on_click=choose, args=(state.chapter, place))
    return False


def choose(chapter: int, place: int) -> None:
    others = {code for code in controls.link_value(links.Story, "chosen") if code // 10 != chapter}
    controls.set_link_value(links.Story, "chosen", tuple(sorted(others | {10 * chapter + place})))


def put(query: dict[str, str]) -> None:
    """Into the link, as far as it can be used."""
    state, _ = links.Story.read(query)
    for name in query.keys() & state.query().keys():
        controls.set_link_value(links.Story, name, getattr(state, name))


def keep(name: str) -> Callable[[float], None]:
    """Who puts a component's value into the link."""
    return lambda value: put({name: str(int(value))})


def notices(lines: list[str]) -> None:
    for line in lines:
        st.info(escape_markdown(line))


def conclude(text: str) -> None:
    st.markdown(f"**{text}**")


def computed(text: str, rows: Callable[[], list[dict[str, str]]] | None = None, caption: str = "") -> None:
    """How the numbers came about, folded; with `rows`, as a table too."""
    def draw() -> None:
        st.markdown(text)
        if rows:
            tables.table(rows(), caption)

    tables.opened("How is this computed?", f"computed_{controls.link_value(links.Story, 'chapter')}", draw)


def deeper(page: str, label: str, query: dict[str, str]) -> None:
    st.page_link(f"pages/{page}.py", label=f"**Go deeper**: {label}", icon=":material/arrow_outward:", query_params=query | {"v": str(VERSION)})
