"""Words as vectors, known or not: a row of its own for every word of a list, and the mean of its pieces' rows.

    tokens = split("This isn't bad :)")                       # words, numbers, marks, faces; each with its place
    vectors = WordVectors(Words.of(counted), pieces=2048, embedding_dim=32, rng=0)
    x = vectors(seen)                                          # Seen (T, N) -> (T, N, E)

The pieces are the three and four letters in a row of <word>, each with a row of a table found by a hash (Bojanowski et
al. 2017, "fastText").  A word outside the list has the row <unk> and its pieces: “unhappily” is not quite a stranger.
In torch.nn this is an Embedding and an EmbeddingBag(mode="mean", padding_idx=0).
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from rnn_core.nn import checks
from rnn_core.nn.modules import scatter_add
from rnn_core.text.vocabulary import folded

UNKNOWN = "<unk>"
LONGEST_TEXT, LONGEST_WORD = 20_000, 24  # characters; of a longer word the first are looked at
FACE = r"[:;=8][-o^']?[()\[\]dDpP/\\|*3]+(?!\w)|<3"
TOKEN = re.compile(rf"{FACE}|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\.\.+|[.,;:?!&]")


@dataclass(frozen=True)
class Token:
    """A word as it stands in the text, and where."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The form it is looked up by: compatible characters made alike, lower case."""
        return folded(self.text)[:LONGEST_WORD]


def split(text: str, most: int | None = None) -> list[Token]:
    """The tokens of a text, the first `most` of them; blanks, quotes and other signs are left out."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"the text has {len(text):,} characters; at most {LONGEST_TEXT:,} are read: shorten it")
    found = [Token(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]
    return found[:most]


@lru_cache(maxsize=100_000)
def pieces(key: str, rows: int) -> tuple[int, ...]:
    """The rows, from 1 on, of the word's stretches of three and four letters; of <word> with its ends marked."""
    marked = f"<{key}>"
    found = {marked[k : k + n] for n in (3, 4) for k in range(max(1, len(marked) - n + 1))}
    return tuple(sorted(1 + zlib.crc32(piece.encode()) % (rows - 1) for piece in found))


class Words:
    """A fixed list of words by their keys; the id of a word is its place, the first is <unk>."""

    def __init__(self, keys: Sequence[str]):
        if not len(keys) or keys[0] != UNKNOWN or len(set(keys)) != len(keys) or not all(isinstance(k, str) for k in keys):
            raise ValueError(f"a list of words begins with {UNKNOWN} and repeats none; got {list(keys[:3])}…")
        self.keys = tuple(keys)
        self.ids = {key: k for k, key in enumerate(keys)}

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, key: object) -> bool:
        return key in self.ids and key != UNKNOWN

    def id(self, key: str) -> int:
        return self.ids.get(key, 0)

    @classmethod
    def of(cls, counted: Counter[str], least: int = 1, always: Iterable[str] = ()) -> "Words":
        """Those counted `least` times or more, and `always`; the most frequent first, ties by the alphabet."""
        kept = [key for key, n in sorted(counted.items(), key=lambda item: (-item[1], item[0])) if n >= least]
        return cls(list(dict.fromkeys([UNKNOWN, *kept, *sorted(always)])))


@dataclass(frozen=True)
class Seen:
    """A batch of words, each distinct one once: its id in the list (U,) and its pieces (U, K), padded with 0;
    places (T, N) says which stands where."""

    ids: np.ndarray
    pieces: np.ndarray
    places: np.ndarray

    @classmethod
    def of(cls, rows: Sequence[Sequence[tuple[int, str]]], table: int) -> "Seen":
        """rows: one sequence of (id, key) each; the shorter ones are padded with the first distinct word."""
        known: dict[tuple[int, str], int] = {}
        places = np.zeros((max(map(len, rows)), len(rows)), np.int64)
        for n, row in enumerate(rows):
            for t, word in enumerate(row):
                places[t, n] = known.setdefault(word, len(known))
        bags = [pieces(key, table) for _, key in known]
        padded = np.zeros((len(bags), max(map(len, bags))), np.int64)
        for k, bag in enumerate(bags):
            padded[k, : len(bag)] = bag
        return cls(np.array([i for i, _ in known], np.int64), padded, places)


class WordVectors:
    """x = weight[id] + mean of the rows of `pieces` that the word's letters name; row 0 of those is padding, and 0."""

    def __init__(self, words: int, table: int, embedding_dim: int, *, scale: float = 0.3, dtype: Any = "float32",
                 rng: int | np.random.Generator = 0):
        rng, dtype = np.random.default_rng(rng), checks.float_dtype(dtype)
        self.table, self.embedding_dim = checks.size("table", table), checks.size("embedding_dim", embedding_dim)
        self.params = {"words.weight": (scale * rng.normal(size=(words, embedding_dim))).astype(dtype),
                       "pieces.weight": (scale * rng.normal(size=(table, embedding_dim))).astype(dtype)}
        self.params["pieces.weight"][0] = 0

    def distinct(self, seen: Seen) -> np.ndarray:
        """(U, E)"""
        counts = (seen.pieces > 0).sum(1, keepdims=True)
        bags = self.params["pieces.weight"][seen.pieces].sum(1) / np.maximum(counts, 1).astype(self.params["pieces.weight"].dtype)
        return self.params["words.weight"][seen.ids] + bags

    def __call__(self, seen: Seen) -> np.ndarray:
        """(T, N, E)"""
        return self.distinct(seen)[seen.places]

    def backward(self, seen: Seen, d_x: np.ndarray) -> dict[str, np.ndarray]:
        """Slopes of both tables from those along x (T, N, E)."""
        E = self.embedding_dim
        d_distinct = np.zeros((len(seen.ids), E), d_x.dtype)
        scatter_add(d_distinct, seen.places.ravel(), d_x.reshape(-1, E))
        grads = {name: np.zeros_like(value) for name, value in self.params.items()}
        scatter_add(grads["words.weight"], seen.ids, d_distinct)
        counts = (seen.pieces > 0).sum(1, keepdims=True)
        shares = np.repeat(d_distinct / np.maximum(counts, 1).astype(d_x.dtype), seen.pieces.shape[1], 0)
        scatter_add(grads["pieces.weight"], seen.pieces.ravel(), shares)
        grads["pieces.weight"][0] = 0
        return grads
