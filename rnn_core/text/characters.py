"""Character models: a network that reads letters and says how probable every next one is.

    model = CharacterModel("gru", Alphabet.of(text), hidden_size=64, rng=0)
    for now in training(model, Streams(model, text, steps=32, rows=8), Adam(model.params), steps=500): ...
    model.write("It was ", 200, temperature=0.8, rng=0)          # a text that goes on from there
    model.bits("It was a pleasure to see")                       # bits per character of a text it is shown

An embedding, an RNN, GRU or LSTM, a linear layer, and the softmax over the alphabet, with the parameter names of a
torch.nn.Module that has `embedding`, `rnn` and `head`.  Training runs along the text with the state carried from one
stretch to the next and the way back cut there (truncated backpropagation through time, Williams & Peng 1990).
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rnn_core.nn import checks
from rnn_core.nn.layers import CELLS
from rnn_core.nn.losses import log_softmax, softmax, softmax_cross_entropy
from rnn_core.nn.modules import Assembled, Embedding, Linear, gathered, named
from rnn_core.nn.traces import Trace

LARGEST_ALPHABET = 160


@dataclass(frozen=True)
class Alphabet:
    """The characters a model knows; the id of a character is its place."""

    symbols: str

    def __post_init__(self) -> None:
        if not 2 <= len(self.symbols) <= LARGEST_ALPHABET:
            raise ValueError(f"a model's alphabet needs 2 to {LARGEST_ALPHABET} different characters; got {len(self.symbols)}"
                             f" ({self.symbols[:20]!r}): give a text in which more differ, or keep the most frequent ones (Alphabet.of)")
        if len(set(self.symbols)) != len(self.symbols):
            twice = next(c for c, n in Counter(self.symbols).items() if n > 1)
            raise ValueError(f"an alphabet names every character once; {twice!r} stands in it more often: leave the others out")

    @classmethod
    def of(cls, text: str, largest: int = LARGEST_ALPHABET, least: int = 1) -> "Alphabet":
        """The most frequent characters of a text, those that occur `least` times or more, in the order of their codes."""
        counted = sorted(Counter(text).items(), key=lambda item: (-item[1], item[0]))
        return cls("".join(sorted(c for c, n in counted[:largest] if n >= least)))

    def __len__(self) -> int:
        return len(self.symbols)

    def unknown(self, text: str) -> list[str]:
        """The characters of the text that are not in it, in order, once each."""
        return [c for c in dict.fromkeys(text) if c not in self.symbols]

    def encode(self, text: str) -> np.ndarray:
        """The ids of the text's characters; those outside the alphabet are left out."""
        ids = {c: k for k, c in enumerate(self.symbols)}
        return np.array([ids[c] for c in text if c in ids], np.int64)

    def decode(self, ids: Any) -> str:
        return "".join(self.symbols[k] for k in ids)


def clean(text: str) -> str:
    """Any text as one would write it by hand: composed characters, plain line ends, nothing that cannot be seen."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in text if c == "\n" or c.isprintable())


@dataclass(frozen=True)
class Stretch:
    """ids (T + 1, N): each character is to be predicted from those before it.  carried: the state at its beginning, put
    there by the stretch before; none at a text's beginning."""

    ids: np.ndarray
    carried: dict[str, Any] = field(default_factory=dict)


class Streams:
    """A text cut into `rows` parts that are read side by side, stretch by stretch, again and again.

    The state is carried from stretch to stretch, and begins anew at zero with every round through the text.
    """

    def __init__(self, model: "CharacterModel", text: str, *, steps: int = 64, rows: int = 32):
        ids = model.alphabet.encode(text)
        self.steps, self.rows = checks.size("steps", steps), checks.size("rows", rows)
        self.length = (len(ids) - 1) // rows
        if self.length < steps:
            raise ValueError(f"the text has {len(ids):,} characters; {rows} rows of {steps} steps need "
                             f"{rows * steps + 1:,}: give more text, or fewer rows")
        self.ids = np.stack([ids[k * self.length : (k + 1) * self.length + 1] for k in range(rows)], 1)

    def __iter__(self) -> Iterator[Stretch]:
        while True:
            carried: dict[str, Any] = {}
            for start in range(0, self.length - self.steps + 1, self.steps):
                yield Stretch(self.ids[start : start + self.steps + 1], carried)


