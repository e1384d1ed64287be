"""NumPy's gradients against torch's autograd, on the present settings, where torch is installed."""

from importlib.util import find_spec

import streamlit as st

from pages.common import controls, tables
from pages.common.links import GradientFlow
from pages.views.gradient_flow.length import compute, text
from pages.views.gradient_flow.shared.measurement import Measurement


@st.fragment
def show(measurement: Measurement) -> None:
    if not st.toggle("Check these numbers against PyTorch's autograd", key="check_torch",
                     help="Builds the same networks in torch.nn, in the same precision, runs loss.backward(), and compares ∂L/∂h, ∂L/∂c, ∂L/∂s and ∂L/∂x step by step."):
        return
    if find_spec("torch") is None:
        st.info("PyTorch is not installed here, so nothing can be compared. Where it is, this compares the gradients with loss.backward().")
        return
    rows = compute.autograd_differences(measurement, controls.link_value(GradientFlow, "length"))
    agrees, sentence = text.agreement(rows, measurement.dtype)
    st.badge(sentence, icon=":material/verified:" if agrees else ":material/error:", color="green" if agrees else "red")
    st.caption(text.compared(rows, measurement))
    tables.table(text.agreement_rows(rows), "Largest relative difference from autograd")
