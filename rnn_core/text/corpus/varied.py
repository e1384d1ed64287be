"""Sentences as varied as people write them, to train on: hundreds of wordings of clue and question, and between them clauses
from everywhere; words left out, put in and unknown.

    sentence = far(rng, words=20); sentence.text, sentence.answer
    MAKERS["two countries"](rng, 40).text

The wordings stand one a line in the folder `wordings`.  Where nothing in a text tells the answer, any may follow: all
languages, or all colours, are drawn alike, so that a network learns to have none that it is sure of.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np

from rnn_core.text.corpus import filler as made_filler
from rnn_core.text.corpus import sentences, templates, wordings
from rnn_core.text.corpus.facts import COLOURS, LANGUAGES, SEEN
from rnn_core.text.corpus.sentences import Sentence, pick
from rnn_core.text.corpus.wordings import STOPS

UNKNOWN = "<unk>"  # a word that no vocabulary has
LONGEST = 64  # words between clue and question
JOINS, HOW_OFTEN = (",", ".", "", "and", ";", "but", "because", "then", "!", ":"), (.22, .3, .14, .1, .06, .06, .04, .04, .02, .02)
ADVERBS = ("also", "really", "still", "always", "just", "mostly", "usually", "even", "now", "very", "often", "only")
SOURCES = (0.4, 0.4, 0.2)  # share of clauses from prose, of everyday ones, and of the made filler's
RELATIONS = {"she": ("my mother", "my grandmother", "my wife", "my neighbour", "my best friend", "the new girl", f"my friend {UNKNOWN}",
                     f"mrs {UNKNOWN}", f"my cousin {UNKNOWN}", UNKNOWN),
             "he": ("my father", "my grandfather", "my husband", "my boss", "the new boy", "my teacher", f"my friend {UNKNOWN}",
                    f"mr {UNKNOWN}", "a man i know", UNKNOWN)}
VOWEL = re.compile(r"\ba (?=[aeiou])")
COUNTED = re.compile(r"\{Os\}|\b(?:an?|every|each|one|another)( [a-z]+)? \{O\}")
FIRST_PERSON = re.compile(r"(?<!\{)\b(?:i|my|me|we|our|us)\b(?!\})")


def put(rng: np.random.Generator, *places: str) -> str:
    """One of each place's parts, in this order."""
    return " ".join(part for place in places if (part := str(pick(wordings.parts()[place], rng))))


@cache
def subjects() -> tuple[templates.Subject, ...]:
    """Those of the made sentences, and people of the family, some of them with names that nobody knows."""
    kin = [templates.Subject(first, who, *(("her", "her") if who == "she" else ("his", "him")))
           for who, firsts in RELATIONS.items() for first in firsts]
    return (*sentences.SUBJECTS, *kin)


@cache
def clues() -> tuple[str, ...]:
    return (*sentences.CLUES, *wordings.lines("clues"))


@cache
def questions() -> tuple[str, ...]:
    return (*sentences.QUESTIONS, *wordings.lines("questions"))


def clause(rng: np.random.Generator) -> list[str]:
    """The words of one clause from anywhere."""
    source = rng.random()
    if source < SOURCES[0]:
        return list(pick(wordings.prose_clauses(), rng))
    if source < SOURCES[0] + SOURCES[1]:
        return pick(wordings.lines("clauses"), rng).split()
    bank = made_filler.clauses(False)
    return pick(bank[int(pick(tuple(bank), rng))], rng).split()


def between(rng: np.random.Generator, words: int) -> list[str]:
    """Clauses with about so many words together, joined as people join them; some sentences have many unknown words."""
    unknown = float(pick((0.0, 0.0, 0.08, 0.2), rng))
    found: list[str] = []
    while len(found) < words:
        found += [UNKNOWN if rng.random() < unknown else word for word in clause(rng)]
        found += [joined] if (joined := JOINS[rng.choice(len(JOINS), p=HOW_OFTEN)]) and found[-1] not in STOPS else []
    return found


