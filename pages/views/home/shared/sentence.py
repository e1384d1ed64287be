"""The visitor's sentence, typed once: its words, its clue, the word that is called for, and what there is to say of it."""

from typing import NamedTuple

import streamlit as st

from pages.common import clues, links, models
from rnn_core.text.completion import Reading
from rnn_core.text.vocabulary import tokenise

EMPTY = "There is no word in your sentence. Until you write one in chapter 2, this is ours."
NO_CLUE = "Your sentence names no country and no coloured thing that we could exchange. So this chapter shows ours."


class Sentence(NamedTuple):
    text: str
    tokens: tuple[str, ...]
    clue: str  # "" when there is none
    place: int  # of the clue among the tokens
    answer: str
    notices: list[str]


@st.cache_data(max_entries=128, show_spinner=False)
def reading(text: str, kind: str) -> Reading:
    return models.completer(kind).read(text)


def wordless(text: str) -> bool:
    return not any(sign.isalnum() for token in tokenise(text) for sign in token)


def of(state: links.Story, with_clue: bool = False) -> Sentence:
    """`with_clue`: where it has none, the story's own sentence."""
    said, notices = state.own_sentence, []
    if wordless(said):
        said, notices = links.OWN, [EMPTY]
    read = reading(said, "rnn")
    if with_clue and clues.clue(read) is None:
        said, notices = links.OWN, [NO_CLUE]
        read = reading(said, "rnn")
    found, unknown = clues.clue(read), clues.unknown_words(read)
    notices += [unknown] if unknown else []
    if found is None:
        return Sentence(said, read.tokens, "", -1, reading(said, "lstm").ranked[0][0], notices)
    word, between = found
    return Sentence(said, read.tokens, word, len(read.tokens) - 1 - between, clues.CALLED_FOR[word], notices)
