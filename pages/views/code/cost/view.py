"""What each cell costs, and whether the plain RNN is enough."""

import streamlit as st

from pages.common import tables
from pages.views.code.cost import figures, text
from rnn_core.frameworks.cost import measured


def show() -> None:
    found = measured()
    st.header("What each cell costs", anchor=False)
    tables.chart(figures.training_times(found), "cost_times")
    st.markdown(f"{text.sentence(found)} {text.fused(found)}")
    tables.table(text.cost_rows(found), "Parameters, memory and time of each cell in each framework")
    st.caption(text.conditions(found))
    st.header("Is the plain RNN enough?", anchor=False)
    st.markdown(text.enough(found))
    tables.table(text.result_rows(found), "Held-out result of each cell on the five tasks")
    st.caption(text.result_conditions(found))
