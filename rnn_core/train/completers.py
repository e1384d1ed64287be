"""How the four completers are trained: on the same data, at the same size, tuned with the same effort.

For each kind the search tries every learning rate of RATES for a quarter of the steps, then trains SEEDS in full
with the best one and keeps the best seed; both choices go by the validation sentences.  Its outcome is kept in
search.json, from which `python -m rnn_core.train NAME` takes the learning rate and the seed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.nn.initialisation import initialise
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import Progress, training, warmup_cosine
from rnn_core.text.completion import Completer
from rnn_core.train import evaluation, model_selection
from rnn_core.train.completer_batches import Batches, vocabulary

SEARCH = Path(__file__).with_name("search.json")
STEPS, RATES, SEEDS = 8000, (1e-3, 2e-3, 4e-3, 8e-3), (0, 1, 2)
# hidden_size, so that all have about the same number of parameters, and how the recurrent weights begin.
KINDS: dict[str, tuple[int, tuple[str, dict[str, float]] | None]] = {
    "window": (275, None),
    "rnn": (270, ("orthogonal", {})),
    "gru": (152, ("update_bias", {"value": 1.0})),
    "lstm": (128, ("forget_bias", {"value": 2.0})),
}


def new(kind: str, seed: int) -> Completer:
    hidden_size, recipe = KINDS[kind]
    completer = Completer(kind, vocabulary(), hidden_size=hidden_size, rng=seed)
    if recipe:
        initialise(completer.net, recipe[0], rng=seed, **recipe[1])
    return completer


def run(completer: Completer, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    batches = Batches(completer.vocabulary, steps, seed)
    return training(completer, batches, Adam(completer.params, lr=lr), steps=steps, schedule=warmup_cosine())


def score(completer: Completer) -> float:
    """The mean accuracy over the groups of validation sentences."""
    rows = evaluation.accuracy(completer, "validation", 300, (0, 10, 20))
    return round(float(np.mean([row["accuracy"] for row in rows])), 4)


def search(kind: str, report: model_selection.Report, steps: int = STEPS) -> dict[str, Any]:
    """Every run's validation score, and the choice."""
    return model_selection.choose(kind, report, new=new, run=run, score=score,
                           rates=RATES, seeds=SEEDS, steps=steps, better=max)


def figures(name: str, completer: Completer) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    return {"name": name, "kind": completer.kind, "parameters": completer.size, "hidden_size": KINDS[completer.kind][0],
            "longest_trained": evaluation.sentences.LONGEST_TRAINED, "accuracy": evaluation.accuracy(completer, "test"),
            "prose": evaluation.prose_perplexity(completer), "failures": evaluation.failures(completer)}
