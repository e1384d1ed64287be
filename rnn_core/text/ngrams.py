"""What counting alone reaches: the baseline beside every character model.

    ngram_bits(training_ids, test_ids, size=62, order=5)     # bits per character of the test text

Interpolated n-grams after Witten & Bell (1991): a context seen N times, with D different characters after it, gives
p(c) = (count(c) + D · p_shorter(c)) / (N + D), where p_shorter is that of a context one shorter, and of none 1 / size.
"""

import numpy as np

from rnn_core.nn import checks


def ngram_bits(training: np.ndarray, test: np.ndarray, size: int, order: int) -> float:
    """Mean bits per character of test (M,) after counting in training (N,), the first character not scored."""
    return float(-np.log2(ngram_probabilities(training, test, size, order)[1:]).mean())


def ngram_probabilities(training: np.ndarray, test: np.ndarray, size: int, order: int) -> np.ndarray:
    """(M,) the probability of every character of test, predicted from the order - 1 before it, after counting in training."""
    order = checks.size("order", order)
    if size**order > np.iinfo(np.int64).max:
        raise ValueError(f"{size} characters in contexts of {order} are too many to number: lower the order")
    p = np.full(len(test), 1 / size)
    for n in range(order):
        p = _longer(_contexts(training, n, size), training, _contexts(test, n, size), test, size, p)
    return p


def _contexts(ids: np.ndarray, n: int, size: int) -> np.ndarray:
    """A number for the n characters before every place; before the first stands the character 0."""
    padded, codes = np.concatenate([np.zeros(n, np.int64), ids]), np.zeros(len(ids), np.int64)
    for k in range(n):
        codes = codes * size + padded[k : k + len(ids)]
    return codes


def _longer(contexts: np.ndarray, ids: np.ndarray, tested: np.ndarray, test: np.ndarray, size: int,
            shorter: np.ndarray) -> np.ndarray:
    """p of every tested character, from that of contexts one shorter."""
    pairs, counts = np.unique(contexts * size + ids, return_counts=True)
    heads, starts = np.unique(pairs // size, return_index=True)
    totals, different = np.add.reduceat(counts, starts), np.diff(np.append(starts, len(pairs)))
    seen, found = _among(heads, tested)
    known, pair = _among(pairs, tested * size + test)
    count = np.where(known, counts[pair], 0)
    mixed = (count + different[found] * shorter) / (totals[found] + different[found])
    return np.where(seen, mixed, shorter)


def _among(known: np.ndarray, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether each asked number is among the sorted known ones, and where."""
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return known[place] == asked, place
