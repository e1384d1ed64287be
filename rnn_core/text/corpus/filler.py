"""Filler: clauses that say nothing of countries, languages or colours, to put between a clue and its blank.

    add_filler("i grew up in germany ... so i speak fluent", words=20, seed=0)

Every clause is one of a fixed set of combinations; a fifth of them is never used in training.
"""

import hashlib
import re
from functools import cache

import numpy as np

WHO = """the weather|the train|the old man|a small dog|the river|the market|the captain|the music|the story|the shop
our cousin|the baker|a young woman|the farmer|the children|two friends|the players|the boats|many visitors|the guests
the clock|the wind|a letter|the garden|the house|the bridge|the village|the film|the lesson|the game"""
DID = """was very quiet|arrived late|walked along the road|waited at the station|bought some bread and cheese
talked about the weather|played near the water|ran through the fields|closed the door|opened the window
told a long story|looked out of the window|made a cup of tea|lost a hat|found an old box|sat under a tree
crossed the bridge|carried a heavy bag|went to the theatre|stayed for dinner|cooked a good soup|read the paper
took the early bus|fixed the roof|sold the horse|watched the rain|cleaned the kitchen|visited the museum
forgot the key|came back again|was full of people|seemed to go on for ever|changed everything|slept all day"""
WHEN = """|in the morning|at night|last summer|every sunday|after dinner|before breakfast|for a week|the next day
in the winter|once again|that evening|without a word|as usual|on monday"""
JOIN = ("", "and", "but", "then", "while", "because", "when")
GAP = re.compile(r"\.\.\.+|…|\[\s*(?:\.\.\.|…)?\s*\]")
LONGEST = 200


def _parts(text: str) -> list[str]:
    return [part.strip() for line in text.split("\n") for part in line.split("|")]


def is_held_out(clause: str) -> bool:
    """The same fifth on every machine."""
    return hashlib.sha256(clause.encode()).digest()[0] % 5 == 0


@cache
def clauses(held_out: bool) -> dict[int, tuple[str, ...]]:
    """The clauses by their number of words, joining word included."""
    found: dict[int, list[str]] = {}
    for who in _parts(WHO):
        for did in _parts(DID):
            for when in _parts(WHEN):
                bare = f"{who} {did} {when}".strip()
                if is_held_out(bare) == held_out:
                    for join in JOIN:
                        clause = f"{join} {bare}".strip()
                        found.setdefault(len(clause.split()), []).append(clause)
    return {length: tuple(found[length]) for length in sorted(found)}


def filler(words: int, rng: np.random.Generator, held_out: bool = True) -> str:
    """Clauses with exactly this many words together; fewer than four are the first words of a longer one."""
    if not 0 <= words <= LONGEST:
        raise ValueError(f"the filler may have 0 to {LONGEST} words; got {words}")
    bank, parts, left = clauses(held_out), [], words
    shortest = min(bank)
    while left >= shortest:
        fitting = [n for n in bank if n == left or left - n >= shortest]
        length = fitting[rng.integers(len(fitting))]
        parts.append(bank[length][rng.integers(len(bank[length]))])
        left -= length
    if left:
        parts.append(" ".join(bank[shortest][rng.integers(len(bank[shortest]))].split()[:left]))
    return " ".join(parts)


def has_gap(text: str) -> bool:
    return GAP.search(text) is not None


def add_filler(text: str, words: int, seed: int = 0) -> str:
    """`text` with its first gap (… or ... or [...]) filled with so many words that no network has been trained on."""
    words_between = filler(words, np.random.default_rng(seed))
    return " ".join(GAP.sub(" ", GAP.sub(lambda _: f" {words_between} ", text, count=1)).split())
