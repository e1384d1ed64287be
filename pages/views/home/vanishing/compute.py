"""What is left of a fresh network's error signal at every word on its way back."""

import streamlit as st

from rnn_core.gradients import gradient_flow


@st.cache_data(max_entries=128, show_spinner=False)
def left(cell: str, text: str, words: int, seed: int = 0) -> tuple[list[float], float]:
    """‖∂L/∂h‖ at the last word, one word back, …, as shares of the first; and the mean factor of one step back."""
    flow = gradient_flow(cell, inputs="sentence", sentence=text, length=max(words, 2), seed=seed)
    logs = flow.log10("hidden")[::-1][:words]
    return (10.0 ** (logs - logs[0])).tolist(), flow.per_step
