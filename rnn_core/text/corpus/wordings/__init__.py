"""Wordings, one a line, and clauses of the prose, from which varied sentences are made: how people word a clue, a question, an everyday clause.

    lines("clues")[0]           # "{I} first saw the light of day in {C}"; the slots are those of templates.py
    things()[0]                 # ("sky", "skies", ("wide", "open", "summer"), "blue")
"""

from functools import cache
from pathlib import Path

from rnn_core.text.corpus import prose
from rnn_core.text.corpus.facts import COLOURS

STOPS = frozenset(".,;:?!")


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a file of wordings, without its comments."""
    found = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in found if line.strip() and not line.startswith("#"))


@cache
def parts() -> dict[str, tuple[str, ...]]:
    """What may stand in each place of a wording that is put together."""
    return {name: tuple(told.strip() for told in rest.split("|")) for name, _, rest in (line.partition(": ") for line in lines("parts"))}


@cache
def things() -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    """(thing, its plural or "", adjectives that leave its colour, its colour)."""
    found = []
    for line in lines("things"):
        thing, *rest = line.split("\t")
        colour = COLOURS[thing] if thing in COLOURS else rest.pop(0)
        plural, adjectives = (cell.replace("-", "") if cell == "-" else cell for cell in (*rest, "-")[:2])
        if thing not in ("polar", "jeans"):  # no noun, and no singular
            found.append((thing, plural, tuple(a.strip() for a in adjectives.split(",") if a.strip()), colour))
    return tuple(found)


@cache
def prose_clauses() -> tuple[tuple[str, ...], ...]:
    """What stands between two stops in the prose, if it has 4 to 16 words."""
    found, clause = [], []
    for paragraph in prose.paragraphs(False):
        for token in (*paragraph, "."):
            if token not in STOPS:
                clause.append(token)
                continue
            if 4 <= len(clause) <= 16:
                found.append(tuple(clause))
            clause = []
    return tuple(found)
