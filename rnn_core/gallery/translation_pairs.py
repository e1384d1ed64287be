"""The sentence pairs and numbers in words that the translators are trained and tested on.

    pairs.read("translation", "test")[0]       # (("they", "danced", "."), ("ils", "ont", "dansé", "."))
    Nearest(pairs.read("translation", "training"))(["they", "danced", "."])      # (0.8, the training pair that is most alike)
"""

import lzma
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from rnn_core.gallery.translation_words import tokens
from rnn_core.text.vocabulary import START, UNKNOWN, Vocabulary

FOLDER = Path(__file__).parent / "data"
PARTS = ("training", "validation", "test")
Words = tuple[str, ...]
Pair = tuple[Words, Words]


@cache
def _lines(family: str) -> tuple[tuple[str, ...], ...]:
    text = lzma.decompress((FOLDER / f"{family}.txt.xz").read_bytes()).decode()
    return tuple(tuple(line.split("\t")) for line in text.splitlines())


@cache
def read(family: str, part: str) -> tuple[Pair, ...]:
    """The (English, French) words of one part of "numbers" or "translation"."""
    return tuple((tuple(tokens(line[-2])), tuple(tokens(line[-1]))) for line in _lines(family) if line[0] == part)


@cache
def numbers(part: str) -> tuple[int, ...]:
    """The numbers of one part, in the order of read("numbers", part)."""
    return tuple(int(line[1]) for line in _lines("numbers") if line[0] == part)


def vocabulary(family: str, side: int) -> Vocabulary:
    """Every word of the training part, English (0) or French (1)."""
    return Vocabulary([START, UNKNOWN, *sorted({word for pair in read(family, "training") for word in pair[side]})])


def pieces(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """The single words and the pairs of neighbours."""
    return Counter([(word,) for word in words] + list(pairwise(words)))


class Nearest:
    """Finds the training pair whose English is most alike: the largest share of common words and neighbours (Dice 1945).

    What it answers is the translation found there: the baseline that copies.
    """

    def __init__(self, known: Sequence[Pair]):
        self.known = known
        self.holders: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        self.sizes = np.zeros(len(known))
        for k, (english, _) in enumerate(known):
            for piece, n in pieces(english).items():
                self.holders[piece].append((k, n))
            self.sizes[k] = 2 * len(english) - 1
        self.columns = {piece: np.array(held).T for piece, held in self.holders.items()}

    def __call__(self, words: Sequence[str]) -> tuple[float, Pair]:
        """(how alike, 0 to 1; the pair); of equals the first."""
        common = np.zeros(len(self.known))
        for piece, n in pieces(words).items():
            if piece in self.columns:
                who, how_often = self.columns[piece]
                common[who] += np.minimum(how_often, n)
        alike = 2 * common / (self.sizes + max(2 * len(words) - 1, 1))
        best = int(alike.argmax())
        return float(alike[best]), self.known[best]
