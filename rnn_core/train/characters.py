"""How the three character models are trained: on the same novels, at the same size, tuned with the same effort.

As for the completers, every learning rate of RATES is tried for a quarter of the steps, SEEDS are trained in full with
the best, and the bits per character of the validation part choose.  The outcome is kept in search-characters.json.
"""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from rnn_core.nn.training import Progress
from rnn_core.text.characters import Alphabet, CharacterModel, Streams
from rnn_core.text.corpus import novels
from rnn_core.text.ngrams import ngram_bits
from rnn_core.text.units import tracking
from rnn_core.train.recipe import RECIPES, recurrent

STEPS, RATES, SEEDS, BETTER = 5000, (2e-3, 4e-3, 8e-3), (0, 1, 2), min
ROWS, WINDOW, EMBEDDING = 32, 64, 32
LEAST = 20  # a character that the training text has less often is left out
CELLS = {"rnn": 513, "gru": 295, "lstm": 256}  # hidden_size, so that all have about as many parameters


def new(cell: str, seed: int) -> CharacterModel:
    alphabet = Alphabet.of(novels.text("training"), least=LEAST)
    model = CharacterModel(cell, alphabet, embedding_dim=EMBEDDING, hidden_size=CELLS[cell], rng=seed)
    RECIPES["characters"].begin(model.rnn, seed)
    return model


def run(model: CharacterModel, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    """The text is read in its own order: nothing here is drawn, and `seed` has done its work in `new`."""
    streams = Streams(model, novels.text("training"), steps=WINDOW, rows=ROWS)
    return RECIPES["characters"].run(model, streams, lr=lr, steps=steps)


def score(model: CharacterModel) -> float:
    """Bits per character of the validation part."""
    return round(model.bits(novels.text("validation")), 4)


# --- what a model reaches -----------------------------------------------------------------------------------

BLOCKS, WRITTEN, ORDER = 20, 4000, 5


def held_out(model: CharacterModel) -> dict[str, float]:
    """Bits per character of the test part; its 95 % interval from BLOCKS stretches of it, each read from state 0."""
    ids = model.alphabet.encode(novels.text("test"))
    each = [float(model.losses(block).mean()) for block in np.array_split(ids, BLOCKS)]
    middle, half = float(np.mean(each)), 2.093 * float(np.std(each, ddof=1)) / BLOCKS**0.5  # Student's t, 19 degrees
    return {"bits": round(middle, 4), "low": round(middle - half, 4), "high": round(middle + half, 4), "characters": len(ids)}


def counted(model: CharacterModel) -> dict[str, float]:
    """What counting characters alone reaches on the same text, by the length of what is counted."""
    training, test = (model.alphabet.encode(novels.text(part)) for part in ("training", "test"))
    return {str(n): round(ngram_bits(training, test, len(model.alphabet), n), 4) for n in (1, 2, ORDER)}


def written(model: CharacterModel, temperature: float = 0.8) -> dict[str, Any]:
    """What it gets wrong when it writes: words that the training text does not have; and whether it copies."""
    text, read = model.write("\n", WRITTEN, temperature=temperature, rng=0), novels.text("training")
    words, known = re.findall(r"[a-z]+", text.lower()), set(re.findall(r"[a-z]+", read.lower()))
    invented = [word for word in words if word not in known]
    return {"temperature": temperature, "characters": WRITTEN, "words": len(words), "invented": len(invented),
            "examples": list(dict.fromkeys(invented))[:12], "copied": longest_copy(text, read), "sample": text[:400]}


def longest_copy(text: str, source: str) -> str:
    """The longest stretch of the text that stands in the source, too."""
    longest = ""
    for start in range(len(text)):
        while text[start : start + len(longest) + 1] in source and start + len(longest) < len(text):
            longest = text[start : start + len(longest) + 1]
    return longest


def figures(name: str, model: CharacterModel) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    followed = tracking(model, novels.text("validation"), novels.text("test"))
    return {"name": name, "cell": model.cell, "parameters": model.size, "recurrent": recurrent(model.params),
            "hidden_size": model.rnn.hidden_size, "symbols": len(model.alphabet),
            "held_out": held_out(model), "counted": counted(model), "written": written(model),
            "tracked": {feature: {"unit": t.unit, "correlation": round(t.correlation, 3), "characters": t.characters}
                        for feature, t in followed.items()}}
