"""Named entities, many-to-many and aligned: every word is marked as (part of) a person, a place, an organisation, or nothing.

    model = Entities("bigru", Words.of(counted), rng=0)
    reading = model.read("Jordan called me from Amman")      # tags and their probabilities, word by word
    reading.entities                                         # [Entity(0, 0, "PER"), Entity(4, 4, "LOC")]

Word vectors with pieces and a row for the word's shape (Ab, AB, ab, 12, marks); an RNN, GRU or LSTM that runs from left to
right, or one in each direction; a linear layer over the states at the word.  Or no recurrence at all, "words":
a hidden layer that sees one word only.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rnn_core.gallery.runs import Run, ranked
from rnn_core.gallery.topologies import MANY_TO_MANY, Topology
from rnn_core.gallery.word_vectors import Seen, Token, Words, WordVectors, split
from rnn_core.nn import checks
from rnn_core.nn.layers import CELLS
from rnn_core.nn.losses import softmax, softmax_cross_entropy
from rnn_core.nn.modules import Assembled, Embedding, Linear, gathered, named, padded

KINDS = ("words", "rnn", "gru", "lstm", "birnn", "bigru", "bilstm")
TYPES = {"PER": "person", "LOC": "place", "ORG": "organisation"}
TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
FOLLOWS = np.array([[tag[0] != "I" or tag[2:] == before[2:] for tag in TAGS] for before in TAGS])  # which tag may stand after which
SAID = ("–", "person", "… person", "place", "… place", "organisation", "… organ.")  # the tags as the drawing has them
SHAPES = ("ab", "Ab", "AB", "aB", "12", ".")
MOST_WORDS = 80
TABLE, EMBEDDING, HIDDEN = 8192, 64, 96


def tokens_of(text: str, most: int | None = None) -> list[Token]:
    """The text's tokens, a possessive's 's by itself: Jordan 's."""
    found: list[Token] = []
    for token in split(text, most):
        if len(token.text) > 2 and token.text[-2] in "'’" and token.text[-1] in "sS":
            found += [Token(token.text[:-2], token.start, token.end - 2), Token(token.text[-2:], token.end - 2, token.end)]
        else:
            found.append(token)
    return found[:most]


def shape(text: str) -> int:
    """How a word is written, as a place in SHAPES."""
    if text[0].isdigit():
        return 4
    if not any(c.isalpha() for c in text):
        return 5
    if text == text.lower():
        return 0
    if len(text) > 1 and text == text.upper():
        return 2
    return 1 if text[0] != text[0].lower() else 3


@dataclass(frozen=True)
class Entity:
    """Words first to last (inclusive) of the sentence are the name of a person (PER), place (LOC) or organisation (ORG)."""

    first: int
    last: int
    type: str


def entities(tags: Sequence[str]) -> list[Entity]:
    """What a row of tags marks; an I- that continues nothing of its kind begins anew."""
    found: list[Entity] = []
    for k, tag in enumerate(tags):
        if tag == "O":
            continue
        before = tags[k - 1] if k else "O"
        if tag[0] == "I" and before != "O" and before[2:] == tag[2:]:
            found[-1] = Entity(found[-1].first, k, tag[2:])
        else:
            found.append(Entity(k, k, tag[2:]))
    return found


def decoded(scores: np.ndarray) -> np.ndarray:
    """The tags, as places in TAGS, (T, ...), for scores (T, ..., 7): from left to right the best of those that may stand after
    the one before, for I- only continues a name of its own kind (Ramshaw & Marcus 1995)."""
    best = np.empty(scores.shape[:-1], np.int64)
    before = np.zeros(scores.shape[1:-1], np.int64)
    for t in range(len(scores)):
        before = best[t] = np.where(FOLLOWS[before], scores[t], -np.inf).argmax(-1)
    return best


@dataclass(frozen=True)
class Tagged:
    """A batch: words (T, N) as Seen, their shapes (T, N), numbers (N,), tags (T, N) and, in training, what is kept of the
    word vectors (1, N, E) and of the states (1, N, ·)."""

    seen: Seen
    shapes: np.ndarray
    lengths: np.ndarray
    tags: np.ndarray
    keep_x: np.ndarray | None = None
    keep_h: np.ndarray | None = None

    @property
    def present(self) -> np.ndarray:
        """(T, N) of bool: False at the padding."""
        return np.arange(len(self.shapes))[:, None] < self.lengths


@dataclass(frozen=True)
class Reading:
    """p (T, 7): the probability of every tag at every word; h, back (T, H): the states of the two directions."""

    tokens: tuple[Token, ...]
    unknown: tuple[str, ...]
    p: np.ndarray
    h: np.ndarray
    back: np.ndarray | None

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(TAGS[k] for k in decoded(self.p))

    @property
    def entities(self) -> list[Entity]:
        return entities(self.tags)


class Entities(Assembled):
    def __init__(self, kind: str, words: Words, *, table: int = TABLE, embedding_dim: int = EMBEDDING, hidden_size: int = HIDDEN,
                 dtype: Any = "float32", rng: int | np.random.Generator = 0):
        self.kind, self.words, self.hidden_size = checks.choice("kind", kind, KINDS), words, hidden_size
        self.dtype, rng = checks.float_dtype(dtype), np.random.default_rng(rng)
        self.two_way = kind.startswith("bi")
        self.vectors = WordVectors(len(words), table, embedding_dim, dtype=dtype, rng=rng)
        self.shape = Embedding(len(SHAPES), embedding_dim, dtype=dtype, rng=rng)
        self.rnn: Any = None if kind == "words" else CELLS[kind.removeprefix("bi")](
            embedding_dim, hidden_size, bidirectional=self.two_way, dtype=dtype, rng=rng)
        self.hidden: Any = None if self.rnn else Linear(embedding_dim, hidden_size, dtype=dtype, rng=rng)
        self.head = Linear(hidden_size * (2 if self.two_way else 1), len(TAGS), dtype=dtype, rng=rng)
        self.params = self.vectors.params | gathered(shape=self.shape, rnn=self.rnn, hidden=self.hidden, head=self.head)

    @property
    def metadata(self) -> dict[str, str]:
        return {"family": "entities", "kind": self.kind, "words": json.dumps(self.words.keys[1:], ensure_ascii=False)}

    def batch(self, rows: Sequence[Sequence[Token]], tags: np.ndarray | None = None, **noise: Any) -> Tagged:
        """Rows of tokens as a batch; `hide`: places (T, N) at which the word is shown as unknown."""
        hide = noise.pop("hide", None)
        encoded = [[(0 if hide is not None and hide[t, n] else self.words.id(token.key), token.key) for t, token in enumerate(row)]
                   for n, row in enumerate(rows)]
        shapes, lengths = padded([[shape(token.text) for token in row] for row in rows], len(SHAPES) - 1)
        return Tagged(Seen.of(encoded, self.vectors.table), shapes, lengths, np.zeros_like(shapes) if tags is None else tags, **noise)

    def loss_and_grads(self, batch: Tagged) -> tuple[float, dict[str, np.ndarray]]:
        """The mean cross-entropy of the tags of all words, in nats, and every parameter's slope."""
        x = self._kept(self.vectors(batch.seen) + self.shape(batch.shapes), batch.keep_x)
        trace = self.rnn.trace(x, lengths=batch.lengths) if self.rnn else None
        states = trace.output if trace else np.tanh(self.hidden(x))
        h = self._kept(states, batch.keep_h)
        loss, d_logits = softmax_cross_entropy(self.head(h), batch.tags, batch.present)
        d_h, of_head = self.head.backward(h, d_logits.astype(self.dtype))
        d_h = self._kept(d_h, batch.keep_h)
        if trace:
            found = self.rnn.backward(trace, d_h)
            d_x, of_middle = found.x, {"rnn": found.params}
        else:
            d_x, slopes = self.hidden.backward(x, d_h * (1 - states * states))
            of_middle = {"hidden": slopes}
        d_x = self._kept(d_x, batch.keep_x) * batch.present[..., None]
        return loss, self.vectors.backward(batch.seen, d_x) | named(
            of_middle | {"shape": self.shape.backward(batch.shapes, d_x), "head": of_head})

    @staticmethod
    def _kept(a: np.ndarray, keep: np.ndarray | None) -> np.ndarray:
        return a if keep is None else a * keep

    def states(self, batch: Tagged) -> np.ndarray:
        """(T, N, H), or 2 H with both directions side by side."""
        x = self.vectors(batch.seen) + self.shape(batch.shapes)
        return self.rnn(x, lengths=batch.lengths)[0] if self.rnn else np.tanh(self.hidden(x))

    def tags(self, rows: Sequence[Sequence[Token]]) -> list[tuple[str, ...]]:
        """Every row's tags."""
        batch = self.batch(rows)
        best = decoded(self.head(self.states(batch)))
        return [tuple(TAGS[k] for k in best[: len(row), n]) for n, row in enumerate(rows)]

    def read(self, text: str) -> Reading:
        """The sentence with every word's tags."""
        tokens = tuple(tokens_of(text, MOST_WORDS))
        H = self.hidden_size
        if not tokens:
            nothing = np.zeros((0, H), self.dtype)
            return Reading((), (), np.zeros((0, len(TAGS))), nothing, nothing if self.two_way else None)
        h = self.states(self.batch([tokens]))[:, 0]
        unknown = tuple(dict.fromkeys(token.text for token in tokens if token.key not in self.words))
        return Reading(tokens, unknown, softmax(self.head(h).astype(np.float64)), h[:, :H], h[:, H:] if self.two_way else None)

    def topology(self, words: int) -> Topology:
        """The wiring of a sentence of so many words."""
        return replace(MANY_TO_MANY.unrolled(reads=words), two_way=self.two_way, recurrent=self.rnn is not None)

    def run(self, text: str) -> Run:
        """The same for the drawing; … stands before a name's further words."""
        reading = self.read(text)
        if not reading.tokens:
            raise ValueError("there is no word to read in this text")
        return Run(self.topology(len(reading.tokens)), tuple(token.text for token in reading.tokens),
                   tuple(ranked(SAID, p) for p in reading.p), reading.h, reading.back)


def restored(weights: dict[str, np.ndarray], metadata: dict[str, str]) -> Entities:
    """The model whose weights and metadata these are; KeyError, TypeError or ValueError when they are no such model's."""
    (table, E), columns = weights["pieces.weight"].shape, weights["head.weight"].shape[1]
    kind = metadata["kind"]
    model = Entities(kind, Words(["<unk>", *json.loads(metadata["words"])]), table=table, embedding_dim=E,
                     hidden_size=columns // 2 if kind.startswith("bi") else columns)
    model.load_state_dict(weights)
    return model
