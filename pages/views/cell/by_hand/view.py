"""A cell of one or two units, set by hand."""

import streamlit as st

from pages.common import controls, tables
from pages.common.links import GradientFlow, InsideCell
from pages.views.cell.by_hand import compute, hand_cell, text

TOLD = ("opened", "units", "hand_x", "hand_w", "hand_held", "hand_step", "hand_op", "predicted")


def remember(state: InsideCell) -> None:
    for name in TOLD:
        controls.set_link_value(InsideCell, name, getattr(state, name))


@st.fragment
def show() -> None:
    # ask
    state = controls.read_state(InsideCell, {})

    # compute
    run, fits = compute.run(state), compute.weights(state)[1]

    # show
    if not fits:
        st.info(f"The link holds {len(state.hand_w)} weights, and this cell has {compute.sizes(state.opened, state.units)}: "
                "the page's own stand instead.", icon=":material/link_off:")
    hand_cell.show(state, key="hand_cell", on_rest=remember)

    # explain
    st.markdown(text.conclusion(state.opened))
    st.page_link("pages/gradient_flow.py", label="Next: how far back does the gradient reach?", icon=":material/timeline:",
                 query_params=GradientFlow(init="keras", forget="3").query())
    at = min(state.hand_step, len(run))
    tables.folded(lambda: text.operation_rows(state.opened, run[at - 1], compute.held(state)), f"Step {at}, operation by operation", key="hand_operations",
                  label="The drawing as a table: every operation of the step")
    tables.folded(lambda: text.step_rows(state.opened, run), "Every step", key="hand_steps", label="Every step as a table")
    with st.expander("How this is computed"):
        st.markdown(HOW)


HOW = """The numbers are computed in your browser, by the very operations that the function beside the drawing consists of: Python takes its
lines apart and sends them. A test runs both and finds the same numbers to twelve digits. PyTorch's `nn.LSTM(1, 1)` with these weights gives them, too.

PyTorch keeps two biases for each gate, and only their sum matters; b is that sum. So an LSTM of one unit has 12 numbers here and 16 there.
A gate that you hold is a number of yours, at every step; the cell then does not compute it. *Fill in the number* takes what is within 0.01.

What lights up when you move something is whatever can depend on it, at the steps shown. All the rest stays the same to the last bit."""
