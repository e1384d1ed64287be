"""Two runs kept for comparison: drawn dashed in the same picture, on the same scale."""

from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared import text

NAMES = controls.field_of(GradientFlow, "kept").metadata["setting"].names


def now(state: GradientFlow) -> tuple[Any, ...]:
    return tuple(getattr(state, name) for name in NAMES)


def pin(state: GradientFlow) -> None:
    controls.set_link_value(GradientFlow, "kept", (*state.kept, now(state)))


def unpin(state: GradientFlow, place: int) -> None:
    controls.set_link_value(GradientFlow, "kept", tuple(one for k, one in enumerate(state.kept) if k != place))


def back_to(one: tuple[Any, ...]) -> None:
    for name, value in zip(NAMES, one, strict=True):
        st.session_state[name] = value


def show(state: GradientFlow) -> None:
    if state.nets == links.TRAINED:
        return
    with st.container(horizontal=True, gap="small"):
        st.button("Pin this run", key="pin_run", icon=":material/keep:", on_click=pin, args=(state,),
                  disabled=len(state.kept) >= 2 or now(state) in state.kept,
                  help="Keeps this run's lines, dashed, while you change something; two pins, in the link too.")
        for place, one in enumerate(state.kept):
            st.button(f"Back to pin {place + 1}", key=f"run_back_{place}", on_click=back_to, args=(one,))
            st.button(f"Remove pin {place + 1}", key=f"run_unpin_{place}", on_click=unpin, args=(state, place))
    if state.kept:
        tables.table(text.pin_rows(NAMES, now(state), state.kept), "What differs between the runs")
