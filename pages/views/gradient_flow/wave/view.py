"""The backward wave through the unrolled networks, and every pair of steps at a glance."""

import streamlit as st

from pages.common import tables
from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared import cases, figures, measure, network_settings, text
from pages.views.gradient_flow.wave import unrolled_wave


@st.fragment
def show(state: GradientFlow) -> None:
    setting = measure.setting(network_settings.plain(network_settings.networks(left_out=("precision", "told", "mode", "seeds"))))
    now = measure.at_length(setting, text.WAVE)
    unrolled_wave.show(text.wave(setting, now), key="wave")
    st.caption(f"**{text.FORMULAS[setting.quantity]}.** {text.MEANINGS[setting.quantity]} {text.LOSSES[setting.told]} Each box is one step of the same "
               "network; the fuller its colour, the more gradient has arrived there, on one logarithmic scale for the three cells.")
    with st.expander("The same as a table", key="wave_table", on_change="rerun") as table:
        if table.open:
            tables.table(text.rows(now, text.WAVE), f"{text.FORMULAS[setting.quantity]} over {text.WAVE} steps")
    st.subheader("From every step to every other", anchor=False)
    found = cases.pairs(setting)
    st.plotly_chart(figures.pairs(found), key="pairs", config=figures.CONFIG)
    st.markdown(text.reach(found))
    st.caption("log₁₀ ‖∂sₜ/∂sₖ‖₂, the spectral norm of the exact Jacobian product, for every pair k ≤ t; one colour scale, cut off at 10⁻¹⁶. "
               "The diagonal is 1. How fast it darkens away from there is how far this network's gradient reaches, whatever the loss.")
    with st.expander("The same as a table", key="pairs_table", on_change="rerun") as table:
        if table.open:
            tables.table(text.pair_rows(found), "Median size of the Jacobian product by distance")
