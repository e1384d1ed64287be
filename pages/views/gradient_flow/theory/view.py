"""What theory says of the Jacobian's product, and what it is."""

import streamlit as st

from pages.common import controls, links, tables
from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared import cases, figures, measure, network_settings, text

FOLDED = ("precision", "told", "mode", "seeds", "match")


@st.fragment
def show(state: GradientFlow) -> None:
    case = controls.widget(GradientFlow, "case") or state.case
    drawn = network_settings.networks(left_out=FOLDED) if case == links.PRESENT else {}
    setting = measure.setting(network_settings.plain(drawn))
    found = cases.theory(case, setting)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.plotly_chart(figures.bounds(found.lags, found.actual, found.measured, found.fixed, found.promised), key="bounds", config=figures.CONFIG)
    with right:
        st.plotly_chart(figures.spectrum(found.eigenvalues, found.radius, found.largest), key="spectrum", config=figures.CONFIG)
    st.markdown(text.theory(case, found))
    st.caption("A plain RNN. Each step's Jacobian is diag(φ′(a)) W_hh, so the norm of k of them is at most σ_max(W)ᵏ ∏ max|φ′(a)| "
               "(Pascanu, Mikolov & Bengio 2013, equation 6; φ′ is at most 1 for tanh and relu). σ_max < 1 suffices to vanish; σ_max > 1 is needed "
               "to explode, and does not suffice. ρ, the largest |eigenvalue|, decides in the end, for a linear network that repeats W. All measured, none assumed.")
    with st.expander("The same as a table", key="theory_table", on_change="rerun") as table:
        if table.open:
            tables.table(text.theory_rows(found), "The Jacobian's norm and its bounds")
    if case == links.PRESENT:
        directions(setting)


def directions(setting: measure.Setting) -> None:
    """Not one number but many: the singular values of the product."""
    st.subheader("How many directions get through?", anchor=False)
    values = cases.singular_values(setting)
    st.plotly_chart(figures.singular_values(values), key="singular", config=figures.CONFIG)
    st.markdown(text.directions(values))
    st.caption("All singular values of ∂sₙ/∂sₙ₋ₖ, largest first, of the three cells with the settings above: each is how much one direction "
               "of the state is stretched on its way. Where a line ends, the rest lies so far below the largest that no SVD in float64 can tell it from 0; where there is no line, all are 0.")
    with st.expander("The same as a table", key="directions_table", on_change="rerun") as table:
        if table.open:
            tables.table(text.direction_rows(values), "Singular values by lag")
