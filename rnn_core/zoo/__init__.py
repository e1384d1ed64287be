"""Trained models, each with a card that says what it is, how it was made and how well it does.

    reading = zoo.load("completion-lstm").read("i grew up in germany so i speak fluent")
    reading.ranked[:5]                        # [("german", 0.97), …]
    zoo.figures("completion-lstm")            # what its card says, as data
    zoo.load_characters("characters-gru").write("It is a truth ", 100)
    zoo.load_gallery("sentiment-gru").run("not bad at all")

NumPy alone.  A damaged file raises weights.DamagedFile, and says so.
"""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.nn.safetensors import DamagedFile, load_safetensors, save_safetensors
from rnn_core.text.characters import CharacterModel
from rnn_core.text.completion import Completer
from rnn_core.text.vocabulary import Vocabulary

FOLDER = Path(__file__).parent
NAMES = ("completion-window", "completion-rnn", "completion-gru", "completion-lstm")
EXHIBITS = ("completion-narrow",)  # completers that show what goes wrong
CHARACTERS = ("characters-rnn", "characters-gru", "characters-lstm")
# Of the topology gallery: family → module, kinds.  The model stands in rnn_core/gallery/<module>.py, its training in
# rnn_core/train/<family>.py.
FAMILIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "sentiment": ("sentiment", ("rnn", "gru", "lstm")),
    "entities": ("entities", ("words", "rnn", "gru", "birnn", "bigru")),
    "music": ("music", ("rnn", "gru", "lstm")),
    "digits": ("digits", ("feedforward", "rnn", "gru", "lstm")),
    "series": ("series", ("rnn", "gru", "lstm")),
    "numbers": ("translation", ("rnn", "gru", "lstm")),
    "translation": ("translation", ("plain", "attention")),
}
GALLERY = tuple(f"{family}-{kind}" for family, (_, kinds) in FAMILIES.items() for kind in kinds)


def load(name: str, folder: Path = FOLDER) -> Completer:
    """The model of this name, its weights in float32 (they are kept in float16)."""
    return _restored(name, folder, "a completer", _completer)


def _completer(arrays: dict[str, Any], metadata: dict[str, str]) -> Completer:
    words = Vocabulary(json.loads(metadata["vocabulary"]))
    dim, hidden = arrays["embedding.weight"].shape[1], arrays["projection.weight"].shape[1]
    completer = Completer(metadata["kind"], words, embedding_dim=dim, hidden_size=hidden)
    completer.load_state_dict(arrays)
    return completer


def load_characters(name: str, folder: Path = FOLDER) -> CharacterModel:
    """The character model of this name, its weights in float32."""
    return _restored(name, folder, "a character model", CharacterModel.restored)


def load_gallery(name: str, folder: Path = FOLDER) -> Any:
    """The gallery's model of this name, its weights in float32."""
    return _restored(name, folder, "a model of the gallery", lambda *stored: import_module(
        f"rnn_core.gallery.{FAMILIES[name.split('-')[0]][0]}").restored(*stored))


def _restored(name: str, folder: Path, what: str, restored: Callable[..., Any]) -> Any:
    """The model whose arrays and metadata stand in the file."""
    arrays, metadata = load_safetensors(path(name, folder))
    try:
        return restored(arrays, metadata)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise DamagedFile(f"{name} does not hold {what} ({error}): take it from the repository again, "
                          f"or rebuild it with python -m rnn_core.train {name}") from error


def save(name: str, model: Any, folder: Path = FOLDER) -> None:
    """The model's weights, in float16, with what `load` and its like need beside them."""
    metadata = {"kind": model.kind, "vocabulary": json.dumps(model.vocabulary.words)} if isinstance(model, Completer) else model.metadata
    save_safetensors(path(name, folder), {n: p.astype(np.float16) for n, p in model.params.items()}, metadata)


def path(name: str, folder: Path = FOLDER, ending: str = ".safetensors") -> Path:
    if name not in (known := NAMES + EXHIBITS + CHARACTERS + GALLERY):
        raise KeyError(f"no model is called {name!r}; there are {', '.join(known)}")
    return folder / f"{name}{ending}"


def figures(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """What was measured of this model; `accuracy` holds one entry per group and number of filler words."""
    return json.loads(path(name, folder, ".json").read_text())


def card(name: str, folder: Path = FOLDER) -> str:
    """The card, in Markdown."""
    return path(name, folder, ".md").read_text()
