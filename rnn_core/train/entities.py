"""How the entity networks are trained: one-way, two-way and without recurrence, alike in all else.

Every learning rate of RATES is tried for SHORT steps, SEEDS are trained in full with the best, and the F1 on
validation sentences (their own frames, their own names) chooses.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from rnn_core.gallery.entities import TAGS, Entities, Tagged, Token
from rnn_core.gallery.word_vectors import Words
from rnn_core.nn.modules import padded
from rnn_core.nn.training import Progress
from rnn_core.train import entity_figures, entity_sentences
from rnn_core.train.entity_sentences import Marked
from rnn_core.train.recipe import RECIPES

STEPS, SHORT, RATES, SEEDS, BETTER = 5000, 1250, (4e-3, 8e-3), (0,), max
ROWS = 32
SMALL, LARGE = 0.2, 0.03  # so many training sentences are all in small letters, or all in large ones
SWAPPED = 0.2  # so many words that are no names are replaced by another ordinary word
SCRAMBLED = 0.15  # in so many sentences it is most of them: there only the name itself tells what it is
BEFORE = 0.15  # so many sentences begin with one to three ordinary words more
STRANGERS, NAMELESS = 0.2, 0.6  # so many ordinary words, and words of names, are shown as unknown ones, with their pieces only
DROP_X, DROP_H = 0.2, 0.3
CITIES, PEOPLE = 600, 1000  # so many of the training names have a row of their own
card, figures = entity_figures.card, entity_figures.figures


@lru_cache(maxsize=1)
def words() -> Words:
    found = Counter(token.key for made in entity_sentences.some("training", 6000, 0) for token, tag in zip(made.tokens, made.tags, strict=True)
                    if tag == "O" or tag.endswith("ORG"))
    kept = [key for key, n in found.items() if n >= 3]
    known = entity_sentences.names()
    names = [*known["city"]["training"][:CITIES], *known["country"]["training"], *known["both"]["training"],
             *known["first"]["training"][::6][:PEOPLE], *entity_sentences.organisations()["training"]]
    keys = {token.key for name in names for token in entity_sentences.tokens_of(name)} | set(entity_sentences.common_words()[:1500]) | set(kept)
    return Words.of(Counter(), always=keys)


def new(kind: str, seed: int) -> Entities:
    model = Entities(kind, words(), rng=seed)
    if model.rnn:
        RECIPES["entities"].begin(model.rnn, seed)
    return model


def rewritten(sentence: Marked, rng: np.random.Generator) -> Marked:
    """The sentence as others might write it: other ordinary words, some before it, all small or all large."""
    common = entity_sentences.common_words()

    def drawn() -> str:
        return common[int(len(common) * rng.random() ** 2)]

    share = 0.8 if rng.random() < SCRAMBLED else SWAPPED
    texts = [drawn() if tag == "O" and token.text.isalpha() and rng.random() < share else token.text
             for token, tag in zip(sentence.tokens, sentence.tags, strict=True)]
    tags = list(sentence.tags)
    if rng.random() < BEFORE:
        more = [drawn() for _ in range(rng.integers(1, 4))] + [","] * int(rng.random() < 0.5)
        first = texts[0] if tags[0] != "O" or texts[0] == "I" else texts[0].lower()
        texts, tags = [*more, first, *texts[1:]], ["O"] * len(more) + tags
    texts[0] = texts[0][0].upper() + texts[0][1:]
    case = rng.random()
    if case < SMALL + LARGE:
        texts = [text.lower() if case < SMALL else text.upper() for text in texts]
    return Marked(tuple(Token(text, 0, 0) for text in texts), tuple(tags), sentence.frame)


class Batches:
    """ROWS sentences at a time, made for it; the noise of training is drawn here, too."""

    def __init__(self, model: Entities, seed: int):
        self.model, self.rng, self.source = model, np.random.default_rng(seed + 1000), entity_sentences.made("training", seed)

    def __iter__(self) -> Iterator[Tagged]:
        while True:
            rows = [rewritten(next(self.source), self.rng) for _ in range(ROWS)]
            tags = padded([[TAGS.index(tag) for tag in row.tags] for row in rows])[0]
            E, H = self.model.vectors.embedding_dim, self.model.head.in_features
            keep_x, keep_h = ((self.rng.random((1, ROWS, width)) >= drop).astype(self.model.dtype) / (1 - drop)
                              for width, drop in ((E, DROP_X), (H, DROP_H)))
            yield self.model.batch([row.tokens for row in rows], tags, hide=self.rng.random(tags.shape) < np.where(tags > 0, NAMELESS, STRANGERS),
                                   keep_x=keep_x.astype(self.model.dtype), keep_h=keep_h.astype(self.model.dtype))


def run(model: Entities, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    return RECIPES["entities"].run(model, Batches(model, seed), lr=lr, steps=steps)


def score(model: Entities) -> float:
    """The F1 on the validation sentences."""
    predicted = entity_figures.found_by(model, validation())
    return round(entity_figures.f1(entity_figures.counted(validation(), predicted)), 4)


@lru_cache(maxsize=1)
def validation() -> list[Marked]:
    return entity_sentences.some("validation", 1000, 0)
