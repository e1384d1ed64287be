"""Two runs pinned for comparison: dashed in the same picture, on the same scale."""

from dataclasses import replace
from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.views.gradient_flow.length import text

NAMES = controls.field_of(links.GradientFlow, "kept").metadata["setting"].names


def values(state: links.GradientFlow) -> tuple[Any, ...]:
    return tuple(getattr(state, name) for name in NAMES)


def pinned_states(state: links.GradientFlow) -> list[links.GradientFlow]:
    """The networks and inputs that are pinned, to be measured as the page measures now."""
    return [] if state.nets == links.TRAINED else [replace(state, **dict(zip(NAMES, pin, strict=True))) for pin in state.kept]


def restore(pin: tuple[Any, ...]) -> None:
    st.session_state.update(zip(NAMES, pin, strict=True))


def show(state: links.GradientFlow) -> None:
    if state.nets == links.TRAINED:
        return
    with st.container(horizontal=True, gap="small"):
        st.button("Pin this run", key="pin_run", icon=":material/keep:", disabled=len(state.kept) >= 2 or values(state) in state.kept,
                  on_click=controls.set_link_value, args=(links.GradientFlow, "kept", (*state.kept, values(state))),
                  help="Keeps this run's lines, dashed, while you change something; two pins, in the link too.")
        for place, pinned in enumerate(state.kept):
            st.button(f"Back to pin {place + 1}", key=f"run_back_{place}", on_click=restore, args=(pinned,))
            st.button(f"Remove pin {place + 1}", key=f"run_unpin_{place}", on_click=controls.set_link_value,
                      args=(links.GradientFlow, "kept", state.kept[:place] + state.kept[place + 1:]))
    if state.kept:
        tables.table(text.pin_rows(NAMES, values(state), state.kept), "What differs between the runs")
