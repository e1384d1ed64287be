"""Texts that are here to be learnt by a character model: public-domain prose, and sentences made of the corpus's facts."""

from collections.abc import Callable
from functools import cache, partial

import numpy as np

from rnn_core.text.corpus import novels, prose, sentences
from rnn_core.text.corpus.facts import SEEN

LENGTH, SENTENCES = 300_000, 5000


@cache
def facts() -> str:
    """Sentences of a clue and its answer, nothing in between: one a line."""
    rng = np.random.default_rng(0)
    makers = (partial(sentences.far, frames_of="training", countries=SEEN, words=0), partial(sentences.near, part="training"),
              sentences.fact)
    made = (makers[k % 3](rng) for k in range(SENTENCES))
    return "".join(f"{s.text} {s.answer}.\n" for s in made)


@cache
def austen() -> str:
    """The novels without the paragraphs that are held out of them: those stay unread for these networks, too."""
    return novels.text("training")[:LENGTH]


@cache
def speeches() -> str:
    return prose.wrapped(prose.lines("Union"))[:LENGTH]


TEXTS: dict[str, Callable[[], str]] = {"Jane Austen": austen, "speeches": speeches, "facts": facts}


def named(text: str) -> str | None:
    """The name of the text that this is; None for any other."""
    return next((name for name, make in TEXTS.items() if make() == text), None)
