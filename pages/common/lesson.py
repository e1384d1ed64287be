"""A lesson as a row of links, ready to be sent to a class: each page's own stand in its folder's lesson.py."""

from typing import NamedTuple

import streamlit as st

from pages.common import controls
from pages.common.settings import PageState

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Step(NamedTuple):
    title: str
    what: str  # to do or to look for, in Markdown
    state: PageState


@st.fragment
def show(steps: tuple[Step, ...]) -> None:
    page = steps[0].state.page
    with st.expander(f"A lesson in {NUMBERS[len(steps)]} links, for a class", icon=":material/school:", key=f"{page}_lesson",
                     on_change="rerun") as opened:
        if opened.open:
            for number, step in enumerate(steps, 1):
                st.page_link(f"pages/{page}.py", label=f"**{number}. {step.title}**", query_params=step.state.link_query())
                st.caption(step.what)
                st.code(controls.full_link(step.state), language=None, wrap_lines=True)
