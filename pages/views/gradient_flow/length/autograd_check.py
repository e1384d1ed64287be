"""NumPy's gradients against torch's autograd, on the present settings, where torch is installed."""

import streamlit as st

from pages.common import controls, tables
from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared import cases, measure, text


@st.fragment
def show(setting: measure.Setting) -> None:
    if not st.toggle("Check these numbers against PyTorch's autograd", key="check_torch",
                     help="Builds the same networks in torch.nn, in the same precision, runs loss.backward(), and compares ∂L/∂h, ∂L/∂c, ∂L/∂s and ∂L/∂x step by step."):
        return
    if not cases.has_torch():
        st.info("PyTorch is not installed here, so nothing can be compared. Where it is, this compares the gradients with loss.backward().")
        return
    rows = cases.compared(setting, controls.link_value(GradientFlow, "length"))
    fine, sentence = text.agreement(rows, setting.precision)
    st.badge(sentence, icon=":material/verified:" if fine else ":material/error:", color="green" if fine else "red")
    st.caption(text.compared(rows, setting))
    tables.table(text.agreement_rows(rows), "Largest relative difference from autograd")
