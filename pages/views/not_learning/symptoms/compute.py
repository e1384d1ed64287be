"""What the pictures are drawn from: recorded trainings, and the padding in batches of real sentences."""

import re
from typing import Any

import numpy as np
import streamlit as st

from rnn_core.memory import symptoms
from rnn_core.text.corpus.prose import lines

BATCH = 32


@st.cache_data(max_entries=1, show_spinner=False)
def recorded() -> dict[str, Any]:
    return symptoms.read()


@st.cache_data(max_entries=1, show_spinner=False)
def padding() -> tuple[dict[str, float], int]:
    """The share of padded steps in batches of sentences as they come and sorted by length; and how many sentences there are."""
    lengths = np.array([len(words) for words in map(str.split, re.split(r"(?<=[.!?])\s+", " ".join(lines("Persuasion")))) if words])
    whole = lengths[: len(lengths) // BATCH * BATCH]
    return {"as they come": padded_share(whole), "sorted by length": padded_share(np.sort(whole))}, len(whole)


def padded_share(lengths: np.ndarray) -> float:
    batches = lengths.reshape(-1, BATCH)
    return float(1 - batches.sum() / (batches.max(axis=1).sum() * BATCH))
