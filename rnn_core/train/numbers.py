"""How the translators of numbers are trained: the same pairs for three cells of about as many parameters.

Two learning rates for a quarter of the steps, two seeds in full with the better; the share of validation numbers
translated without a fault chooses.  The outcome is kept in search-numbers.json.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rnn_core.gallery.translation import Translator
from rnn_core.train import translators
from rnn_core.train.translators import RATES, SEEDS
from rnn_core.training import Progress

__all__ = ["RATES", "SEARCH", "SEEDS", "STEPS", "figures", "new", "run", "search", "searched"]
SEARCH = Path(__file__).with_name("search-numbers.json")
STEPS = 3000
KINDS = {"rnn": 233, "gru": 128, "lstm": 109}  # hidden_size, so that all have about as many parameters


def new(kind: str, seed: int) -> Translator:
    return translators.new("numbers", kind, seed, embedding_dim=32, hidden_size=KINDS[kind])


def run(model: Translator, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    return translators.run("numbers", model, lr, seed, steps)


def search(kind: str, report: translators.Report, steps: int = STEPS) -> dict[str, Any]:
    return translators.search(f"numbers-{kind}", lambda seed: new(kind, seed), run,
                              lambda model: translators.scored("numbers", model)["exact"], steps, report)


def searched() -> dict[str, Any]:
    return translators.searched(SEARCH)
