"""The backward wave through the unrolled networks, and every pair of steps at a glance."""

import streamlit as st

from pages.common import links, tables
from pages.views.gradient_flow.shared import network_settings
from pages.views.gradient_flow.shared.compute import at_length
from pages.views.gradient_flow.shared.measurement import Measurement, stamp
from pages.views.gradient_flow.shared.text import FORMULAS, LOSSES, MEANINGS, size_rows
from pages.views.gradient_flow.wave import compute, figures, text, unrolled_wave

STEPS = 20


@st.fragment
def show(_: links.GradientFlow) -> None:
    measurement = network_settings.ask_one_seed()
    unrolled(measurement)
    pairs(measurement)


def unrolled(measurement: Measurement) -> None:
    sizes, formula = at_length(measurement, STEPS), FORMULAS[measurement.quantity]
    unrolled_wave.show({cell: median for cell, (median,) in sizes.items()}, stamp(measurement), key="wave")
    st.caption(f"**{formula}.** {MEANINGS[measurement.quantity]} {LOSSES[measurement.loss]} Each box is one step of the same "
               "network; the fuller its colour, the more gradient has arrived there, on one logarithmic scale for the three cells.")
    tables.folded(lambda: size_rows(sizes, STEPS), f"{formula} over {STEPS} steps", key="wave_table")


def pairs(measurement: Measurement) -> None:
    st.header("From every step to every other", anchor=False)
    found = compute.pairs(measurement)
    tables.chart(figures.pairs(found), "pairs")
    st.markdown(text.reach(found))
    st.caption("log₁₀ ‖∂sₜ/∂sₖ‖₂, the spectral norm of the exact Jacobian product, for every pair k ≤ t; one colour scale, cut off at 10⁻¹⁶. "
               "The diagonal is 1. How fast it darkens away from there is how far this network's gradient reaches, whatever the loss.")
    tables.folded(lambda: text.pair_rows(found), "Median size of the Jacobian product by distance", key="pairs_table")
