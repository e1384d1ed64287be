"""The settings that several views ask for: which networks, what they read."""

from typing import Any

import streamlit as st

from pages.common import controls, links
from pages.common.links import GradientFlow

COLUMNS = (("hidden", "match", "activation", "precision"), ("rescale", "gain", "told", "mode"), ("inputs", "scale", "net_seed", "seeds"))


def networks(*, left_out: tuple[str, ...] = (), trained: bool = False) -> dict[str, Any]:
    """Fresh networks: the recipe and the forget bias stand open, all else is folded away.  Or trained ones on words."""
    drawn: dict[str, Any] = {}
    if trained:
        return words() | {"told": controls.widget(GradientFlow, "told")}
    with st.container(horizontal=True, gap="medium"):
        for name in ("init", "forget"):
            if name not in left_out:
                drawn[name] = controls.widget(GradientFlow, name, flat=True)
    columns = [[name for name in column if name not in left_out] for column in COLUMNS]
    with st.expander("Size, gain, inputs, seeds and more", icon=":material/tune:"):
        for column, names in zip(st.columns(3, gap="large"), columns, strict=True):
            with column:
                for name in names:
                    drawn[name] = controls.widget(GradientFlow, name)
        if drawn["inputs"] == links.SENTENCE:
            drawn |= words()
    return drawn


def words() -> dict[str, Any]:
    drawn = {"sentence": controls.widget(GradientFlow, "sentence")}
    first, second = st.columns([3, 1], gap="medium")
    with first:
        drawn["filler"] = controls.widget(GradientFlow, "filler")
    with second:
        drawn["seed"] = controls.widget(GradientFlow, "seed")
    return drawn


def plain(drawn: dict[str, Any]) -> GradientFlow:
    """The state for a view that looks at one fresh network a cell, along the whole state, with the loss at the end."""
    return controls.read_state(GradientFlow, drawn | {"nets": links.UNTRAINED, "seeds": 1, "quantity": links.STATE, "told": links.LAST,
                                                   "precision": "float64", "kept": ()})
