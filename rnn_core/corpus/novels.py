"""Two novels for character models: Jane Austen's Persuasion (1817) and Pride and Prejudice (1813), public domain.

Lines are wrapped at WIDTH characters, as a typist would, so that the place in the line is something to keep track of.
"""

import lzma
import textwrap
from collections.abc import Iterator
from functools import cache

from rnn_core.corpus.prose import FILE

WIDTH = 64
PARTS = {"validation": 10, "test": 0}  # of every 20 paragraphs, the place of the one that is held out for it


def paragraphs() -> Iterator[str]:
    """Every paragraph of the novels, in order, one a line."""
    novel = False
    with lzma.open(FILE, "rt") as lines:
        for line in lines:
            if line.startswith("#"):
                novel = "Austen" in line
            elif novel:
                yield line.strip()


@cache
def text(part: str) -> str:
    """The training, validation or test part: paragraphs, wrapped, with an empty line after each."""
    kept = [p for k, p in enumerate(paragraphs()) if next((n for n, place in PARTS.items() if k % 20 == place), "training") == part]
    return "".join(textwrap.fill(p, WIDTH) + "\n\n" for p in kept)
