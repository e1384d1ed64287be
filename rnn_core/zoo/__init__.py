"""Trained models, each with a card that says what it is, how it was made and how well it does.

    reading = zoo.load("completion-lstm").read("i grew up in germany so i speak fluent")
    reading.ranked[:5]                        # [("german", 0.97), …]
    zoo.figures("completion-lstm")            # what its card says, as data

NumPy alone.  A damaged file raises weights.DamagedFile, and says so.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.completion import Completer
from rnn_core.vocabulary import Vocabulary
from rnn_core.weights import DamagedFile, load_safetensors, save_safetensors

FOLDER = Path(__file__).parent
NAMES = ("completion-window", "completion-rnn", "completion-gru", "completion-lstm")


def load(name: str, folder: Path = FOLDER) -> Completer:
    """The model of this name, its weights in float32 (they are kept in float16)."""
    arrays, metadata = load_safetensors(path(name, folder))
    try:
        words = Vocabulary(json.loads(metadata["vocabulary"]))
        dim, hidden = arrays["embedding.weight"].shape[1], arrays["projection.weight"].shape[1]
        completer = Completer(metadata["kind"], words, embedding_dim=dim, hidden_size=hidden)
        if {n: a.shape for n, a in arrays.items()} != {n: p.shape for n, p in completer.params.items()}:
            raise ValueError("its arrays are not those of such a model")
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise DamagedFile(f"{name} does not hold a completer ({error}): take it from the repository again, "
                          f"or rebuild it with python -m rnn_core.train {name}") from error
    for key, value in completer.params.items():
        value[...] = arrays[key]
    return completer


def save(name: str, completer: Completer, folder: Path = FOLDER) -> None:
    metadata = {"kind": completer.kind, "vocabulary": json.dumps(completer.vocabulary.words)}
    save_safetensors(path(name, folder), {n: p.astype(np.float16) for n, p in completer.params.items()}, metadata)


def path(name: str, folder: Path = FOLDER, ending: str = ".safetensors") -> Path:
    if name not in NAMES:
        raise KeyError(f"no model is called {name!r}; there are {', '.join(NAMES)}")
    return folder / f"{name}{ending}"


def figures(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """What was measured of this model; `accuracy` holds one entry per group and number of filler words."""
    return json.loads(path(name, folder, ".json").read_text())


def card(name: str, folder: Path = FOLDER) -> str:
    """The card, in Markdown."""
    return path(name, folder, ".md").read_text()
