"""The backward wave through the unrolled networks, and every pair of steps at a glance."""

import streamlit as st

from pages.kit import flow_cases, flow_figures, flowing, flows, tables, wave
from pages.kit.urls import GradientFlow
from pages.looks.flow import knobs


@st.fragment
def show(state: GradientFlow) -> None:
    setting = flows.setting(knobs.plain(knobs.networks(left_out=("precision", "told", "mode", "seeds"))))
    now = flows.at_length(setting, flowing.WAVE)
    wave.show(flowing.wave(setting, now), key="wave")
    st.caption(f"**{flowing.FORMULAS[setting.quantity]}.** {flowing.MEANINGS[setting.quantity]} {flowing.LOSSES[setting.told]} Each box is one step of the same "
               "network; the fuller its colour, the more gradient has arrived there, on one logarithmic scale for the three cells.")
    with st.expander("The same as a table", key="wave_table", on_change="rerun") as table:
        if table.open:
            tables.table(flowing.rows(now, flowing.WAVE), f"{flowing.FORMULAS[setting.quantity]} over {flowing.WAVE} steps")
    st.subheader("From every step to every other", anchor=False)
    found = flow_cases.pairs(setting)
    st.plotly_chart(flow_figures.pairs(found), key="pairs", config=flow_figures.CONFIG)
    st.markdown(flowing.reach(found))
    st.caption("log₁₀ ‖∂sₜ/∂sₖ‖₂, the spectral norm of the exact Jacobian product, for every pair k ≤ t; one colour scale, cut off at 10⁻¹⁶. "
               "The diagonal is 1. How fast it darkens away from there is how far this network's gradient reaches, whatever the loss.")
    with st.expander("The same as a table", key="pairs_table", on_change="rerun") as table:
        if table.open:
            tables.table(flowing.pair_rows(found), "Median size of the Jacobian product by distance")
