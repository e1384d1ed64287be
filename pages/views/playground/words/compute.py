"""What the completers' views show, behind bounded caches."""

import streamlit as st

from pages.common import links, models
from rnn_core.text.attribution import Run, by_deletion, by_gradient, odds, watch
from rnn_core.text.corpus import add_filler


@st.cache_data(max_entries=128, show_spinner=False)
def probability_by_length(sentence: str, seed: int, answer: str, lengths: tuple[int, ...]) -> dict[str, list[tuple[int, float]]]:
    """Every network's probability for `answer`, with so many filler words at the sentence's dots."""
    found: dict[str, list[tuple[int, float]]] = {}
    for words in lengths:
        for kind, reading in models.readings(add_filler(sentence, words, seed))[0].items():
            p = reading.probability(answer)
            if p is not None:
                found.setdefault(kind, []).append((words, p))
    return found


@st.cache_data(max_entries=32, show_spinner=False)
def runs(text: str, answer: str, kinds: tuple[str, ...]) -> dict[str, Run]:
    """Every network's whole run over the text."""
    return {kind: watch(models.completer(kind), text, answer) for kind in kinds}


@st.cache_data(max_entries=64, show_spinner=False)
def influence(text: str, answer: str, measure: str, kinds: tuple[str, ...]) -> dict[str, list[float]]:
    """What every word means to the answer, network by network."""
    by = by_gradient if measure == links.GRADIENT else by_deletion
    return {kind: by(models.in_float64(kind), text, answer).tolist() for kind in kinds}


@st.cache_data(max_entries=128, show_spinner=False)
def log_odds(before: str, after: str, first: str, second: str, kinds: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """The log-odds of two answers after each of two texts, in nats."""
    return {kind: (odds(models.in_float64(kind), before, first, second), odds(models.in_float64(kind), after, first, second)) for kind in kinds}
