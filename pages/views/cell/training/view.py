"""A cell of one unit, trained on a task one can see all of."""

import streamlit as st

from pages.common import controls, tables
from pages.common.links import BY_HAND, LARGEST, OWN_SEQUENCE, InsideCell
from pages.views.cell.shared.cells import flat
from pages.views.cell.training import compute, text, training_film
from rnn_core.memory.scalar import Study


@st.fragment
def show() -> None:
    picture = st.container()

    # ask
    state = ask()

    # compute
    with picture:
        try:
            study = compute.study(state)
        except ValueError as error:
            st.info(f"This cannot be learnt: {error}.")
            return

    # show
    with picture:
        training_film.show(study, state, key="training_film", on_rest=lambda step: controls.set_link_value(InsideCell, "toy_at", step))

    # explain
    st.markdown(text.result(state, study))
    st.markdown(text.advice(state, study))
    further(state, study)
    tables.folded(lambda: text.loss_rows(study), "The error while it learnt", key="toy_table")
    with st.expander("How this is computed"):
        st.markdown(HOW)


def ask() -> InsideCell:
    drawn = controls.row(InsideCell, ("toy_task", "toy_cell"))
    by_heart = drawn["toy_task"] == OWN_SEQUENCE
    drawn |= controls.row(InsideCell, ("toy_sequence" if by_heart else "toy_delay", "toy_bias"))
    with st.expander("More settings: training steps, seed"):
        drawn |= controls.row(InsideCell, ("toy_rounds", "toy_seed"))
    return controls.read_state(InsideCell, drawn)


def further(state: InsideCell, study: Study) -> None:
    weights = flat(compute.equations_weights(state.toy_cell, study.weights[-1]))
    if max(map(abs, weights)) <= LARGEST:
        by_hand = InsideCell(opened=state.toy_cell, hand_x=tuple(compute.shown(state)[0][:8]), hand_w=weights)
        if st.button("Next: open this very cell, and move its gates", icon=":material/tune:", on_click=go_on, args=(by_hand,), key="toy_open"):
            st.rerun()  # the whole page, not this fragment alone


def go_on(state: InsideCell) -> None:
    for name in ("opened", "units", "hand_x", "hand_w", "hand_held", "hand_step", "hand_op"):
        controls.set_link_value(InsideCell, name, getattr(state, name))
    st.session_state["inside"] = BY_HAND


HOW = """One unit, no readout: what the cell says, h, is the answer. An LSTM of one unit and one input has 16 numbers (8 weights, two biases
for each of its four gates), a GRU 12, an RNN 4. They are drawn from the seed as PyTorch draws them; the bias of the gate that keeps is yours.

It is trained in one go on the server with Adam (learning rate 0.03), on the squared error of 16 sequences at a time, by exact backpropagation through time in
float64; `python -c "from rnn_core.memory.scalar import *; print(train('lstm', first_number(6), bias=3.0).losses[-1])"` repeats it.
The film has the weights of 61 moments; the cell in the picture is computed from them in your browser. The same link gives the same training."""