def disturbed(rng: np.random.Generator, words: list[str], kept: frozenset[str]) -> list[str]:
    """Half of the times as they are; else now and then a word is missing, unknown, or has an adverb before it; never the last
    two, nor those that are kept."""
    if rng.random() < 0.5:
        return words
    found: list[str] = []
    for place, word in enumerate(words):
        chance = rng.random()
        if word in kept or place >= len(words) - 2 or chance > 0.15:
            found.append(word)
        elif chance < 0.07:
            found.append(UNKNOWN)
        elif chance < 0.11:
            found += [str(pick(ADVERBS, rng)), word]
    return found


def question(rng: np.random.Generator) -> str:
    """A question for a language, half of them put together from parts."""
    if (kind := rng.random()) < 0.5:
        return str(pick(questions(), rng))
    if kind < 0.65:
        return put(rng, "first", "noun")
    first, who, says, end = (str(pick(wordings.parts()[place], rng)) for place in ("first", "who", "says", "end"))
    if who != "{i}":  # several
        says = says.replace("*", "").replace("{am}", "are").replace("{was}", "were")
    return " ".join(part for part in (first, who, says, end) if part)


def plain(wording: str) -> str:
    return wording.replace("*", "")


@cache
def _kept_apart() -> tuple[frozenset[tuple[str, str]], tuple[str, ...]]:
    """The frames and the questions that the held-out figures rest on."""
    frames = {(clue, plain(asked)) for part, found in sentences.FRAMES.items() if part != "training" for clue, asked in found}
    return frozenset(frames), tuple(map(plain, sentences.UNSEEN_QUESTIONS))


def is_held_out(clue: str, asked: str) -> bool:
    """Whether a made sentence that is held out has this clue with this question; the video's frame is, and whoever joins its clauses."""
    frames, unseen = _kept_apart()
    return ((clue, plain(asked)) in frames or plain(asked).endswith(unseen) or clue in sentences.UNSEEN_CLUES
            or (clue == "{I} grew up in {C}" and "fluent" in asked))


@cache
def _held_out_things() -> frozenset[str]:
    return frozenset(template.replace("{O}", thing) for part in ("validation", "test") for thing, template in sentences.THINGS[part])


def ends_held_out(words: list[str]) -> bool:
    """Whether the last words are those of a thing in a wording in which that thing is held out."""
    return any(" ".join(words[-count:]) in _held_out_things() for count in range(2, 11))


def colour_question(rng: np.random.Generator) -> str:
    """A question for the colour of a thing, half of them put together from parts."""
    if (kind := rng.random()) < 0.5:
        return str(pick(wordings.lines("near"), rng))
    if kind < 0.7:
        return put(rng, "before", "the") + " {O} " + put(rng, "after", "verb", "last")
    if kind < 0.85:
        return put(rng, "before", "the many") + " {Os} " + put(rng, "after", "verbs", "last")
    if kind < 0.88:
        return put(rng, "before", "the") + " {O} " + put(rng, "after") + " . " + put(rng, "tail", "last")
    if kind < 0.91:
        return put(rng, "before", "the many") + " {Os} " + put(rng, "after") + " . " + put(rng, "tails", "last")
    if kind < 0.94:
        return put(rng, "drew") + " a {O} . " + put(rng, "painted")
    return put(rng, "asked") + str(pick((" {O}", " a {O}", " the {O}", " {Os}"), rng)) + str(pick((" ?", " ?", " ? it is", " is", " :", ""), rng))


def _subject(rng: np.random.Generator, *wording: str) -> templates.Subject:
    """Anyone; whoever speaks where a wording says "i" or "my" itself."""
    if any(FIRST_PERSON.search(part) for part in wording):
        return sentences.SUBJECTS[0]
    return pick(subjects(), rng)


def _joined(rng: np.random.Generator, clue: str, asked: str, words: int, kept: frozenset[str]) -> str:
    first, last = (disturbed(rng, part.split(), kept) for part in (clue, asked))
    middle = between(rng, words)
    stop = [] if first[-1] in STOPS else [str(pick((".", ".", ",", "", "and"), rng))]
    return " ".join(word for word in (*first, *stop, *middle, *last) if word)


