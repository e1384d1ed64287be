"""NumPy's gradients against torch's autograd, on the present settings, where torch is installed."""

import streamlit as st

from pages.kit import controls, flow_cases, flowing, flows, tables
from pages.kit.urls import GradientFlow


@st.fragment
def show(setting: flows.Setting) -> None:
    if not st.toggle("Check these numbers against PyTorch's autograd", key="check_torch",
                     help="Builds the same networks in torch.nn, in the same precision, runs loss.backward(), and compares ∂L/∂h, ∂L/∂c, ∂L/∂s and ∂L/∂x step by step."):
        return
    if not flow_cases.has_torch():
        st.info("PyTorch is not installed here, so nothing can be compared. Where it is, this compares the gradients with loss.backward().")
        return
    rows = flow_cases.compared(setting, controls.held(GradientFlow, "length"))
    fine, sentence = flowing.agreement(rows, setting.precision)
    st.badge(sentence, icon=":material/verified:" if fine else ":material/error:", color="green" if fine else "red")
    st.caption(flowing.compared(rows, setting))
    tables.table(flowing.agreement_rows(rows), "Largest relative difference from autograd")
