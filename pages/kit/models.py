"""The zoo behind bounded caches, and what is read with it."""

from typing import Any

import streamlit as st

from pages.kit import urls
from pages.kit.theme import NETWORKS
from rnn_core import zoo
from rnn_core.attribution import Run, by_deletion, by_gradient, odds, watch
from rnn_core.completion import Completer, Reading
from rnn_core.corpus import stretch
from rnn_core.weights import DamagedFile


@st.cache_resource(max_entries=8, show_spinner=False)
def completer(kind: str) -> Completer:
    return zoo.load(f"completion-{kind}")


@st.cache_data(max_entries=8, show_spinner=False)
def figures(kind: str) -> dict[str, Any]:
    return zoo.figures(f"completion-{kind}")


@st.cache_data(max_entries=512, show_spinner=False)
def readings(text: str) -> tuple[dict[str, Reading], list[str]]:
    """What every network makes of the text, and what to say of those that cannot be loaded."""
    found, wrong = {}, []
    for kind in NETWORKS:
        try:
            found[kind] = completer(kind).read(text)
        except DamagedFile as error:
            wrong.append(str(error))
    return found, wrong


@st.cache_data(max_entries=128, show_spinner=False)
def along(sentence: str, seed: int, answer: str, lengths: tuple[int, ...]) -> dict[str, list[tuple[int, float]]]:
    """Every network's probability for `answer`, with so many filler words at the sentence's dots."""
    found: dict[str, list[tuple[int, float]]] = {}
    for words in lengths:
        for kind, reading in readings(stretch(sentence, words, seed))[0].items():
            p = reading.probability(answer)
            if p is not None:
                found.setdefault(kind, []).append((words, p))
    return found


@st.cache_data(max_entries=32, show_spinner=False)
def watched(text: str, answer: str, kinds: tuple[str, ...]) -> dict[str, Run]:
    """Every network's whole run over the text."""
    return {kind: watch(completer(kind), text, answer) for kind in kinds}


@st.cache_data(max_entries=64, show_spinner=False)
def influence(text: str, answer: str, measure: str, kinds: tuple[str, ...]) -> dict[str, list[float]]:
    """What every word means to the answer, network by network."""
    by = by_gradient if measure == urls.GRADIENT else by_deletion
    return {kind: by(completer(kind), text, answer).tolist() for kind in kinds}


@st.cache_data(max_entries=128, show_spinner=False)
def weighed(before: str, after: str, first: str, second: str, kinds: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """The log-odds of two answers after each of two texts."""
    return {kind: (odds(completer(kind), before, first, second), odds(completer(kind), after, first, second)) for kind in kinds}


@st.cache_data(max_entries=8, show_spinner=False)
def card(kind: str) -> str:
    """The card, its headings one size smaller than the page's."""
    return zoo.card(f"completion-{kind}").replace("## ", "#### ").replace("\n# ", "\n### ").replace("# ", "### ", 1)
