"""How the three character models are trained: on the same novels, at the same size, tuned with the same effort.

As for the completers, every learning rate of RATES is tried for a quarter of the steps, SEEDS are trained in full with
the best, and the bits per character of the validation part choose.
"""

from collections.abc import Callable, Iterator
from typing import Any

from rnn_core.characters import Alphabet, CharacterModel, Streams
from rnn_core.corpus import novels
from rnn_core.initialisation import initialise
from rnn_core.optimisers import Adam
from rnn_core.training import Progress, training, warmup_cosine

STEPS, RATES, SEEDS = 6000, (4e-3, 8e-3, 16e-3), (0, 1, 2)
ROWS, WINDOW, EMBEDDING = 32, 64, 32
LEAST = 20  # a character that the training text has less often is left out
# hidden_size, so that all have about the same number of parameters, and how the recurrent weights begin.
CELLS: dict[str, tuple[int, tuple[str, dict[str, float]] | None]] = {
    "rnn": (513, ("orthogonal", {})),
    "gru": (295, ("update_bias", {"value": 1.0})),
    "lstm": (256, ("forget_bias", {"value": 1.0})),
}


def new(cell: str, seed: int) -> CharacterModel:
    hidden_size, recipe = CELLS[cell]
    alphabet = Alphabet.of(novels.text("training"), least=LEAST)
    model = CharacterModel(cell, alphabet, embedding_dim=EMBEDDING, hidden_size=hidden_size, rng=seed)
    if recipe:
        initialise(model.rnn, recipe[0], rng=seed, **recipe[1])
    return model


def run(model: CharacterModel, lr: float, steps: int) -> Iterator[Progress]:
    streams = Streams(model, novels.text("training"), steps=WINDOW, rows=ROWS)
    return training(model, streams, Adam(model.params, lr=lr), steps=steps, schedule=warmup_cosine())


def search(cell: str, report: Callable[[str, Progress], None], steps: int = STEPS) -> dict[str, Any]:
    """Every run's bits per character on the validation part, and the choice."""
    rates = {str(lr): _scored(cell, lr, SEEDS[0], steps // 4, report) for lr in RATES}
    best = min(RATES, key=lambda lr: rates[str(lr)])
    seeds = {str(seed): _scored(cell, best, seed, steps, report) for seed in SEEDS}
    chosen = min(SEEDS, key=lambda seed: seeds[str(seed)])
    return {"rates": rates, "seeds": seeds, "lr": best, "seed": chosen, "steps": steps}


def _scored(cell: str, lr: float, seed: int, steps: int, report: Callable[[str, Progress], None]) -> float:
    model = new(cell, seed)
    try:
        for now in run(model, lr, steps):
            report(f"{cell} lr {lr:g} seed {seed}", now)
    except FloatingPointError:  # this rate is too high
        return 99.0
    return round(model.bits(novels.text("validation")), 4)
