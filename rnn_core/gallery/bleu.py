"""BLEU-4 of a corpus, exactly as Papineni et al. 2002 define it: one reference a sentence, no smoothing.

    bleu([["le", "chien", "dort", "."]], [["le", "chien", "dort", "."]])        # 100.0

The geometric mean of the shares of 1- to 4-word sequences that stand in the reference, each counted at most as often as
there, times the penalty exp(1 - r / c) where all that was written (c words) is shorter than the references (r words).
"""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

Words = Sequence[str]
ORDERS = 4


def counts(written: Words, reference: Words) -> np.ndarray:
    """(10,) of one sentence: hits of each order, sequences written of each order, words written, words of the reference."""
    hits, tried = [], []
    for n in range(1, ORDERS + 1):
        grams, right = (Counter(tuple(words[k : k + n]) for k in range(len(words) - n + 1)) for words in (written, reference))
        hits.append(sum((grams & right).values()))
        tried.append(max(len(written) - n + 1, 0))
    return np.array([*hits, *tried, len(written), len(reference)])


def of_counts(total: np.ndarray) -> float:
    """BLEU, 0 to 100, from summed counts; 0 where some order has no hit."""
    hits, tried, (c, r) = total[:ORDERS], total[ORDERS : 2 * ORDERS], total[2 * ORDERS :]
    if not (hits > 0).all():
        return 0.0
    return 100 * math.exp(np.log(hits / tried).mean() + min(0.0, 1 - r / c))


def bleu(written: Sequence[Words], references: Sequence[Words]) -> float:
    return of_counts(np.array([counts(w, r) for w, r in zip(written, references, strict=True)]).sum(0))


def interval(each: np.ndarray, *, draws: int = 1000, seed: int = 0) -> tuple[float, float]:
    """The middle 95 % of BLEU over `draws` corpora drawn anew from the sentences' counts (bootstrap, Koehn 2004)."""
    rng = np.random.default_rng(seed)
    n = len(each)
    found = [of_counts(each[rng.integers(0, n, n)].sum(0)) for _ in range(draws)]
    return float(np.percentile(found, 2.5)), float(np.percentile(found, 97.5))
