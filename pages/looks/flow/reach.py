"""The length slider: gradient size against steps back, three cells on one scale."""

from typing import Any

import streamlit as st

from pages.kit import controls, flow, flowing, flows, tables, urls
from pages.kit.urls import GradientFlow
from pages.looks.flow import checked, kept, knobs

# On a phone the picture comes first, and what decides it below.
PHONE = "<style>@media (max-width: 40rem) {.st-key-flow_reach > :has(> .st-key-flow_picture) {order: -1}}</style>"


def ask() -> GradientFlow:
    with st.container(horizontal=True, gap="medium"):
        drawn = {"quantity": controls.widget(GradientFlow, "quantity", flat=True), "nets": controls.widget(GradientFlow, "nets")}
    return controls.checked(GradientFlow, drawn | knobs.networks(trained=drawn["nets"] == urls.TRAINED))


@st.fragment
def show(_: GradientFlow) -> None:
    st.html(PHONE)
    with st.container(key="flow_reach"):
        with st.container(key="flow_knobs"):
            state = ask()
        setting = flows.setting(state)
        pins = [] if setting.trained else [flows.pinned(state, one) for one in state.kept]
        with st.container(key="flow_picture"):
            picture(setting, pins)
    if setting.quantity != urls.JACOBIAN:
        lengths = flows.plan([setting, *pins])
        every = [series for s in (setting, *pins) for series in flows.all_lengths(s, tuple(lengths.tolist()))]
        flow.carry({"stamp": flowing.stamp(setting, pins), "longest": int(lengths[-1]), "lengths": flowing.strided(lengths), "series": every}, key="rest")
    kept.show(state)
    checked.show(setting)


@st.fragment
def picture(setting: flows.Setting, pins: list[flows.Setting]) -> None:
    """What a drag draws on.  Where the slider comes to rest, this alone runs again."""
    state = controls.checked(GradientFlow, {})
    lengths, (steps, answers) = flows.plan([setting, *pins]), flows.words(setting) or (None, None)
    length = flows.nearest(lengths, state.length)
    series, rows = lines(setting, pins, length)
    data = flowing.picture(setting, lengths, length, series, flowing.stamp(setting, pins))
    hidden, guess = flowing.to_guess(state, setting), flowing.guess(state.sketch)
    flow.show(data | {"hidden": hidden, "sketch": guess, "steps": steps},
              key="flow", on_length=lambda n: controls.hold(GradientFlow, "length", n),
              on_sketch=lambda told: controls.hold(GradientFlow, "sketch", told))
    if state.sketch != guess:
        st.info("The guess in this link is no row of lag:exponent pairs, as in 0:0.0_99:-10.0, so it is left out.", icon=":material/link_off:")
    for note in flowing.notes(setting, lengths, answers):
        st.caption(note)
    with st.expander("The same as a table", key="flow_table", on_change="rerun") as table:
        if table.open:
            tables.table(flowing.without(rows, None if guess else hidden), f"{flowing.FORMULAS[setting.quantity]} at length {length}")


def lines(setting: flows.Setting, pins: list[flows.Setting], length: int) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The picture's lines, the pinned ones last, and the same as rows of a table."""
    if setting.quantity == urls.JACOBIAN:
        found = flows.products(setting)
        more = [line for k, s in enumerate(pins, 1) for line in flowing.sparse(flows.products(s), pin=k)]
        return flowing.sparse(found) + more, flowing.product_rows(found, length)
    now = flows.at_length(setting, length)
    more = [line for k, s in enumerate(pins, 1) for line in flowing.lines(s, flows.at_length(s, length), pin=k)]
    return flowing.lines(setting, now) + more, flowing.rows(now, length)
