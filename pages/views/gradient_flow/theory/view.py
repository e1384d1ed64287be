"""What theory says of the Jacobian's product, and what it is."""

import streamlit as st

from pages.common import controls, links, tables
from pages.views.gradient_flow.shared import network_settings
from pages.views.gradient_flow.shared.measurement import Measurement
from pages.views.gradient_flow.theory import compute, figures, text


@st.fragment
def show(state: links.GradientFlow) -> None:
    case = controls.widget(links.GradientFlow, "case") or state.case
    measurement = network_settings.ask_one_seed(left_out=("match",)) if case == links.PRESENT else None
    bounds(case, measurement)
    if measurement:
        directions(measurement)


def bounds(case: str, measurement: Measurement | None) -> None:
    found = compute.theory(case, measurement)
    left, right = st.columns([3, 2], gap="large")
    with left:
        tables.chart(figures.bounds(found.lags, found.actual, found.measured, found.fixed, found.radius_powers), "bounds")
    with right:
        tables.chart(figures.spectrum(found.eigenvalues, found.radius, found.largest), "spectrum")
    st.markdown(text.bounds(case, found))
    st.caption("A plain RNN. Each step's Jacobian is diag(φ′(a)) W_hh, so the norm of k of them is at most σ_max(W)ᵏ ∏ max|φ′(a)| "
               "(Pascanu, Mikolov & Bengio 2013, equation 6; φ′ is at most 1 for tanh and relu). σ_max < 1 suffices to vanish; σ_max > 1 is needed "
               "to explode, and does not suffice. ρ, the largest |eigenvalue|, decides in the end, for a linear network that repeats W. All measured, none assumed.")
    tables.folded(lambda: text.bound_rows(found), "The Jacobian's norm and its bounds", key="theory_table")


def directions(measurement: Measurement) -> None:
    """Not one number but many: the singular values of the product."""
    st.header("How many directions get through?", anchor=False)
    values = compute.singular_values(measurement)
    tables.chart(figures.singular_values(values), "singular")
    st.markdown(text.directions(values))
    st.caption("All singular values of ∂sₙ/∂sₙ₋ₖ, largest first, of the three cells with the settings above: each is how much one direction "
               "of the state is stretched on its way. Where a line ends, the rest lies so far below the largest that no SVD in float64 can tell it from 0; where there is no line, all are 0.")
    tables.folded(lambda: text.direction_rows(values), "Singular values by lag", key="directions_table")
