"""The entity networks behind bounded caches."""

from dataclasses import dataclass

import streamlit as st

from pages.common.models import of_each
from pages.views.gallery.shared import models
from rnn_core.gallery.entities import MOST_WORDS, Reading, tokens_of
from rnn_core.gallery.runs import Run

ALONE, ONE_WAY, TWO_WAY = "one word at a time", "one-way", "two-way"


@dataclass(frozen=True)
class Tagged:
    """What one network makes of a text."""

    reading: Reading
    run: Run


def networks(cell: str) -> dict[str, str]:
    """The networks that stand one under the other: what each is called here → its kind."""
    return {f"{ONE_WAY} {cell}": cell.lower(), f"{TWO_WAY} {cell}": f"bi{cell.lower()}", ALONE: "words"}


@st.cache_data(max_entries=256, show_spinner=False)
def tagged(text: str, cell: str) -> tuple[dict[str, Tagged], list[str]]:
    """What every network finds, and why those that cannot be loaded do not."""
    def of(label: str) -> Tagged:
        model = models.load(f"entities-{networks(cell)[label]}")
        return Tagged(model.read(text), model.run(text))

    return of_each(networks(cell), of)


@st.cache_data(max_entries=256, show_spinner=False)
def word_counts(text: str) -> tuple[int, int]:
    """How many words the text has, and how many of them are read."""
    count = len(tokens_of(text))
    return count, min(count, MOST_WORDS)
