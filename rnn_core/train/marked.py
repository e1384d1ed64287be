"""Sentences with their names marked: frames written for this project, filled with real names and composed organisations.

    sentence = next(marked.made("training", seed=0))
    sentence.tokens, sentence.tags            # (Token("Jordan"), …), ("B-PER", "O", …)

A name belongs to one part by a hash, wherever it stands: the test has new names in new frames.  Names that are a person's
and a place's (Jordan, Paris, Victoria) fill both kinds of slot equally often, so that the name alone tells nothing.
"""

import hashlib
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from rnn_core.corpus import prose
from rnn_core.gallery.entities import Token, tokens_of

DATA = Path(__file__).parents[1] / "gallery" / "data"
PARTS = ("training", "validation", "test")
OFTEN_AMBIGUOUS = 0.25
REGIONS = ("England", "Scotland", "Wales", "America", "Europe", "Africa", "Asia", "Holland", "California", "Texas", "Bavaria", "Siberia")
COMPOSED = {
    "training": ("{L} & Sons", "{L} Brothers", "{L} Group", "{L} Industries", "{L} Motors", "{L} Bank", "{L} Software", "{L} Holdings",
                 "{L} Foundation", "{L} and {L}", "{C} University", "the University of {C}", "{C} United", "{C} City Council", "{C} Hospital",
                 "{C} Chamber of Commerce", "Bank of {N}", "the Bank of {N}", "{N} Airlines", "{N} Telecom", "{C} Opera", "{C} Art Museum",
                 "the Museum of {C}", "the Institute of Physics", "the Ministry of Health", "the Ministry of Finance", "the Ministry of Justice",
                 "{B} Inc", "{B} Ltd", "{B} Energy", "{B} Systems", "{B}", "{B}", "{A}", "{A}", "{L} Theatre", "{C} Police Department"),
    "validation": ("{L} Partners", "{L} Electric", "{C} College", "{C} Rovers", "{N} Railways", "{B} Labs", "the Ministry of Culture", "{B}", "{A}"),
    "test": ("{L} Insurance", "{L} Shipping", "{L} & Daughters", "{L} Media", "{C} Academy", "the {C} Orchestra", "{C} Athletic", "{N} Petroleum",
             "the Institute of Chemistry", "the Ministry of Transport", "{B} Technologies", "{B} Robotics", "{B}", "{A}", "{L} Bank",
             "the University of {C}", "{L} Group", "Bank of {N}"),
}
BRAND = (("Zen", "Nova", "Quan", "Vel", "Kor", "Lumi", "Sol", "Axi", "Tri", "Pol", "Ory", "Gal", "Syn", "Veri", "Opt", "Byt"),
         ("tron", "line", "tex", "vex", "mark", "ware", "soft", "ica", "onics", "data", "gen", "plex", "corp", "net", "tech", "bio"))
SLOT, EITHER = re.compile(r"\{([A-Z])\}"), re.compile(r"\[([^\[\]]*)\]")
KINDS = {"P": "PER", "F": "PER", "S": "PER", "G": "LOC", "C": "LOC", "N": "LOC", "O": "ORG"}


@dataclass(frozen=True)
class Marked:
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    frame: str

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)


def part_of(name: str) -> str:
    number = int(hashlib.sha256(name.casefold().encode()).hexdigest()[:8], 16) % 20
    return "test" if number < 4 else "validation" if number < 6 else "training"


def _sections(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("# "):
            here = found.setdefault(line[2:], [])
        elif line:
            here.append(line)
    return {name: tuple(lines) for name, lines in found.items()}


@lru_cache(maxsize=1)
def names() -> dict[str, dict[str, tuple[str, ...]]]:
    """By kind and part: first, last, city (the largest first), country, and both: a person's and a place's."""
    lists = _sections(lzma.decompress((DATA / "names.txt.xz").read_bytes()).decode())
    lists["country"] += REGIONS
    people, places = set(lists["first"]) | set(lists["last"]), set(lists["city"]) | set(lists["country"])
    lists["both"] = tuple(sorted(people & places))
    return {kind: {part: tuple(n for n in found if part_of(n) == part) for part in PARTS} for kind, found in lists.items()}


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[str, ...]]:
    found = _sections((DATA / "frames.txt").read_text(encoding="utf-8"))
    plain = found.pop("Ones in which nothing is to be marked.")
    return {**found, "training": found["training"] + plain}


