"""Music models: one note in, a whole melody out; the one-to-many wiring.

    model = MusicModel("gru", tunes().words, hidden_size=64, rng=0)
    melody = model.compose(Start(first=model.ids[Note(60, 24)], metre=0, mode=0), 64, temperature=0.9, seed=1)
    [str(model.words[k]) for k in melody.ids]       # C4 ½, D4 ½, …
    model.run(melody)                               # the same as the gallery's Run

The first step reads the chosen note, metre and mode: their vectors are summed.  Every later step reads what was drawn
before it, and nothing else from outside.  A note's vector is the sum of its own, its pitch's, its length's, and two of a
clock: the place in the bar, and the bar, at which the next note will begin.  Nobody tells it the time: the lengths of the
notes read so far are added up, from the metre and the upbeat of the start (0 when the first note stands on a bar line).
An embedding, an RNN, GRU or LSTM, and a linear layer over all notes and END, with the parameter names of a torch.nn.Module
that has `embedding`, `rnn` and `head`.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rnn_core.gallery.melody_statistics import bar
from rnn_core.gallery.runs import Run, ranked
from rnn_core.gallery.topologies import ONE_TO_MANY
from rnn_core.gallery.tunes import END, METRES, MODES, Note, Tunes
from rnn_core.nn import checks
from rnn_core.nn.layers import CELLS
from rnn_core.nn.losses import log_softmax, softmax_cross_entropy
from rnn_core.nn.modules import Assembled, Embedding, Linear, gathered, named, padded
from rnn_core.text.characters import tempered

GRID, PLACES, BARS = 6, 36, 32  # ticks between two places in a bar, places of the longest bar, bars that have a vector each
BAR = np.array([bar(metre) for metre in METRES])


@dataclass(frozen=True)
class Start:
    """What the first step reads: a note's id, and places in METRES and MODES."""

    first: int
    metre: int
    mode: int
    upbeat: int = 0  # ticks before the first bar line


@dataclass(frozen=True)
class Batch:
    """ids (T + 1, N): tunes in columns, END and then nothing after each; lengths (N,) notes of each, that is targets."""

    ids: np.ndarray
    lengths: np.ndarray
    metre: np.ndarray
    mode: np.ndarray
    upbeat: np.ndarray  # (N,) ticks before the first bar line
    seed: int | None = None  # of the dropout in this step; none without

    @property
    def scored(self) -> np.ndarray:
        """(T, N) 1 where a next note is to be predicted, 0 in the padding."""
        return (np.arange(len(self.ids) - 1)[:, None] < self.lengths).astype(np.float32)


def batch(book: Tunes, numbers: np.ndarray, seed: int | None = None) -> Batch:
    """These tunes side by side."""
    rows = [book.tokens(int(k)) for k in numbers]
    ids, lengths = padded(rows, END)
    return Batch(ids, lengths - 1, book.metre[numbers], book.mode[numbers], book.upbeat[numbers], seed)


