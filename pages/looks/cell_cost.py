"""What each cell costs, and whether the plain RNN is enough."""

import streamlit as st

from pages.kit import cost, tables


def show() -> None:
    st.subheader("What each cell costs", anchor=False)
    told = cost.measured()
    st.plotly_chart(cost.figure(told), key="cost_times", config={"displayModeBar": False})
    st.markdown(cost.sentence(told))
    tables.table(cost.table(told), "Parameters, memory and time of each cell in each framework")
    st.caption(cost.conditions(told))
    st.subheader("Is the plain RNN enough?", anchor=False)
    st.markdown(cost.enough(told))
    tables.table(cost.results(told), "Held-out result of each cell on the five tasks")
    st.caption(cost.results_told(told))