@lru_cache(maxsize=1)
def organisations() -> dict[str, tuple[str, ...]]:
    return _sections((DATA / "organisations.txt").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """Ordinary English words, the more frequent first, without any that the speeches often write with a capital."""
    small: dict[str, int] = {}
    large: dict[str, int] = {}
    for line in prose.lines("Union"):
        for word in re.findall(r"(?<![.!?“\"] )(?<!^)\b[A-Za-z]+", line):
            counts = small if word.islower() else large
            counts[word.lower()] = counts.get(word.lower(), 0) + 1
    kept = [(n, word) for word, n in small.items() if n >= 3 and n > 10 * large.get(word, 0) and len(word) > 1]
    return tuple(word for _, word in sorted(kept, key=lambda item: (-item[0], item[1])))


class Maker:
    """Draws sentences of one part: frames of `part`, names of `names_of`."""

    def __init__(self, part: str, rng: np.random.Generator, names_of: str | None = None):
        self.part, self.rng = part, rng
        self.names_of = names_of or part

    def pick(self, options: tuple[str, ...], skew: float = 1.0) -> str:
        """One of them; with a skew above 1 rather one of the first."""
        return options[int(len(options) * self.rng.random() ** skew)]

    def name(self, kind: str) -> str:
        return self.pick(names()[kind][self.names_of], 2.0 if kind == "city" else 1.0)

    def filled(self, slot: str) -> str:
        """A name for the slot."""
        chance = self.rng.random()
        if slot in "PFGCN" and chance < OFTEN_AMBIGUOUS and slot != "N":
            return self.name("both")
        if slot == "P":
            return self.person()
        if slot == "O":
            if chance < 0.3:
                return self.pick(organisations()[self.names_of])
            return SLOT.sub(lambda m: self.filled(m[1].lower()), self.pick(COMPOSED[self.names_of]))
        if slot in "ba":
            return self.invented(slot)
        if slot == "G":
            return self.name("city" if self.rng.random() < 0.55 else "country")
        return self.name({"F": "first", "C": "city", "N": "country", "l": "last", "c": "city", "n": "country"}[slot])

    def invented(self, slot: str) -> str:
        """A brand or an abbreviation that belongs to the part."""
        while True:
            letters = (self.pick(tuple("ABCDEFGHIKLMNOPRSTUVW")) for _ in range(self.rng.integers(3, 5)))
            made = self.pick(BRAND[0]) + self.pick(BRAND[1]) if slot == "b" else "".join(letters)
            if part_of(made) == self.names_of:
                return made

    def person(self) -> str:
        form = self.rng.random()
        if form < 0.3:
            return self.name("first")
        if form < 0.4:
            return self.name("last")
        middle = f" {self.pick(tuple('ABCDEFGHJKLMPRST'))}." if form > 0.95 else ""
        return f"{self.name('first')}{middle} {self.name('last')}"

    def sentence(self, frame: str) -> Marked:
        """The frame with its choices made and its slots filled."""
        chosen = frame
        while "[" in chosen:
            chosen = EITHER.sub(lambda m: self.pick(tuple(m[1].split("|"))), chosen, count=1)
        tokens: list[Token] = []
        tags: list[str] = []
        for k, piece in enumerate(SLOT.split(chosen)):
            kind = KINDS[piece] if k % 2 else ""
            found = tokens_of(self.filled(piece) if k % 2 else piece)
            begins = 1 if kind == "ORG" and found[0].text.lower() == "the" and len(found) > 1 else 0  # "the" is no part of the name
            tokens += found
            tags += ["O" if not kind or j < begins else f"{'B' if j == begins else 'I'}-{kind}" for j in range(len(found))]
        if tokens and tokens[0].text.islower():
            tokens[0] = Token(tokens[0].text[0].upper() + tokens[0].text[1:], 0, 0)
        return Marked(tuple(tokens), tuple(tags), frame)


def made(part: str, seed: int, names_of: str | None = None) -> Iterator[Marked]:
    """Sentences without end: all frames of the part in an order drawn anew, again and again."""
    maker = Maker(part, np.random.default_rng(seed), names_of)
    known = frames()[part]
    while True:
        for k in maker.rng.permutation(len(known)):
            yield maker.sentence(known[k])


def some(part: str, count: int, seed: int, names_of: str | None = None) -> list[Marked]:
    source = made(part, seed, names_of)
    return [next(source) for _ in range(count)]
