"""Public-domain prose: Jane Austen's Persuasion (1817) and Pride and Prejudice (1813), and the State of the Union
addresses of 1994 to 2020, which as works of the United States government are in the public domain."""

import lzma
from functools import cache
from pathlib import Path

from rnn_core.corpus.facts import LANGUAGES
from rnn_core.vocabulary import tokenise

FILE = Path(__file__).with_name("prose.txt.xz")
HELD_OUT_EVERY = 20  # paragraphs


@cache
def paragraphs(held_out: bool) -> tuple[tuple[str, ...], ...]:
    """Tokenised paragraphs; every twentieth is held out.  Any that names a country or a language of the facts is
    left out, so that the facts are met nowhere but in the sentences made of them."""
    facts = set(LANGUAGES) | set(LANGUAGES.values())
    with lzma.open(FILE, "rt") as lines:
        read = [tokenise(line) for line in lines if not line.startswith("#")]
    kept = [tokens for tokens in read if not facts & set(tokens)]
    return tuple(tuple(tokens) for k, tokens in enumerate(kept) if (k % HELD_OUT_EVERY == 0) == held_out)
