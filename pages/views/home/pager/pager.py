"""From chapter to chapter: Back and Next, the arrow keys, a swipe; and the way back to where a visitor was.

    pager.show(state, titles, key="pager", on_chapter=…, on_resume=…)

The browser remembers the last chapter's link in its own storage; nothing of it is sent before the visitor asks to go on.
"""

from collections.abc import Callable
from typing import Any

from pages.common import links
from pages.common.components import component

mounted = component(__file__, '<nav class="pager" aria-label="Chapters"></nav>')


def show(state: links.Story, titles: list[str], key: str, on_chapter: Callable[[Any], None], on_resume: Callable[[Any], None]) -> None:
    data = {"chapter": state.chapter, "titles": titles, "query": state.query()}
    mounted(data=data, key=key, chapter=on_chapter, resume=on_resume)