def far(rng: np.random.Generator, words: int) -> Sentence:
    """A country, about so many words, and a question for its language."""
    clue, asked, country = pick(clues(), rng), question(rng), str(pick(SEEN, rng))
    while is_held_out(clue, asked):
        asked = question(rng)
    subject = _subject(rng, clue, asked)
    clue = subject.say(clue).replace("{C}", country)
    return Sentence(_joined(rng, clue, subject.say(asked), words, frozenset((country,))), LANGUAGES[country])


def two_countries(rng: np.random.Generator, words: int) -> Sentence:
    """Two countries, and grammar tells which of them the question is about."""
    clue, asked = (part.strip() for part in pick(wordings.lines("two-countries"), rng).split("|"))
    country, other = str(pick(SEEN, rng)), str(pick(SEEN, rng))
    while LANGUAGES[other] == LANGUAGES[country]:
        other = str(pick(SEEN, rng))
    subject = _subject(rng, clue, asked)
    clue = subject.say(clue).replace("{C}", country).replace("{D}", other)
    kept = frozenset((country, other, *(word for who in RELATIONS.values() for kin in who for word in kin.split())))
    return Sentence(_joined(rng, clue, subject.say(asked), words, kept), LANGUAGES[country])


@cache
def languages() -> tuple[str, ...]:
    return tuple(dict.fromkeys(LANGUAGES.values()))


def no_clue(rng: np.random.Generator, words: int) -> Sentence:
    """A question for a language that nothing before it tells: no place, or one that is no country of the facts."""
    clue, asked = pick(wordings.lines("no-clue"), rng), question(rng)
    place = str(pick((UNKNOWN, *wordings.lines("places")), rng)) if rng.random() < 0.7 else UNKNOWN
    if rng.random() < 0.3:  # the wording of a clue, about a place that nobody has heard of
        clue = pick(clues(), rng).replace("{C}", "{P}")
    subject = _subject(rng, clue, asked)
    clue = subject.say(clue).replace("{P}", place)
    return Sentence(_joined(rng, clue, subject.say(asked), words, frozenset()), str(pick(languages(), rng)))


def near(rng: np.random.Generator, words: int) -> Sentence:
    """A thing whose colour is asked for, after about so many words; one in twenty is a thing that nobody knows."""
    while True:
        asked, colour, kept = _thing(rng)
        asked = disturbed(rng, asked, kept)
        if not ends_held_out(asked):
            return Sentence(" ".join([*between(rng, words), *asked]) + (" :" if rng.random() < 0.03 else ""), colour)


def _thing(rng: np.random.Generator) -> tuple[list[str], str, frozenset[str]]:
    """A question for a thing's colour, the colour, and the words that name the thing."""
    template = colour_question(rng)
    thing, plural, adjectives, colour = pick(wordings.things(), rng)
    while COUNTED.search(template) and not plural:
        thing, plural, adjectives, colour = pick(wordings.things(), rng)
    if rng.random() < 0.05:
        thing, plural, colour = UNKNOWN, UNKNOWN, str(pick(tuple(COLOURS.values()), rng))
    elif adjectives and rng.random() < 0.2:
        adjective = str(pick(adjectives, rng))
        thing, plural = f"{adjective} {thing}", f"{adjective} {plural}"
    text = VOWEL.sub("an ", template.replace("{Os}", plural).replace("{O}", thing))
    return templates.subjects()[0].say(text).split(), colour, frozenset(f"{thing} {plural}".split())


def fact(rng: np.random.Generator, words: int) -> Sentence:
    """A short fact about any country, in the few wordings of the facts, after about so many words."""
    told = sentences.fact(rng)
    return replace(told, text=" ".join([*between(rng, words), told.text]))


MAKERS: dict[str, Callable[[np.random.Generator, int], Sentence]] = {
    "far": far, "two countries": two_countries, "no clue": no_clue, "near": near, "fact": fact}
