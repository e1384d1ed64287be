"""The wordings: their slots, their number, and that none gives an answer away."""

import re

from rnn_core.text.corpus import facts, sentences, varied, wordings
from rnn_core.text.vocabulary import tokenise

LANGUAGES, COLOURS = set(facts.LANGUAGES.values()), set(facts.COLOURS.values())


def test_the_clauses_between_say_nothing_of_the_facts():
    said = {word for line in wordings.lines("clauses") for word in tokenise(line)}
    assert not said & (set(facts.LANGUAGES) | LANGUAGES | COLOURS)
    assert len(wordings.lines("clauses")) >= 600 and len(wordings.prose_clauses()) > 20_000


def test_wordings_are_many_and_have_their_slots():
    assert len(varied.clues()) >= 60 and len(varied.questions()) >= 60 and len(wordings.lines("near")) >= 40
    assert all(line.count("{C}") == 1 for line in wordings.lines("clues"))
    assert not any("{C}" in line or "{D}" in line for line in wordings.lines("questions"))
    for line in wordings.lines("two-countries"):
        clue, _, question = line.partition("|")
        assert clue.count("{C}") == clue.count("{D}") == 1 and question.strip() and "{" + "C}" not in question
    assert all(len(re.findall(r"\{Os?\}", line)) == 1 for line in wordings.lines("near"))
    unseen = {*sentences.UNSEEN_CLUES, *sentences.UNSEEN_QUESTIONS}
    assert not unseen & {*varied.clues(), *varied.questions()}


def test_things_are_those_of_the_facts_and_more_each_with_a_colour():
    found = {thing: colour for thing, _, _, colour in wordings.things()}
    assert set(found.values()) <= COLOURS and len(found) > len(facts.COLOURS)
    assert all(found[thing] == colour for thing, colour in facts.COLOURS.items() if thing in found)
