"""The scrubber: one slider over the words of a sentence, with a panel for each network that moves along, all in the browser.

    scrubber.show(scrubber_data(runs), step=state.step, key="scrubber", on_rest=…)

It answers to mouse, touch and keyboard, and asks nothing of the server while it moves: the data came once.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.common.components import component

mounted = component(__file__, '<div class="scrubber"></div>')


def show(data: dict[str, Any], step: int, key: str, on_rest: Callable[[int], None]) -> None:
    """Draw `data` (scrubber.js says what is in it) at `step`; on_rest hears of the step a visitor has moved to."""
    mounted(data={**data, "step": step}, key=key, height="content",
            on_step_change=lambda: on_rest(int(st.session_state[key]["step"])))
