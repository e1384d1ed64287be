"""The completers' cells on a sentence, behind a bounded cache."""

import numpy as np
import streamlit as st

from pages.common import models
from pages.common.theme import CELLS
from rnn_core.gradients.carried import Carried, carried


@st.cache_data(max_entries=48, show_spinner=False)
def follow(tokens: tuple[str, ...], word: int) -> tuple[dict[str, Carried], list[str]]:
    """What each network wrote at the word of this place, counted from 1, and what is left of it; and what to say of those that
    cannot be loaded."""
    def one(kind: str) -> Carried:
        model = models.in_float64(kind)
        ids = np.concatenate([[0], model.vocabulary.encode(list(tokens))]).astype(np.int64)  # <s> stands first
        return carried(model.net, model.params["embedding.weight"][ids], word)

    return models.of_each(CELLS, one)
