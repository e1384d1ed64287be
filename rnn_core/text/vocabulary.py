"""Words to numbers and back.  One tokeniser for the training data and for what a visitor types.

    tokens = tokenise("I'm fluent in ___")      # ["i", "'m", "fluent", "in"]
    vocabulary.encode(tokens)                    # array of ids; a word outside becomes <unk>, and is named
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

START, UNKNOWN = "<s>", "<unk>"
LONGEST_TEXT = 20_000  # characters
WORD = re.compile(r"[^\W\d_]+|'[^\W\d_]+|\d+|[.,;:?!]")


def folded(text: str) -> str:
    """As it is compared: composed characters, no capitals, one kind of apostrophe."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")


def tokenise(text: str) -> list[str]:
    """Lower-case words, numbers and . , ; : ? !; "I'm" is i + 'm.  All else, blanks (___) too, is left out."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"the text has {len(text):,} characters; at most {LONGEST_TEXT:,} are read: shorten it")
    return WORD.findall(folded(text))


class Vocabulary:
    """A fixed list of words; the id of a word is its place.  The first two are <s> (start) and <unk>."""

    def __init__(self, words: Sequence[str]):
        if list(words[:2]) != [START, UNKNOWN] or len(set(words)) != len(words):
            raise ValueError(f"a vocabulary begins with {START}, {UNKNOWN} and repeats no word; got {list(words[:3])}…")
        self.words = tuple(words)
        self.ids = {word: k for k, word in enumerate(words)}

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self.ids and word not in (START, UNKNOWN)

    def encode(self, tokens: Iterable[str]) -> np.ndarray:
        return np.array([self.ids.get(token, 1) for token in tokens], dtype=np.int64)

    def unknown(self, tokens: Iterable[str]) -> list[str]:
        """The words that are not in it, in order, once each."""
        return list(dict.fromkeys(token for token in tokens if token not in self))

    @classmethod
    def of(cls, always: Iterable[str], counted: Counter[str], size: int) -> "Vocabulary":
        """`always`, then the most frequent of the others, `size` words in all; ties by the alphabet."""
        kept = dict.fromkeys([START, UNKNOWN, *sorted(set(always))])
        for word, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
            if len(kept) >= size:
                break
            kept.setdefault(word)
        return cls(list(kept))
