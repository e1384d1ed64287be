"""How the three music models are trained: on the same tunes, at about the same size, tuned with the same effort.

Every learning rate of RATES is tried for an eighth of the steps, one seed is trained in full with the best, and the
perplexity of the validation tunes chooses.  The outcome is kept in search-music.json.
"""

from collections.abc import Iterator

import numpy as np

from rnn_core.gallery.music import Batch, MusicModel, batch
from rnn_core.gallery.tunes import Tunes, tunes
from rnn_core.nn.training import Progress
from rnn_core.train.music_card import card
from rnn_core.train.music_figures import DROPOUT, ROWS, figures
from rnn_core.train.recipe import RECIPES

STEPS, SHORT, RATES, SEEDS, BETTER = 2000, 250, (4e-3, 8e-3), (0,), min
EMBEDDING = 64
CELLS = {"rnn": 424, "gru": 256, "lstm": 221}  # hidden_size, so that all have about as many parameters


def new(cell: str, seed: int) -> MusicModel:
    model = MusicModel(cell, tunes().words, embedding_dim=EMBEDDING, hidden_size=CELLS[cell], dropout=DROPOUT, rng=seed)
    RECIPES["music"].begin(model.rnn, seed)
    return model


def batches(book: Tunes, part: str, seed: int) -> Iterator[Batch]:
    """ROWS tunes of about the same length at a time, in a new order every round; each step has its own dropout."""
    rng, numbers = np.random.default_rng(seed), book.of(part)
    lengths = np.diff(book.starts)[numbers]
    while True:
        order = numbers[np.argsort(lengths * rng.uniform(0.9, 1.1, len(lengths)), kind="stable")]
        chunks = [order[k : k + ROWS] for k in range(0, len(order), ROWS)]
        for k in rng.permutation(len(chunks)):
            yield batch(book, chunks[k], int(rng.integers(1 << 31)))


def run(model: MusicModel, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    return RECIPES["music"].run(model, batches(tunes(), "training", seed), lr=lr, steps=steps)


def score(model: MusicModel) -> float:
    """The perplexity of the validation tunes."""
    return round(model.perplexity(tunes(), tunes().of("validation")), 4)


__all__ = ["card", "figures", "new", "run", "score"]
