"""What each cell costs, and whether the plain RNN is enough."""

import streamlit as st

from pages.common import tables
from pages.views.code.cost import text


def show() -> None:
    st.subheader("What each cell costs", anchor=False)
    told = text.measured()
    st.plotly_chart(text.figure(told), key="cost_times", config={"displayModeBar": False})
    st.markdown(text.sentence(told))
    tables.table(text.table(told), "Parameters, memory and time of each cell in each framework")
    st.caption(text.conditions(told))
    st.subheader("Is the plain RNN enough?", anchor=False)
    st.markdown(text.enough(told))
    tables.table(text.results(told), "Held-out result of each cell on the five tasks")
    st.caption(text.results_told(told))
