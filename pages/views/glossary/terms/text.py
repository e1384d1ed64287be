"""The terms, read from terms.md.  No Streamlit here."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Term:
    name: str                  # with its other names, comma by comma
    meaning: str
    label: str                 # of the place where it can be touched
    page: str
    query: dict[str, str]


def _term(section: str) -> Term:
    name, meaning, see = section.strip().split("\n", 2)
    label, page, query = re.match(r"See: \[([^\]]+)\]\((\w+)\??([^)]*)\)", see).groups()  # type: ignore[union-attr]
    return Term(name, meaning, label, page, dict(parse_qsl(query)))


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """In the order of the alphabet, as they stand in the file."""
    return tuple(map(_term, Path(__file__).with_name("terms.md").read_text(encoding="utf-8").split("\n## ")[1:]))


def found(wanted: str) -> tuple[Term, ...]:
    """Those whose names or meanings have these letters; all for none."""
    return tuple(term for term in terms() if wanted.strip().lower() in f"{term.name} {term.meaning}".lower())
