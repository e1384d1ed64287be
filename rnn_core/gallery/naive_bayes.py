"""Naive Bayes over words and pairs of words: the baseline that any sentiment network has to stand beside.

    bayes = NaiveBayes([("a dull film", False), …], smoothing=0.5)
    bayes.odds("not bad at all")              # above 0 where it finds "positive" the more probable
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy

from rnn_core.gallery.word_vectors import split


def grams(text: str, longest: int = 2) -> set[str]:
    """The words of a text, and its pairs of neighbours, each once."""
    keys = ["<s>", *(token.key for token in split(text)), "</s>"]
    return {" ".join(keys[k : k + n]) for n in range(1, longest + 1) for k in range(len(keys) - n + 1)} - {"<s>", "</s>"}


class NaiveBayes:
    """P(good | grams) from counts of training texts, `smoothing` added to each (multinomial, presence counted)."""

    def __init__(self, labelled: Iterable[tuple[str, bool]], *, smoothing: float = 1.0, longest: int = 2):
        self.longest = longest
        self.counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        texts = [0, 0]
        for text, good in labelled:
            self.counts[good].update(grams(text, longest))
            texts[good] += 1
        self.prior = math.log(texts[1] / texts[0])
        self.weights = self._weights(smoothing)

    def _weights(self, smoothing: float) -> dict[str, float]:
        counts = self.counts
        known = counts[0].keys() | counts[1].keys()
        totals = [sum(c.values()) + smoothing * len(known) for c in counts]
        return {g: math.log((counts[1][g] + smoothing) / totals[1]) - math.log((counts[0][g] + smoothing) / totals[0])
                for g in known}

    def smoothed(self, smoothing: float) -> "NaiveBayes":
        """The same counts, smoothed otherwise."""
        other = copy(self)
        other.weights = self._weights(smoothing)
        return other

    def odds(self, text: str) -> float:
        """log P(good) - log P(bad)"""
        return self.prior + sum(self.weights.get(g, 0.0) for g in sorted(grams(text, self.longest)))

    def right(self, labelled: Sequence[tuple[str, bool]]) -> int:
        return sum((self.odds(text) > 0) == good for text, good in labelled)
