"""Sentences with their names marked: frames written for this project, filled with real names and composed organisations.

    sentence = next(marked.made("training", seed=0))
    sentence.tokens, sentence.tags            # (Token("Jordan"), …), ("B-PER", "O", …)

A name belongs to one part by a hash, wherever it stands: the test has new names in new frames.  In training, names
that are a person's and a place's (Jordan, Paris, Victoria) fill many slots of both kinds, so that the name alone tells little.
"""

import hashlib
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from rnn_core.gallery.entities import Token, tokens_of
from rnn_core.text.corpus import prose

DATA = Path(__file__).parents[1] / "gallery" / "data"
PARTS, APART = ("training", "validation", "test"), "apart"
SHARED = ("when", "who", "thing")
AMBIGUOUS = 0.15  # in training so many names of people and places can be either; elsewhere names come as they come
EXCHANGED = 0.1  # and so many more are of any kind, that the words around them count (a town called Miller)
MOST_OFTEN = 5
REGIONS = ("England", "Scotland", "Wales", "America", "Europe", "Africa", "Asia", "Holland", "California", "Texas", "Bavaria", "Siberia")
HEADS = {  # what follows a name and makes an organisation of it
    "training": ("& Sons|Brothers|Group|Industries|Motors|Bank|Software|Holdings|Foundation|Partners|Electric|Chemicals|Steel|Foods|Airlines|"
                 "Telecom|Railways|Energy|Systems|Inc|Ltd|Labs|Corporation|Company|Enterprises|Publishing|Press|Records|Films|Pictures|Studios|"
                 "Theatre|Opera|Museum|Gallery|Library|Hospital|Clinic|College|University|High School|Institute|United|City|Rovers|Wanderers|"
                 "Football Club|Tigers|Party|Union|Council|Police Department|Chamber of Commerce|Post|Times|Herald|Television|Broadcasting|"
                 "Pharmaceuticals|Logistics|Construction|Engineering|Consulting|Capital|Investments|Securities|Hotels|Brewery|Oil|Gas|Mining"),
    "validation": ("Bank|Group|University|Foundation|Motors|Times|United|Systems|Hospital|Oil|College|Foods|Capital|Theatre|Party|Electric|"
                   "Metals|Textiles|Harbour Authority"),
    "test": ("Bank|Group|University|Industries|Steel|Airlines|Press|City|Museum|Partners|Ltd|Council|Hospital|Foundation|Software|Motors|"
             "College|Institute|Electric|Times|Insurance|Shipping|Robotics|Orchestra"),
}
BEFORE = {  # what stands before a name and makes an organisation of it
    "training": "Bank of|the Bank of|the University of|the Museum of|the Republic Bank of|the Government of|the Bishop of|Friends of",
    "validation": "Bank of|the University of",
    "test": "Bank of|the University of|the Museum of|the Parliament of",
}
FIELDS = {
    "training": "Health|Finance|Justice|Physics|Defence|Culture|Education|Labour|Mathematics|Medicine|Technology|Statistics|Trade|Energy|Music",
    "validation": "Fisheries|Health|Biology|Science",
    "test": "Transport|Chemistry|Agriculture|Defence|Technology|Housing",
}
BRAND = (("Zen", "Nova", "Quan", "Vel", "Kor", "Lumi", "Sol", "Axi", "Tri", "Pol", "Ory", "Gal", "Syn", "Veri", "Opt", "Byt"),
         ("tron", "line", "tex", "vex", "mark", "ware", "soft", "ica", "onics", "data", "gen", "plex", "corp", "net", "tech", "bio"))
LIST = re.compile(r"<(\w+)>")
SLOT, EITHER = re.compile(r"\{([A-Z])\}"), re.compile(r"\[([^\[\]]*)\]")
KINDS = {"P": "PER", "F": "PER", "S": "PER", "G": "LOC", "C": "LOC", "N": "LOC", "O": "ORG"}


@dataclass(frozen=True)
class Marked:
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    frame: str

    @property
    def text(self) -> str:
        """As one would write it."""
        text = " ".join(token.text for token in self.tokens)
        return re.sub(r" (?=[.,;:?!]|['’]s\b)", "", text)


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
    """By part.  A frame without a list belongs to one part by a hash; one with lists to all, and of every list the part has
    its own phrases.  "apart": frames that were written by themselves, in other words, and are for the test only."""
    found = _sections((DATA / "frames.txt").read_text(encoding="utf-8"))
    lists = dict(line.split(": ", 1) for line in found["lists"])
    usable = {part: [frame for frame in found["frames"] if _usable(frame, lists, part)] for part in PARTS}
    return {part: tuple(_with_lists(frame, lists, part) for frame in some) for part, some in usable.items()} | {APART: found["apart"]}


def _usable(frame: str, lists: dict[str, str], part: str) -> bool:
    """Whether the frame is the part's; one with lists of its own phrases, whether the part has a phrase of each."""
    named = [name for name in LIST.findall(frame) if name not in SHARED]
    return all(phrases(name, lists[name], part) for name in named) if named else phrase_part(frame) == part


