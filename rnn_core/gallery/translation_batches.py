"""Batches of sentence pairs, padded to the longest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Pairs:
    """A batch.  source (S, N), padded by 0; lengths (N,); target (T + 1, N): <s>, the words, <s>; weights (T, N): 1 where
    the next word is one to be predicted, 0 in the padding."""

    source: Array
    lengths: Array
    target: Array
    weights: Array

    @classmethod
    def of(cls, sources: Sequence[Array], targets: Sequence[Array]) -> "Pairs":
        """From rows of ids, without <s>."""
        source, lengths = padded(sources)
        target, ends = padded([np.concatenate([[0], row, [0]]).astype(np.int64) for row in targets])
        return cls(source, lengths, target, (np.arange(len(target) - 1)[:, None] < ends - 1).astype(np.float32))


def padded(rows: Sequence[Array]) -> tuple[Array, Array]:
    """(longest, N) of ids, each row a column, 0 after its end; and their lengths."""
    lengths = np.array([len(row) for row in rows])
    ids = np.zeros((lengths.max(), len(rows)), np.int64)
    for k, row in enumerate(rows):
        ids[: len(row), k] = row
    return ids, lengths
