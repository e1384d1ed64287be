"""Public-domain prose: Jane Austen's Persuasion (1817) and Pride and Prejudice (1813), and the State of the Union
addresses of 1994 to 2020, which as works of the United States government are in the public domain."""

import lzma
import textwrap
from functools import cache
from pathlib import Path

from rnn_core.text.corpus.facts import LANGUAGES
from rnn_core.text.vocabulary import tokenise

FILE = Path(__file__).with_name("prose.txt.xz")
HELD_OUT_EVERY = 20  # paragraphs
WIDTH = 64  # characters, where lines are to be wrapped


def lines(heading: str) -> list[str]:
    """The paragraphs of all works in whose headings this word stands, in order."""
    wanted, found = False, []
    with lzma.open(FILE, "rt") as read:
        for line in read:
            if line.startswith("#"):
                wanted = heading in line
            elif wanted:
                found.append(line.strip())
    return found


def wrapped(paragraphs: list[str]) -> str:
    """Paragraphs with lines of at most WIDTH characters, as a typist would set them, so that the place in the line is
    something to keep track of; an empty line after each."""
    return "".join(textwrap.fill(p, WIDTH) + "\n\n" for p in paragraphs)


@cache
def paragraphs(held_out: bool) -> tuple[tuple[str, ...], ...]:
    """Tokenised paragraphs; every twentieth is held out.  Any that names a country or a language of the facts is
    left out, so that the facts are met nowhere but in the sentences made of them."""
    facts = set(LANGUAGES) | set(LANGUAGES.values())
    with lzma.open(FILE, "rt") as lines:
        read = [tokenise(line) for line in lines if not line.startswith("#")]
    kept = [tokens for tokens in read if not facts & set(tokens)]
    return tuple(tuple(tokens) for k, tokens in enumerate(kept) if (k % HELD_OUT_EVERY == 0) == held_out)
