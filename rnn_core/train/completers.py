"""How the four completers are trained: on the same data, at the same size, tuned with the same effort.

For each kind the search tries every learning rate of RATES for a quarter of the steps, then trains SEEDS in full
with the best one and keeps the best seed; both choices go by the validation sentences.  Its outcome is kept in
search-completion.json, from which `python -m rnn_core.train NAME` takes the learning rate and the seed.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from rnn_core.nn.initialisation import initialise_by_cell
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import Progress, training, warmup_cosine
from rnn_core.text.completion import Completer
from rnn_core.train import evaluation
from rnn_core.train.completer_batches import Batches, vocabulary

STEPS, RATES, SEEDS, BETTER = 8000, (1e-3, 2e-3, 4e-3, 8e-3), (0, 1, 2), max
KINDS = {"window": 275, "rnn": 270, "gru": 152, "lstm": 128}  # hidden_size, so that all have about as many parameters


def new(kind: str, seed: int) -> Completer:
    completer = Completer(kind, vocabulary(), hidden_size=KINDS[kind], rng=seed)
    if kind != "window":
        initialise_by_cell(completer.net, rng=seed, value=2.0 if kind == "lstm" else 1.0)
    return completer


def run(completer: Completer, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    batches = Batches(completer.vocabulary, steps, seed)
    return training(completer, batches, Adam(completer.params, lr=lr), steps=steps, schedule=warmup_cosine())


def score(completer: Completer) -> float:
    """The mean accuracy over the groups of validation sentences."""
    rows = evaluation.accuracy(completer, "validation", 300, (0, 10, 20))
    return round(float(np.mean([row["accuracy"] for row in rows])), 4)


def figures(name: str, completer: Completer) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    return {"name": name, "kind": completer.kind, "parameters": completer.size, "hidden_size": KINDS[completer.kind],
            "longest_trained": evaluation.sentences.LONGEST_TRAINED, "accuracy": evaluation.accuracy(completer, "test"),
            "prose": evaluation.prose_perplexity(completer), "failures": evaluation.failures(completer)}