class MusicModel(Assembled):
    def __init__(self, cell: str, words: tuple[Note | None, ...], *, embedding_dim: int = 64, hidden_size: int = 256,
                 dropout: float = 0.0, dtype: Any = "float32", rng: int | np.random.Generator = 0):
        self.cell, self.words = checks.choice("cell", cell, tuple(CELLS)), words
        self.dtype, rng = checks.float_dtype(dtype), np.random.default_rng(rng)
        self.dropout = checks.fraction("dropout", dropout)  # of the embedding's and the states' numbers, while training
        self.tables = tables_of(words)
        self.embedding = Embedding(self.tables.rows, embedding_dim, dtype=dtype, rng=rng)
        self.rnn = CELLS[cell](embedding_dim, hidden_size, dtype=dtype, rng=rng)
        self.head = Linear(hidden_size, len(words), dtype=dtype, rng=rng)
        self.params = gathered(embedding=self.embedding, rnn=self.rnn, head=self.head)

    @cached_property
    def ids(self) -> dict[Note, int]:
        return {word: k for k, word in enumerate(self.words) if word is not None}

    @property
    def metadata(self) -> dict[str, str]:
        """What a file needs beside the weights, so that `restored` can make the model again."""
        return {"cell": self.cell, "words": json.dumps([[w.pitch, w.ticks] for w in self.words if w is not None])}

    def read(self, ids: np.ndarray, metre: np.ndarray, mode: np.ndarray, upbeat: np.ndarray) -> np.ndarray:
        """(T, N) ids, (N,) labels -> (T, N, E): what each step reads; the first reads the labels too."""
        x = self.embedding(self.tables.each(ids, metre, upbeat)).sum(0)
        for rows in self.tables.labels(metre, mode):
            x[0] += self.embedding(rows)
        return x

    def loss_and_grads(self, batch: Batch) -> tuple[float, dict[str, np.ndarray]]:
        """The mean cross-entropy of every note after the first and of END, in nats, and every parameter's slope."""
        ids = batch.ids[:-1]
        x = self.read(ids, batch.metre, batch.mode, batch.upbeat)
        of_x, of_h = self._masks(batch.seed, x.shape)
        trace = self.rnn.trace(x * of_x, lengths=batch.lengths)
        h = trace.output * of_h
        loss, d_logits = softmax_cross_entropy(self.head(h), batch.ids[1:], batch.scored)
        d_h, of_head = self.head.backward(h, d_logits)
        found = self.rnn.backward(trace, d_h * of_h)
        d_x = found.x * of_x
        everywhere = self.tables.each(ids, batch.metre, batch.upbeat)
        of_table = self.embedding.backward(everywhere, np.broadcast_to(d_x, (len(everywhere), *d_x.shape)))["weight"]
        for rows in self.tables.labels(batch.metre, batch.mode):
            of_table += self.embedding.backward(rows, d_x[0])["weight"]
        return loss, named({"embedding": {"weight": of_table}, "rnn": found.params, "head": of_head})

    def _masks(self, seed: int | None, shape: tuple[int, ...]) -> tuple[Any, Any]:
        """What dropout multiplies with, one mask for all steps of a tune (Gal & Ghahramani 2016); ones without a seed."""
        if seed is None or not self.dropout:
            return self.dtype.type(1), self.dtype.type(1)
        rng, keep = np.random.default_rng(seed), 1 - self.dropout
        of_x, of_h = (((rng.random((1, shape[1], size)) < keep) / keep).astype(self.dtype)
                      for size in (shape[2], self.rnn.hidden_size))
        return of_x, of_h

    # --- listening ------------------------------------------------------------------------------------------

    def losses(self, batch: Batch) -> list[np.ndarray]:
        """Of each tune (notes,) nats: -log of the probability of every note after the first, and of END; float64."""
        h = self.rnn(self.read(batch.ids[:-1], batch.metre, batch.mode, batch.upbeat), lengths=batch.lengths)[0]
        log_p = log_softmax(self.head(h).astype(np.float64))
        all_of_them = -np.take_along_axis(log_p, batch.ids[1:, :, None], 2)[:, :, 0]
        return [all_of_them[:n, k] for k, n in enumerate(batch.lengths)]

    def perplexity(self, book: Tunes, numbers: np.ndarray) -> float:
        """e to the mean loss over all notes of these tunes."""
        return float(np.exp(np.concatenate(self.note_losses(book, numbers)).mean()))

    def note_losses(self, book: Tunes, numbers: np.ndarray) -> list[np.ndarray]:
        """`losses` of these tunes, in this order, 64 side by side."""
        return [row for k in range(0, len(numbers), 64) for row in self.losses(batch(book, numbers[k : k + 64]))]

    # --- composing ------------------------------------------------------------------------------------------

    def compose(self, start: Start, length: int, *, temperature: float = 1.0, seed: int = 0) -> "Melody":
        """At most `length` notes, the first given, every other one drawn from softmax(logits / temperature).

        It is over when END is drawn.  A temperature of 0 takes the most probable at each step.
        """
        if not 0 <= temperature < float("inf"):
            raise ValueError(f"temperature must be 0 or above; got {temperature}")
        length, rng = checks.size("length", length), np.random.default_rng(seed)
        self._check(start)
        state = None
        ids, states, p, drawn = [start.first], [], [], start.first
        while len(ids) < length and drawn != END:
            x = self.read(np.array(ids)[:, None], *(np.array([label]) for label in (start.metre, start.mode, start.upbeat)))
            output, state = self.rnn(x[-1], state)
            states.append(output[-1])
            p.append(tempered(self.head(output[-1]).astype(np.float64), temperature))
            drawn = min(int(np.searchsorted(np.cumsum(p[-1]), rng.random(), side="right")), len(p[-1]) - 1)
            ids.append(drawn)
        return Melody(start, np.array(ids), np.array(states), np.array(p))

    def run(self, melody: "Melody") -> Run:
        """What composing left behind: the first step reads the visitor's choice, every step writes what the next one reads."""
        names = ["end", *map(str, self.words[1:])]
        start, steps = melody.start, len(melody.states)
        read = f"{names[start.first]}, {METRES[start.metre]} {MODES[start.mode]}"
        return Run(ONE_TO_MANY.unrolled(reads=1, writes=steps), (read, *[""] * (steps - 1)),
                   tuple(ranked(names, p) for p in melody.probabilities), melody.states,
                   taken=tuple(names[k] for k in melody.drawn[1:]))

    def _check(self, start: Start) -> None:
        if not 0 < start.first < len(self.words):
            raise ValueError(f"the first note must be an id from 1 to {len(self.words) - 1}; got {start.first}")
        if not 0 <= start.upbeat < BAR[start.metre]:
            raise ValueError(f"upbeat must be from 0 to {BAR[start.metre] - 1} ticks; got {start.upbeat}")


