"""The sentiment networks behind bounded caches."""

import streamlit as st

from pages.common.models import of_each
from pages.common.theme import CELLS
from pages.views.gallery.shared import models
from rnn_core.gallery.runs import Run
from rnn_core.gallery.sentiment import MOST_WORDS
from rnn_core.gallery.word_vectors import split

NAMES = tuple(f"sentiment-{cell}" for cell in CELLS)


@st.cache_data(max_entries=256, show_spinner=False)
def runs(text: str) -> tuple[dict[str, Run], list[str]]:
    """Every network's run over the text, and why those that cannot be loaded have none."""
    return of_each(CELLS, lambda cell: models.load(f"sentiment-{cell}").run(text))


@st.cache_data(max_entries=256, show_spinner=False)
def word_counts(text: str) -> tuple[int, int, list[str]]:
    """How many words the text has, how many of them are read, and those of them that the networks do not know."""
    tokens = split(text)
    known = models.load(NAMES[-1]).words
    return len(tokens), min(len(tokens), MOST_WORDS), list(dict.fromkeys(t.text for t in tokens[:MOST_WORDS] if t.key not in known))