def _with_lists(frame: str, lists: dict[str, str], part: str) -> str:
    """The frame with the part's phrases in the place of <lists>, as a choice."""
    return LIST.sub(lambda m: f"[{'|'.join(phrases(m[1], lists[m[1]], part))}]", frame)


def phrases(name: str, text: str, part: str) -> list[str]:
    """The phrases of a list that the part has; those of a list that says only when or who are in all."""
    return [phrase for phrase in text.split("|") if name in SHARED or phrase_part(phrase) == part]


def phrase_part(words: str) -> str:
    """Of twenty frames or phrases sixteen are for training, one for validation, three for the test."""
    number = int(hashlib.sha256(f"frame {words}".encode()).hexdigest()[:8], 16) % 20
    return "test" if number < 3 else "validation" if number == 3 else "training"


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

    def __init__(self, part: str, rng: np.random.Generator, names_of: str | None = None, ambiguous: float | None = None):
        self.part, self.rng = part, rng
        self.ambiguous = (AMBIGUOUS if part == "training" and names_of in (None, part) else 0.0) if ambiguous is None else ambiguous
        self.names_of = names_of or ("test" if part == APART else part)

    def pick(self, options: tuple[str, ...], skew: float = 1.0) -> str:
        """One of them; with a skew above 1 rather one of the first."""
        return options[int(len(options) * self.rng.random() ** skew)]

    def name(self, kind: str) -> str:
        return self.pick(names()[kind][self.names_of], 2.0 if kind == "city" else 1.0)

    def filled(self, slot: str) -> str:
        """A name for the slot."""
        chance = self.rng.random()
        if slot in "PFGC" and chance < self.ambiguous:
            return self.name("both")
        if self.part == "training" == self.names_of and slot in "PFGC" and chance < AMBIGUOUS + EXCHANGED:
            return self.name(self.pick(("first", "last", "city", "country", "city")))
        if slot == "P":
            return self.person()
        if slot == "O":
            if chance < 0.3:
                return self.pick(organisations()[self.names_of])
            return self.organisation()
        if slot in "ba":
            return self.invented(slot)
        if slot == "G":
            return self.name("city" if self.rng.random() < 0.55 else "country")
        return self.name({"F": "first", "C": "city", "N": "country", "l": "last", "c": "city", "n": "country"}[slot])

    def organisation(self) -> str:
        """A name composed as those of companies, universities, ministries, clubs are."""
        part, form = self.names_of, self.rng.random()
        name = self.filled(self.pick(("l", "c", "n", "b", "l", "c")))
        if form < 0.5:
            return f"{name} {self.pick(tuple(HEADS[part].split('|')))}"
        if form < 0.6:
            return f"{self.pick(tuple(BEFORE[part].split('|')))} {self.filled(self.pick(('c', 'n')))}"
        if form < 0.7:
            return f"the {self.pick(('Ministry', 'Institute', 'Department', 'Faculty'))} of {self.pick(tuple(FIELDS[part].split('|')))}"
        return self.filled(self.pick(("b", "b", "a", "l"))) if form < 0.95 else f"{self.filled('l')} & {self.filled('l')}"

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
        text, spans, frame = "", [], chosen
        for k, piece in enumerate(SLOT.split(chosen)):
            name = self.filled(piece) if k % 2 else piece
            if k % 2:
                begins = len(text) + (4 if name.startswith("the ") else 0)  # "the" is no part of the name
                spans.append((begins, len(text) + len(name), KINDS[piece]))
            text += name
        return mark(text[0].upper() + text[1:], spans, frame)


def mark(text: str, spans: list[tuple[int, int, str]], frame: str) -> Marked:
    """The text's tokens with tags from (start, end, kind) of every name."""
    tokens, tags = tuple(tokens_of(text)), []
    for token in tokens:
        kind = next(((start, kind) for start, end, kind in spans if start <= token.start < end), None)
        tags.append("O" if kind is None else f"{'B' if token.start == kind[0] else 'I'}-{kind[1]}")
    return Marked(tokens, tuple(tags), frame)


def made(part: str, seed: int, names_of: str | None = None, ambiguous: float | None = None) -> Iterator[Marked]:
    """Sentences without end: all frames of the part in an order drawn anew, again and again; those with long lists of
    choices up to MOST_OFTEN times a round."""
    maker = Maker(part, np.random.default_rng(seed), names_of, ambiguous)
    known = [frame for frame in frames()[part] for _ in range(1 + min(MOST_OFTEN - 1, frame.count("|") // 30))]
    while True:
        for k in maker.rng.permutation(len(known)):
            yield maker.sentence(known[k])


def some(part: str, count: int, seed: int, names_of: str | None = None, ambiguous: float | None = None) -> list[Marked]:
    source = made(part, seed, names_of, ambiguous)
    return [next(source) for _ in range(count)]


def small(one: Marked) -> Marked:
    """The sentence in small letters."""
    return Marked(tuple(Token(t.text.lower(), t.start, t.end) for t in one.tokens), one.tags, one.frame)
