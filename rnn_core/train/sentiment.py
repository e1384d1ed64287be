"""How the sentiment networks are trained: alike, but for the cell.

Every learning rate of RATES is tried for a quarter of the steps, SEEDS are trained in full with the best, and the accuracy
on the validation part chooses.  What is learnt beside the sentences: the lexicon's words, each as a text of one word.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from rnn_core.gallery.sentiment import MOST_WORDS, Rated, Sentiment
from rnn_core.gallery.word_vectors import Words, split
from rnn_core.nn.training import Progress
from rnn_core.train import sentiment_data, sentiment_figures
from rnn_core.train.recipe import RECIPES

STEPS, RATES, SEEDS, BETTER = 2500, (2e-3, 4e-3, 8e-3), (0, 1), max
ROWS, LEAST = 64, 2
STEEPNESS = 2.5  # a rating r is the share σ(2.5 r): 0.5 is .78, 1 is .92, 2 is .99
STRANGERS = 0.1  # so many words of a training text are shown as unknown ones, with their pieces only
DROP_X, DROP_H = 0.4, 0.4
card, figures = sentiment_figures.card, sentiment_figures.figures


@lru_cache(maxsize=1)
def words() -> Words:
    counted = Counter(token.key for one in sentiment_data.sentences("training") for token in split(one.text, MOST_WORDS))
    always = [token.key for word in sentiment_data.lexicon() for token in split(word)[:1] if token.text == word]
    return Words.of(counted, LEAST, always)


def new(cell: str, seed: int) -> Sentiment:
    model = Sentiment(cell, words(), rng=seed)
    RECIPES["sentiment"].begin(model.rnn, seed)
    return model


def share(rating: Any) -> Any:
    """How good, from 0 to 1, for a mean rating."""
    return 1 / (1 + np.exp(-STEEPNESS * np.asarray(rating, float)))


class Batches:
    """Rows of about the same length, drawn again and again; the noise of training is drawn here, too."""

    def __init__(self, model: Sentiment, seed: int):
        self.model, self.rng = model, np.random.default_rng(seed)
        texts = [(one.text, one.rating) for one in sentiment_data.sentences("training")] + list(sentiment_data.lexicon().items())
        encoded = [(model.encode(split(text, MOST_WORDS)), rating) for text, rating in texts]
        self.rows = [(row, rating) for row, rating in encoded if row]
        self.negations = sentiment_data.negations("training")

    def negated(self) -> list[tuple[list[tuple[int, str]], float]]:
        """Every word of the training part once, in a frame drawn for it that turns it round."""
        frames = self.rng.integers(len(sentiment_data.FRAMES), size=len(self.negations))
        return [(self.model.encode(split(sentiment_data.FRAMES[k].format(word))), sentiment_data.NEGATED * rating)
                for k, (word, rating) in zip(frames, self.negations, strict=True)]

    def __iter__(self) -> Iterator[Rated]:
        while True:
            rows = self.rows + self.negated()
            noise = self.rng.uniform(0.9, 1.1, len(rows))
            order = np.argsort([len(row) * n for (row, _), n in zip(rows, noise, strict=True)], kind="stable")
            starts = self.rng.permutation(np.arange(0, len(order), ROWS))
            for start in starts:
                yield self.batch([rows[k] for k in order[start : start + ROWS]])

    def batch(self, rows: Sequence[tuple[list[tuple[int, str]], float]]) -> Rated:
        shown = [[(0, key) if self.rng.random() < STRANGERS else (i, key) for i, key in row] for row, _ in rows]
        N, dtype = len(rows), self.model.dtype
        keep_x = (self.rng.random((1, N, self.model.vectors.embedding_dim)) >= DROP_X) / (1 - DROP_X)
        keep_h = (self.rng.random((N, self.model.hidden_size)) >= DROP_H) / (1 - DROP_H)
        return Rated(self.model.seen(shown), np.array([len(row) for row in shown]), share([r for _, r in rows]).astype(dtype),
                     keep_x.astype(dtype), keep_h.astype(dtype))


def run(model: Sentiment, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    return RECIPES["sentiment"].run(model, Batches(model, seed), lr=lr, steps=steps)


def accuracy(model: Sentiment, part: str) -> float:
    clear = sentiment_data.clearly_rated(part)
    p = sentiment_figures.read_all(model, [one.text for one in clear])
    return float(np.mean((p > 0.5) == np.array([one.good for one in clear])))


def score(model: Sentiment) -> float:
    """The accuracy on the validation part."""
    return round(accuracy(model, "validation"), 4)