class CharacterModel(Assembled):
    def __init__(self, cell: str, alphabet: Alphabet, *, embedding_dim: int = 32, hidden_size: int = 128,
                 num_layers: int = 1, dtype: Any = "float32", rng: int | np.random.Generator = 0):
        self.cell, self.alphabet = checks.choice("cell", cell, tuple(CELLS)), alphabet
        self.dtype, rng = checks.float_dtype(dtype), np.random.default_rng(rng)
        self.embedding = Embedding(len(alphabet), embedding_dim, dtype=dtype, rng=rng)
        self.rnn = CELLS[cell](embedding_dim, hidden_size, num_layers, dtype=dtype, rng=rng)
        self.head = Linear(hidden_size, len(alphabet), dtype=dtype, rng=rng)
        self.params = gathered(embedding=self.embedding, rnn=self.rnn, head=self.head)

    @property
    def metadata(self) -> dict[str, str]:
        """What a file needs beside the weights, so that `restored` can make the model again."""
        return {"cell": self.cell, "alphabet": json.dumps(self.alphabet.symbols)}

    @classmethod
    def restored(cls, weights: dict[str, np.ndarray], metadata: dict[str, str]) -> "CharacterModel":
        """The model whose weights and metadata these are; KeyError, TypeError or ValueError when they are no model's."""
        (_, E), H = weights["embedding.weight"].shape, weights["rnn.weight_hh_l0"].shape[1]
        layers = sum(name.startswith("rnn.weight_hh") for name in weights)
        model = cls(metadata["cell"], Alphabet(json.loads(metadata["alphabet"])), embedding_dim=E, hidden_size=H, num_layers=layers)
        model.load_state_dict(weights)
        return model

    def loss_and_grads(self, batch: Stretch) -> tuple[float, dict[str, np.ndarray]]:
        """The mean cross-entropy of the characters, in nats, and every parameter's slope.

        Leaves the state at the stretch's end in batch.carried, for the next one.
        """
        ids = batch.ids[:-1]
        trace = self.rnn.trace(self.embedding(ids), batch.carried.get("state"))
        batch.carried["state"] = trace.final
        h = trace.output
        loss, d_logits = softmax_cross_entropy(self.head(h), batch.ids[1:])
        d_h, of_head = self.head.backward(h, d_logits)
        found = self.rnn.backward(trace, d_h)
        return loss, named({"embedding": self.embedding.backward(ids, found.x), "rnn": found.params, "head": of_head})

    # --- reading -------------------------------------------------------------------------------------------

    def trace(self, ids: np.ndarray) -> Trace:
        """The run over ids (T,), every gate and state kept."""
        return self.rnn.trace(self.embedding(ids))

    def losses(self, ids: np.ndarray) -> np.ndarray:
        """(T - 1,) bits: -log2 of the probability of every character after the first, in float64."""
        h = self.rnn(self.embedding(ids[:-1]))[0]
        log_p = log_softmax(self.head(h).astype(np.float64))
        return -np.take_along_axis(log_p, ids[1:, None], 1)[:, 0] / np.log(2)

    def bits(self, text: str) -> float:
        """Bits per character of the text, the first one not counted."""
        ids = self.alphabet.encode(text)
        if len(ids) < 2:
            raise ValueError(f"bits per character need at least two characters of the alphabet; got {len(ids)}")
        return float(self.losses(ids).mean())

    # --- writing -------------------------------------------------------------------------------------------

    def written(self, prompt: str, length: int, *, temperature: float = 1.0, top_k: int = 0,
                rng: int | np.random.Generator = 0) -> Iterator[tuple[str, np.ndarray]]:
        """One (character, probabilities it was drawn from) after the other, `length` of them, after the prompt.

        The probabilities are softmax(logits / temperature), the top_k largest of them when top_k is not 0; a
        temperature of 0 takes the most probable.  An empty prompt stands for a line's beginning.
        """
        if not 0 <= temperature < float("inf"):
            raise ValueError(f"temperature must be 0 or above; got {temperature}")
        rng, ids = np.random.default_rng(rng), self.alphabet.encode(prompt)
        if not len(ids):
            ids = self.alphabet.encode("\n") if "\n" in self.alphabet.symbols else np.zeros(1, np.int64)
        output, state = self.rnn(self.embedding(ids))
        for _ in range(length):
            p = tempered(self.head(output[-1]).astype(np.float64), temperature, top_k)
            k = min(int(np.searchsorted(np.cumsum(p), rng.random(), side="right")), len(p) - 1)
            yield self.alphabet.symbols[k], p
            output, state = self.rnn(self.embedding(np.array([k])), state)

    def write(self, prompt: str, length: int, **how: Any) -> str:
        return "".join(character for character, _ in self.written(prompt, length, **how))


def tempered(logits: np.ndarray, temperature: float, top_k: int = 0) -> np.ndarray:
    """softmax(logits / temperature), all but the top_k largest set to 0; at temperature 0 the largest alone."""
    if temperature == 0:
        return np.eye(len(logits))[logits.argmax()]
    kept = np.argsort(-logits, kind="stable")[: top_k or len(logits)]
    p = np.zeros(len(logits))
    p[kept] = softmax((logits[kept] - logits.max()) / temperature)
    return p
