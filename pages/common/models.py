"""The zoo behind bounded caches, and what is read with it."""

from typing import Any

import numpy as np
import streamlit as st

from pages.common import links
from pages.common.theme import NETWORKS
from rnn_core import zoo
from rnn_core.nn.safetensors import DamagedFile
from rnn_core.text import units
from rnn_core.text.attribution import Run, by_deletion, by_gradient, odds, watch
from rnn_core.text.characters import CharacterModel
from rnn_core.text.completion import Completer, Reading
from rnn_core.text.corpus import novels, stretch

Array = np.ndarray


@st.cache_resource(max_entries=8, show_spinner=False)
def completer(kind: str) -> Completer:
    return zoo.load(f"completion-{kind}")


@st.cache_resource(max_entries=8, show_spinner=False)
def exact(kind: str) -> Completer:
    return completer(kind).in_float64()


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
    by = by_gradient if measure == links.GRADIENT else by_deletion
    return {kind: by(exact(kind), text, answer).tolist() for kind in kinds}


@st.cache_data(max_entries=128, show_spinner=False)
def weighed(before: str, after: str, first: str, second: str, kinds: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """The log-odds of two answers after each of two texts."""
    return {kind: (odds(exact(kind), before, first, second), odds(exact(kind), after, first, second)) for kind in kinds}


@st.cache_resource(max_entries=4, show_spinner=False)
def writer(cell: str) -> CharacterModel:
    return zoo.load_characters(f"characters-{cell}")


@st.cache_data(max_entries=4, show_spinner=False)
def writer_figures(cell: str) -> dict[str, Any]:
    return zoo.figures(f"characters-{cell}")


@st.cache_data(max_entries=256, show_spinner=False)
def written(cell: str, prompt: str, length: int, temperature: float, top_k: int, draw: int) -> str:
    return writer(cell).write(prompt, length, temperature=temperature, top_k=top_k, rng=draw)


@st.cache_data(max_entries=128, show_spinner=False)
def activations(cell: str, text: str) -> Array:
    """(T, H) what the units of a trained writer keep after every character of the text."""
    return units.signal(writer(cell), writer(cell).alphabet.encode(text))


@st.cache_data(max_entries=2, show_spinner=False)
def novel_pages(length: int = 800) -> list[str]:
    """The held-out paragraphs of the novels, in pages of about so many characters."""
    pages, page = [], ""
    for paragraph in novels.text("test").split("\n\n"):
        page += paragraph + "\n\n"
        if len(page) >= length:
            pages.append(page)
            page = ""
    return pages


@st.cache_data(max_entries=16, show_spinner=False)
def card(name: str) -> str:
    """The card, its headings one size smaller than the page's."""
    return zoo.card(name).replace("## ", "#### ").replace("\n# ", "\n### ").replace("# ", "### ", 1)
