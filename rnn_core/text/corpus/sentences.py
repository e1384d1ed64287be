"""Sentences made of facts, in three parts that share no frame, filler or (for some countries) length.

    training    frames (a clue with a question) and things-in-frames that the other two do not have, up to
                LONGEST_TRAINED filler words; held-out countries only in short facts, with nothing in between
    validation  for choosing among runs: its own frames and countries
    test        for the figures: its own frames, whole clauses and countries, and filler clauses never trained
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from rnn_core.text.corpus import templates
from rnn_core.text.corpus.facts import COLOURS, HELD_OUT, LANGUAGES, SEEN, VALIDATION
from rnn_core.text.corpus.filler import filler

LONGEST_TRAINED = 20
PARTS = ("training", "validation", "test")
CLUES, QUESTIONS = templates.parse(templates.CLUES), templates.parse(templates.QUESTIONS)
UNSEEN_CLUES, UNSEEN_QUESTIONS = templates.parse(templates.UNSEEN_CLUES), templates.parse(templates.UNSEEN_QUESTIONS)
FACTS, NEAR, SUBJECTS = templates.parse(templates.FACTS), templates.parse(templates.NEAR), templates.subjects()


@dataclass(frozen=True)
class Sentence:
    """`text` ends where the blank is; `answer` is the word that belongs there."""

    text: str
    answer: str


def _share(*key: str) -> int:
    """A number from 0 to 99, the same for the same key on every machine."""
    return int.from_bytes(hashlib.sha256("|".join(key).encode()).digest()[:4], "little") % 100


def frame_part(clue: str, question: str) -> str:
    """Which part has this frame.  The video's own, and all that join its clauses, belong to the test."""
    if clue == "{I} grew up in {C}" and "fluent in" in question:
        return "test"
    return "validation" if (share := _share(clue, question)) < 8 else "test" if share < 25 else "training"


def thing_part(thing: str, template: str) -> str:
    """A third of all things in frames is held out, and always the colour of the sky."""
    if thing == "sky" and template.startswith("the colo"):
        return "test"
    return "validation" if (share := _share(thing, template)) < 8 else "test" if share < 33 else "training"


FRAMES = {part: [(c, q) for c in CLUES for q in QUESTIONS if frame_part(c, q) == part] for part in PARTS}
FRAMES["unseen clauses"] = [(c, q) for c in UNSEEN_CLUES for q in UNSEEN_QUESTIONS]
THINGS = {part: [(o, m) for o in COLOURS for m in NEAR if thing_part(o, m) == part] for part in PARTS}


def pick(items, rng: np.random.Generator):
    return items[rng.integers(len(items))]


def far(rng: np.random.Generator, frames_of: str, countries: tuple[str, ...], words: int) -> Sentence:
    """A clue, so many filler words, a question."""
    subject, (clue, question), country = pick(SUBJECTS, rng), pick(FRAMES[frames_of], rng), pick(countries, rng)
    between = filler(words, rng, held_out=frames_of != "training")
    parts = [subject.say(clue).replace("{C}", country), pick(("", "", ",", "."), rng), between,
             pick(("", "", ",", "."), rng) if between else "", subject.say(question)]
    return Sentence(" ".join(part for part in parts if part), LANGUAGES[country])


def near(rng: np.random.Generator, part: str, words: int = 0) -> Sentence:
    """A thing whose colour is asked for, after so many filler words."""
    thing, template = pick(THINGS[part], rng)
    before = filler(words, rng, held_out=part != "training")
    return Sentence(f"{before} {template.replace('{O}', thing)}".strip(), COLOURS[thing])


def fact(rng: np.random.Generator, words: int = 0) -> Sentence:
    """A short fact about any country, held-out ones too, after so many filler words; never any in between."""
    country, template = pick(list(LANGUAGES), rng), pick(FACTS, rng)
    sentence = template.replace("{C}", country).replace("{L}", LANGUAGES[country])
    *text, answer = f"{filler(words, rng, held_out=False)} {sentence}".split()
    return Sentence(" ".join(text), answer)


def sample(make: Callable[[np.random.Generator], Sentence], count: int, seed: int) -> list[Sentence]:
    """`count` different sentences."""
    rng, found = np.random.default_rng(seed), {}
    for _ in range(count * 50):
        sentence = make(rng)
        found[sentence.text] = sentence
        if len(found) == count:
            return list(found.values())
    raise ValueError(f"only {len(found)} different sentences of {count} could be made")


@lru_cache(maxsize=4)
def groups(part: str, count: int, lengths: tuple[int, ...]) -> tuple[tuple[str, int, list[Sentence]], ...]:
    """The named groups of sentences that a completer is judged on: (group, filler words, sentences)."""
    return tuple(_groups(part, count, lengths))


def _groups(part: str, count: int, lengths: tuple[int, ...]) -> Iterator[tuple[str, int, list[Sentence]]]:
    countries = {"seen": SEEN, "held-out": HELD_OUT if part == "test" else VALIDATION}
    yield "near", 0, sample(lambda rng: near(rng, part, int(rng.integers(0, 9))), count, 1)
    for words in lengths:
        for name, chosen in countries.items():
            yield name, words, sample(partial(far, frames_of=part, countries=chosen, words=words), count, 2 + words)
        if part == "test":
            unseen = partial(far, frames_of="unseen clauses", countries=SEEN, words=words)
            yield "unseen clauses", words, sample(unseen, count, 3 + words)
