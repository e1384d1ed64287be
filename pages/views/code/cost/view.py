"""What each cell costs, and whether the plain RNN is enough."""

import streamlit as st

from pages.common import charts, tables
from pages.views.code.cost import figures, text
from rnn_core.frameworks.cost import measured


def show() -> None:
    found = measured()
    st.header("What each cell costs", anchor=False)
    st.plotly_chart(figures.training_times(found), key="cost_times", config=charts.CONFIG)
    st.markdown(f"{text.sentence(found)} {text.fused(found)}")
    tables.table(text.cost_rows(found), "Parameters, memory and time of each cell in each framework")
    st.caption(text.conditions(found))
    st.header("Is the plain RNN enough?", anchor=False)
    st.markdown(text.enough(found))
    tables.table(text.result_rows(found), "Held-out result of each cell on the five tasks")
    st.caption(text.result_conditions(found))
