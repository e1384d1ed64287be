"""The length slider: gradient size against steps back, three cells on one scale."""

from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.common.links import GradientFlow
from pages.views.gradient_flow.length import autograd_check, length_slider, pins
from pages.views.gradient_flow.shared import measure, network_settings, text

# On a phone the picture comes first, and what decides it below.
PHONE = "<style>@media (max-width: 40rem) {.st-key-flow_reach > :has(> .st-key-flow_picture) {order: -1}}</style>"


def ask() -> GradientFlow:
    with st.container(horizontal=True, gap="medium"):
        drawn = {"quantity": controls.widget(GradientFlow, "quantity", flat=True), "nets": controls.widget(GradientFlow, "nets")}
    return controls.read_state(GradientFlow, drawn | network_settings.networks(trained=drawn["nets"] == links.TRAINED))


@st.fragment
def show(_: GradientFlow) -> None:
    st.html(PHONE)
    with st.container(key="flow_reach"):
        with st.container(key="flow_settings"):
            state = ask()
        setting = measure.setting(state)
        pinned = [] if setting.trained else [measure.pinned(state, one) for one in state.kept]
        with st.container(key="flow_picture"):
            picture(setting, pinned)
    if setting.quantity != links.JACOBIAN:
        lengths = measure.plan([setting, *pinned])
        every = [series for s in (setting, *pinned) for series in measure.all_lengths(s, tuple(lengths.tolist()))]
        length_slider.carry({"stamp": text.stamp(setting, pinned), "longest": int(lengths[-1]), "lengths": text.strided(lengths), "series": every}, key="rest")
    pins.show(state)
    autograd_check.show(setting)


@st.fragment
def picture(setting: measure.Setting, pinned: list[measure.Setting]) -> None:
    """What a drag draws on.  Where the slider comes to rest, this alone runs again."""
    state = controls.read_state(GradientFlow, {})
    lengths, (steps, answers) = measure.plan([setting, *pinned]), measure.words(setting) or (None, None)
    length = measure.nearest(lengths, state.length)
    series, rows = lines(setting, pinned, length)
    data = text.picture(setting, lengths, length, series, text.stamp(setting, pinned))
    hidden, guess = text.to_guess(state, setting), text.guess(state.sketch)
    length_slider.show(data | {"hidden": hidden, "sketch": guess, "steps": steps},
              key="flow", on_length=lambda n: controls.set_link_value(GradientFlow, "length", n),
              on_sketch=lambda told: controls.set_link_value(GradientFlow, "sketch", told))
    if state.sketch != guess:
        st.info("The guess in this link is no row of lag:exponent pairs, as in 0:0.0_99:-10.0, so it is left out.", icon=":material/link_off:")
    for note in text.notes(setting, lengths, answers):
        st.caption(note)
    with st.expander("The same as a table", key="flow_table", on_change="rerun") as table:
        if table.open:
            tables.table(text.without(rows, None if guess else hidden), f"{text.FORMULAS[setting.quantity]} at length {length}")


def lines(setting: measure.Setting, pinned: list[measure.Setting], length: int) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The picture's lines, the pinned ones last, and the same as rows of a table."""
    if setting.quantity == links.JACOBIAN:
        found = measure.products(setting)
        more = [line for k, s in enumerate(pinned, 1) for line in text.sparse(measure.products(s), pin=k)]
        return text.sparse(found) + more, text.product_rows(found, length)
    now = measure.at_length(setting, length)
    more = [line for k, s in enumerate(pinned, 1) for line in text.lines(s, measure.at_length(s, length), pin=k)]
    return text.lines(setting, now) + more, text.rows(now, length)