@dataclass(frozen=True)
class Tables:
    """Which rows of the embedding's table stand for what; the words' own come first."""

    pitch: np.ndarray  # (words,) the row of each word's pitch
    length: np.ndarray  # (words,) and of its length
    ticks: np.ndarray  # (words,) how long it lasts; END no time
    below: int  # the first row of the metres

    @property
    def rows(self) -> int:
        return self.below + len(METRES) + len(MODES) + len(METRES) * PLACES + BARS

    def labels(self, metre: np.ndarray, mode: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The rows of metre and mode."""
        return self.below + np.asarray(metre), self.below + len(METRES) + np.asarray(mode)

    def each(self, ids: np.ndarray, metre: np.ndarray, upbeat: np.ndarray) -> np.ndarray:
        """(5, T, N): the rows of each word read, of its pitch and length, and of the place in the bar and the bar at which
        the next one begins; that one's own length has no part in it."""
        number, place = np.divmod(np.cumsum(self.ticks[ids], axis=0) - upbeat, BAR[metre])  # since the first bar line
        number = np.where(number + 1 < BARS, number + 1, BARS - 8 + (number + 1) % 8)  # later bars share the last eight
        clock = self.below + len(METRES) + len(MODES)
        return np.stack([ids, self.pitch[ids], self.length[ids], clock + PLACES * np.asarray(metre) + place // GRID,
                         clock + PLACES * len(METRES) + number])


def tables_of(words: tuple[Note | None, ...]) -> Tables:
    notes, n = [word for word in words if word is not None], len(words)
    pitches, lengths = sorted({note.pitch for note in notes}), sorted({note.ticks for note in notes})
    pitch = [n, *(n + 1 + pitches.index(note.pitch) for note in notes)]  # END, which is never read, has one row for both
    length = [n, *(n + 1 + len(pitches) + lengths.index(note.ticks) for note in notes)]
    return Tables(np.array(pitch), np.array(length), np.array([0, *(note.ticks for note in notes)]), n + 1 + len(pitches) + len(lengths))


@dataclass(frozen=True)
class Melody:
    start: Start
    drawn: np.ndarray  # (S + 1,) the chosen first note, and what was drawn after it; END at most as the last
    states: np.ndarray  # (S, H) what the network keeps after each step
    probabilities: np.ndarray  # (S, words) what each was drawn from

    @property
    def ended(self) -> bool:
        """Whether the network came to an end by itself, before the length that was asked for."""
        return int(self.drawn[-1]) == END

    @property
    def ids(self) -> np.ndarray:
        """The notes, the first included."""
        return self.drawn[:-1] if self.ended else self.drawn


def restored(weights: dict[str, np.ndarray], metadata: dict[str, str]) -> MusicModel:
    """The model whose weights and metadata these are; KeyError, TypeError or ValueError when they are no model's."""
    (_, E), H = weights["embedding.weight"].shape, weights["rnn.weight_hh_l0"].shape[1]
    words = (None, *(Note(int(pitch), int(ticks)) for pitch, ticks in json.loads(metadata["words"])))
    model = MusicModel(metadata["cell"], words, embedding_dim=E, hidden_size=H)
    model.load_state_dict(weights)
    return model
