"""Two runs that differ in one word, and how far their memories are apart after every word."""

import numpy as np
import streamlit as st

from pages.common import models
from pages.common.theme import NETWORKS
from rnn_core.text.completion import Completer
from rnn_core.text.vocabulary import tokenise


def memory(completer: Completer, text: str) -> np.ndarray:
    """(T, H) after every word: the hidden state, of the LSTM its cell state, of the window net its hidden layer."""
    h, run = completer.states(np.concatenate([[0], completer.vocabulary.encode(tokenise(text))])[:, None], keep=True)
    return (run.c[0] if completer.kind == "lstm" else h)[1:, 0]


@st.cache_data(max_entries=64, show_spinner=False)
def apart(first: str, second: str) -> dict[str, list[float]]:
    """Network by network ‖memory after the first - after the second‖ at every word, as a share of its own largest."""
    found = {}
    for kind in NETWORKS:
        sizes = np.linalg.norm(memory(models.completer(kind), first) - memory(models.completer(kind), second), axis=1)
        found[kind] = (sizes / (sizes.max() or 1.0)).tolist()
    return found
