"""Two novels for character models: Jane Austen's Persuasion (1817) and Pride and Prejudice (1813), public domain."""

from functools import cache

from rnn_core.text.corpus import prose

PARTS = {"validation": 10, "test": 0}  # of every 20 paragraphs, the place of the one that is held out for it


@cache
def text(part: str) -> str:
    """The training, validation or test part: paragraphs, wrapped, with an empty line after each."""
    return prose.wrapped([p for k, p in enumerate(prose.lines("Austen"))
                          if next((n for n, place in PARTS.items() if k % 20 == place), "training") == part])
