"""The video's two snippets, read from snippets.md: as they were, as one would write them now, and why."""

from dataclasses import dataclass
from functools import lru_cache

from rnn_core.frameworks.proofs import blocks, printed, sections


@dataclass(frozen=True)
class Snippet:
    title: str
    why: str
    was: str
    now: str
    printed: str = ""          # what the second one printed when it was last run


def _snippet(title: str, text: str) -> Snippet:
    code = blocks(text)
    return Snippet(title, text.split("```", 1)[0].strip(), code["was"], code["now"], printed(title, code["now"]))


@lru_cache(maxsize=1)
def snippets() -> tuple[Snippet, ...]:
    return tuple(_snippet(*section) for section in sections("snippets.md"))
