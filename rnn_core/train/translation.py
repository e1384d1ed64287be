"""How the two translators of sentences are trained: alike but for the attention.

Two learning rates for a quarter of the steps, two seeds in full with the better; BLEU of the validation sentences
chooses.  The outcome is kept in search-translation.json.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rnn_core.gallery.translation import Translator
from rnn_core.train import translators
from rnn_core.train.translators import RATES, SEEDS
from rnn_core.training import Progress

__all__ = ["RATES", "SEARCH", "SEEDS", "STEPS", "figures", "new", "run", "search", "searched"]
SEARCH = Path(__file__).with_name("search-translation.json")
STEPS = 3600
KINDS = ("plain", "attention")
CELL, EMBEDDING, HIDDEN = "gru", 64, 160


def new(kind: str, seed: int) -> Translator:
    return translators.new("translation", CELL, seed, attention=kind == "attention", embedding_dim=EMBEDDING, hidden_size=HIDDEN)


def run(model: Translator, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    return translators.run("translation", model, lr, seed, steps)


def search(kind: str, report: translators.Report, steps: int = STEPS) -> dict[str, Any]:
    return translators.search(f"translation-{kind}", lambda seed: new(kind, seed), run,
                              lambda model: translators.scored("translation", model)["bleu"], steps, report)


def searched() -> dict[str, Any]:
    return translators.searched(SEARCH)
