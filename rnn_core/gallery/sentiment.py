"""Sentiment, many-to-one: a sentence is read word by word, and the state after its last word decides.

    model = Sentiment("gru", Words.of(counted), rng=0)
    reading = model.read("not bad at all")     # the verdict, and what it would have been after every word
    run = model.run("not bad at all")          # the same for the drawing

Word vectors with pieces, an RNN, GRU or LSTM, and a linear layer over the last state; two classes, negative and positive.
Trained on shares: a sentence that its readers found clearly good has a target near 1, a doubtful one near a half.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_core.gallery.runs import Run, ranked
from rnn_core.gallery.topologies import MANY_TO_ONE
from rnn_core.gallery.word_vectors import Seen, Token, Words, WordVectors, split
from rnn_core.nn import checks
from rnn_core.nn.layers import CELLS
from rnn_core.nn.losses import log_softmax, softmax
from rnn_core.nn.modules import Assembled, Linear, gathered, named

NEGATIVE, POSITIVE = "negative", "positive"
MOST_WORDS = 120
TABLE, EMBEDDING, HIDDEN = 4096, 48, 64


@dataclass(frozen=True)
class Rated:
    """A batch: words (T, N) as Seen, their numbers (N,), the share of good in [0, 1] (N,), and, in training, what is
    kept of the word vectors (T, N, E) and of the last states (N, H): 0 where dropped, 1 / (1 - p) elsewhere."""

    seen: Seen
    lengths: np.ndarray
    share: np.ndarray
    keep_x: np.ndarray | None = None
    keep_h: np.ndarray | None = None


@dataclass(frozen=True)
class Reading:
    """tokens of the text; p (T,): how probable "positive" is after every word; h (T, H): the state there."""

    tokens: tuple[Token, ...]
    unknown: tuple[str, ...]
    p: np.ndarray
    h: np.ndarray

    @property
    def verdict(self) -> tuple[str, float]:
        """The class and its probability, after the last word; nothing read is nothing said: one half."""
        p = float(self.p[-1]) if len(self.p) else 0.5
        return (POSITIVE, p) if p >= 0.5 else (NEGATIVE, 1 - p)


class Sentiment(Assembled):
    def __init__(self, cell: str, words: Words, *, table: int = TABLE, embedding_dim: int = EMBEDDING,
                 hidden_size: int = HIDDEN, dtype: Any = "float32", rng: int | np.random.Generator = 0):
        self.cell, self.words = checks.choice("cell", cell, tuple(CELLS)), words
        self.dtype, rng = checks.float_dtype(dtype), np.random.default_rng(rng)
        self.vectors = WordVectors(len(words), table, embedding_dim, dtype=dtype, rng=rng)
        self.rnn = CELLS[cell](embedding_dim, hidden_size, dtype=dtype, rng=rng)
        self.head = Linear(hidden_size, 2, dtype=dtype, rng=rng)
        self.params = self.vectors.params | gathered(rnn=self.rnn, head=self.head)

    @property
    def hidden_size(self) -> int:
        return self.rnn.hidden_size

    @property
    def metadata(self) -> dict[str, str]:
        return {"family": "sentiment", "cell": self.cell, "words": json.dumps(self.words.keys[1:], ensure_ascii=False)}

    def encode(self, tokens: Sequence[Token]) -> list[tuple[int, str]]:
        """(id, key) of every token; the id of one outside the list is 0."""
        return [(self.words.id(token.key), token.key) for token in tokens]

    def seen(self, rows: Sequence[Sequence[tuple[int, str]]]) -> Seen:
        return Seen.of(rows, self.vectors.table)

    def loss_and_grads(self, batch: Rated) -> tuple[float, dict[str, np.ndarray]]:
        """The mean cross-entropy against the shares, in nats, and every parameter's slope."""
        x = self.vectors(batch.seen)
        trace = self.rnn.trace(x if batch.keep_x is None else x * batch.keep_x, lengths=batch.lengths)
        last = (trace.final[0] if isinstance(trace.final, tuple) else trace.final)[0]  # (N, H)
        h = last if batch.keep_h is None else last * batch.keep_h
        targets = np.stack([1 - batch.share, batch.share], 1)
        log_p = log_softmax(self.head(h))
        loss = -float((log_p * targets).sum(dtype=np.float64) / len(targets))
        d_h, of_head = self.head.backward(h, (np.exp(log_p) - targets).astype(self.dtype) / len(targets))
        d_last = (d_h if batch.keep_h is None else d_h * batch.keep_h)[None]
        found = self.rnn.backward(trace, None, (d_last, np.zeros_like(d_last)) if self.cell == "lstm" else d_last)
        d_x = found.x if batch.keep_x is None else found.x * batch.keep_x
        return loss, self.vectors.backward(batch.seen, d_x) | named({"rnn": found.params, "head": of_head})

    def shares(self, batch: Rated) -> np.ndarray:
        """(N,) how probable "positive" is after the last word of every row."""
        final = self.rnn(self.vectors(batch.seen), lengths=batch.lengths)[1]
        return softmax(self.head((final[0] if self.cell == "lstm" else final)[0]).astype(np.float64))[:, 1]

    def read(self, text: str) -> Reading:
        """The sentence, word by word."""
        tokens = tuple(split(text, MOST_WORDS))
        if not tokens:
            return Reading((), (), np.zeros(0), np.zeros((0, self.hidden_size), self.dtype))
        h = self.rnn(self.vectors(self.seen([self.encode(tokens)]))[:, 0])[0]
        unknown = tuple(dict.fromkeys(token.text for token in tokens if token.key not in self.words))
        return Reading(tokens, unknown, softmax(self.head(h).astype(np.float64))[:, 1], h)

    def run(self, text: str) -> Run:
        """The same for the drawing; before the last word, what the verdict would be if the sentence ended there."""
        reading = self.read(text)
        if not reading.tokens:
            raise ValueError("there is no word to read in this text")
        outputs = tuple(ranked((POSITIVE, NEGATIVE), np.array([p, 1 - p])) for p in reading.p)
        return Run(MANY_TO_ONE.unrolled(reads=len(reading.tokens)), tuple(t.text for t in reading.tokens), outputs, reading.h)


def restored(weights: dict[str, np.ndarray], metadata: dict[str, str]) -> Sentiment:
    """The model whose weights and metadata these are; KeyError, TypeError or ValueError when they are no such model's."""
    (table, E), H = weights["pieces.weight"].shape, weights["rnn.weight_hh_l0"].shape[1]
    model = Sentiment(metadata["cell"], Words(["<unk>", *json.loads(metadata["words"])]), table=table, embedding_dim=E, hidden_size=H)
    model.load_state_dict(weights)
    return model
