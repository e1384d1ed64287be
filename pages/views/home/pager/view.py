"""The frame around a chapter, and the way to the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from pages.common import links
from pages.views.home.pager import pager
from pages.views.home.shared import chapter

STYLE = """<style>
.st-key-story h1{font-size:1.65rem;padding:.2rem 0 .1rem}
.st-key-story :is(button,input,summary,[data-testid=stPageLink] a){min-height:44px}
.st-key-story_options button :is(div,span,p){white-space:normal;text-overflow:clip}
.st-key-story_pager{max-width:46rem}
[data-testid=stLayoutWrapper]:has(>.st-key-story_pager){position:sticky;bottom:0;z-index:50}
@media(max-width:640px){.stMainBlockContainer{padding-left:1rem;padding-right:1rem}}
</style>"""


@contextmanager
def page(state: links.Story) -> Iterator[None]:
    """What is drawn in here is a chapter: as wide as a line can be read, but for the large loop."""
    st.html(STYLE if state.large else STYLE.replace("</style>", ".st-key-story{max-width:46rem}</style>"))
    with st.container(key="story", gap="small"):
        yield


def show(state: links.Story, titles: list[str]) -> None:
    if state.large:
        return
    with st.container(key="story_pager"):
        pager.show(state, titles, key="pager", on_chapter=turn_to, on_resume=resume)


def turn_to(number: Any) -> None:
    """Another chapter starts at its own beginning."""
    chapter.put({"chapter": str(number), "slide": "0", "unrolled": "0"})


def resume(query: Any) -> None:
    """Where the browser remembers to have been; what it gives is checked like a link."""
    chapter.put({name: str(value) for name, value in query.items()} if isinstance(query, dict) else {})
