"""Exploding gradients: a cliff to fall off, clipping, and the window of truncated backpropagation through time."""

import streamlit as st

from pages.common import controls, links, tables
from pages.views.gradient_flow.exploding import compute, figures, text
from pages.views.gradient_flow.shared import network_settings

SETTINGS = ("cliff_w", "cliff_b", "cliff_rate", "cliff_clip")


def show(_: links.GradientFlow) -> None:
    cliff()
    truncation()


@st.fragment
def cliff() -> None:
    st.header("A cliff, and how clipping takes it", anchor=False)
    state = controls.read_state(links.GradientFlow, controls.row(links.GradientFlow, SETTINGS, align="top"))
    found = compute.descents(state.cliff_w, state.cliff_b, state.cliff_rate, state.cliff_clip)
    left, right = st.columns(2, gap="large")
    with left:
        tables.chart(figures.landscape(found.w, found.b, found.loss, found.paths), "landscape")
    with right:
        tables.chart(figures.descents(found.norms, found.losses, state.cliff_clip), "descent")
    st.markdown(text.descents(found, state.cliff_clip))
    st.caption("The smallest recurrent network: one unit, h_t = w σ(h_{t−1}) + b, 50 steps from 0, loss (σ(h₅₀) − 0.7)² (Pascanu, Mikolov & Bengio 2013, figure 6). "
               "On one side of the edge the unit comes to rest low, on the other high; on the edge the gradient explodes. Clipping shortens a step that is too long, "
               "and keeps its direction. It does nothing for a gradient that has vanished: every lag's share of ∂L/∂W stays what it was, because all are multiplied by one factor.")
    tables.folded(lambda: text.descent_rows(found), "Gradient norm and loss, step by step", key="fall_table")


@st.fragment
def truncation() -> None:
    st.header("Truncated backpropagation: what a window leaves out", anchor=False)
    windows, errors = compute.truncation_errors(network_settings.ask_one_seed())
    tables.chart(figures.truncation(windows, errors), "truncation")
    st.markdown(text.windows(windows, errors))
    st.caption("g is the exact ∂L/∂W_hh with the loss after the last of 100 steps, g_K the same with the way back cut after K steps. Where the gradient has vanished anyway, "
               "a short window costs nothing; where it has not, truncation cuts off what could have been learned: a dependency longer than the window is never seen.")
    tables.folded(lambda: text.window_rows(windows, errors), "What each window misses", key="window_table")
