"""The settings that several views ask for: which networks, and what they read."""

from typing import Any

import streamlit as st

from pages.common import controls, links
from pages.views.gradient_flow.shared.measurement import Measurement

COLUMNS = (("hidden", "match", "activation", "precision"), ("rescale", "gain", "told", "mode"), ("inputs", "scale", "net_seed", "seeds"))
ONE_SEED = {"nets": links.UNTRAINED, "seeds": 1, "quantity": links.STATE, "told": links.LAST, "precision": "float64", "kept": ()}


def ask_fresh(left_out: tuple[str, ...] = (), first: tuple[str, ...] = ()) -> dict[str, Any]:
    """Fresh networks: the forget bias stands open, all else is folded away; `first`: the view's own settings in the fold."""
    values = {"forget": controls.widget(links.GradientFlow, "forget", flat=True)}
    with more_settings():
        values |= {name: controls.widget(links.GradientFlow, name, flat=True) for name in (*first, "init")}
        for column, names in zip(st.columns(3, gap="large"), COLUMNS, strict=True):
            with column:
                values |= {name: controls.widget(links.GradientFlow, name) for name in names if name not in left_out}
        if values["inputs"] == links.SENTENCE:
            values |= ask_words()
    return values


def more_settings() -> Any:
    return st.expander("More settings", icon=":material/tune:", key="more_settings")


def ask_words() -> dict[str, Any]:
    """The sentence that the networks read."""
    sentence = controls.widget(links.GradientFlow, "sentence")
    return {"sentence": sentence} | controls.row(links.GradientFlow, ("filler", "seed"), (3, 1), align="top")


def ask_one_seed(left_out: tuple[str, ...] = ()) -> Measurement:
    """For a view of one fresh network a cell: the gradient along the whole state, with the loss at the end."""
    values = ask_fresh(("precision", "told", "mode", "seeds", *left_out))
    return Measurement.of(controls.read_state(links.GradientFlow, values | ONE_SEED))
