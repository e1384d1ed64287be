"""How the three music models are trained: on the same tunes, at about the same size, tuned with the same effort.

Every learning rate of RATES is tried for an eighth of the steps, one seed is trained in full with the best, and the
perplexity of the validation tunes chooses.  The outcome is kept in search-music.json.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.gallery.music import Batch, MusicModel, batch
from rnn_core.gallery.tunes import Tunes, tunes
from rnn_core.nn.initialisation import initialise
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import Progress, training, warmup_cosine
from rnn_core.train import model_selection
from rnn_core.train.music_card import card
from rnn_core.train.music_figures import DROPOUT, ROWS, figures

SEARCH = Path(__file__).with_name("search-music.json")
STEPS, RATES, SEEDS = 2000, (4e-3, 8e-3), (0,)
EMBEDDING = 64
# hidden_size, so that all have about the same number of parameters, and how the recurrent weights begin.
CELLS: dict[str, tuple[int, tuple[str, dict[str, float]]]] = {
    "rnn": (424, ("orthogonal", {})),
    "gru": (256, ("update_bias", {"value": 1.0})),
    "lstm": (221, ("forget_bias", {"value": 1.0})),
}


def new(cell: str, seed: int) -> MusicModel:
    hidden_size, (recipe, options) = CELLS[cell]
    model = MusicModel(cell, tunes().words, embedding_dim=EMBEDDING, hidden_size=hidden_size, dropout=DROPOUT, rng=seed)
    initialise(model.rnn, recipe, rng=seed, **options)
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
    return training(model, batches(tunes(), "training", seed), Adam(model.params, lr=lr), steps=steps, schedule=warmup_cosine())


def search(cell: str, report: model_selection.Report, steps: int = STEPS) -> dict[str, Any]:
    """Every run's perplexity on the validation tunes, and the choice."""
    return model_selection.choose(cell, report, new=new, run=run, score=lambda model: round(model.perplexity(tunes(), tunes().of("validation")), 4),
                           rates=RATES, seeds=SEEDS, steps=steps, short=steps // 8, better=min)


__all__ = ["card", "figures", "new", "run", "search"]
