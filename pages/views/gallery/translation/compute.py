"""What the visitor asks as words, the networks that translate it, and what was measured of them, behind bounded caches."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.common import links
from pages.views.gallery.shared import models
from rnn_core.gallery import translation_pairs
from rnn_core.gallery.runs import Run
from rnn_core.gallery.translation import LONGEST
from rnn_core.gallery.translation_words import english_words, joined, number_in_words, tokens

Words = tuple[str, ...]
# name in the drawing → model, and the one that is drawn first and whose sizes are shown
NETWORKS = {links.SENTENCES: {"with attention": "translation-attention", "without attention": "translation-plain"},
            links.NUMBERS: {"rnn": "numbers-rnn", "gru": "numbers-gru", "lstm": "numbers-lstm"}}
FIRST = {links.SENTENCES: "with attention", links.NUMBERS: "gru"}
FAMILIES = {links.SENTENCES: "translation", links.NUMBERS: "numbers"}
EXAMPLES_EACH = 3


@dataclass(frozen=True)
class Request:
    """words: what is read; right: the translation, where it is known; part: of the data, "" when it is in none; refused: why
    nothing can be translated."""

    words: Words = ()
    right: Words | None = None
    part: str = ""
    unknown: Words = ()
    refused: str = ""


@st.cache_resource(max_entries=2, show_spinner=False)
def _known() -> dict[Words, tuple[str, Words]]:
    """English words → the part of the data that holds them, and the French."""
    return {english: (part, french) for part in translation_pairs.PARTS for english, french in translation_pairs.read("translation", part)}


@st.cache_resource(max_entries=2, show_spinner=False)
def _numbers() -> dict[int, str]:
    return {n: part for part in translation_pairs.PARTS for n in translation_pairs.numbers(part)}


def request(state: links.Translation) -> Request:
    """The visitor's number or sentence as the networks read it."""
    return number(int(state.tongue_number)) if state.tongue_task == links.NUMBERS else sentence(tuple(english_words(state.tongue_text)))


def number(n: int) -> Request:
    english, french = (tuple(tokens(number_in_words(n, language))) for language in ("en", "fr"))
    return Request(english, french, _numbers().get(n, ""))


def sentence(words: Words) -> Request:
    if not words:
        return Request(refused="There is no word to translate yet. Type an English sentence, or take one of the list.")
    if len(words) > LONGEST:
        return Request(refused=f"The sentence has {len(words)} words and signs; at most {LONGEST} are read. The networks were trained on "
                           "up to 26: shorten it.")
    part, right = _known().get(words, ("", None))
    return Request(words, right, part, tuple(models.load("translation-plain").source.unknown(words)))


@st.cache_data(max_entries=256, show_spinner=False)
def runs(task: str, words: Words, right: Words | None = None) -> dict[str, Run]:
    """Every network's run over the words; with `right`, these are fed in instead of its own."""
    return {name: models.load(file).run(words, right) for name, file in NETWORKS[task].items()}


@st.cache_data(max_entries=2, show_spinner=False)
def examples() -> list[str]:
    """Sentences of the test part, short ones first, a few of every length that is measured."""
    test = [english for english, _ in translation_pairs.read("translation", "test")]
    found: list[str] = []
    for row in figures(links.SENTENCES)["with attention"]["lengths"]:
        found += [joined(words, english=True) for words in test if row["least"] <= len(words) <= row["most"]][:EXAMPLES_EACH]
    return found


@st.cache_data(max_entries=4, show_spinner=False)
def vocabulary(task: str) -> list[str]:
    """The English words that the networks know."""
    return [word for word in models.load(NETWORKS[task][FIRST[task]]).source.words[2:] if word.isalpha()]


def figures(task: str) -> dict[str, dict[str, Any]]:
    """What was measured of every network of the task."""
    return {name: models.figures(file) for name, file in NETWORKS[task].items()}


@st.cache_resource(max_entries=2, show_spinner=False)
def _nearest(task: str) -> translation_pairs.Nearest:
    return translation_pairs.Nearest(translation_pairs.read(FAMILIES[task], "training"))


@st.cache_data(max_entries=256, show_spinner=False)
def nearest(task: str, words: Words) -> tuple[float, translation_pairs.Pair]:
    """How alike the most similar training pair is, and the pair."""
    return _nearest(task)(words)


def sizes(task: str) -> tuple[int, int, int]:
    """input_size, hidden_size, output_size of the first network."""
    first = models.load(NETWORKS[task][FIRST[task]])
    return first.params["encoder.embedding.weight"].shape[1], first.hidden_size, len(first.target)
