"""Texts that are here to be learnt by a character model: public-domain prose, and sentences made of the corpus's facts."""

from collections.abc import Callable
from functools import cache, partial

import numpy as np

from rnn_core.corpus import prose, sentences
from rnn_core.corpus.facts import SEEN

LENGTH, SENTENCES = 300_000, 5000


@cache
def facts() -> str:
    """Sentences of a clue and its answer, nothing in between: one a line."""
    rng = np.random.default_rng(0)
    makers = (partial(sentences.far, frames_of="training", countries=SEEN, words=0), partial(sentences.near, part="training"),
              sentences.fact)
    made = (makers[k % 3](rng) for k in range(SENTENCES))
    return "".join(f"{s.text} {s.answer}.\n" for s in made)


def austen() -> str:
    return prose.wrapped(prose.lines("Austen"))[:LENGTH]


def speeches() -> str:
    return prose.wrapped(prose.lines("Union"))[:LENGTH]


TEXTS: dict[str, Callable[[], str]] = {"Jane Austen": austen, "speeches": speeches, "facts": facts}
