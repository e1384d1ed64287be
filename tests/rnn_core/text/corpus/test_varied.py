"""The sentences that the completers learn from: what they may hold, and what is kept from them for the held-out figures."""

import re

import numpy as np
import pytest

from rnn_core.text.corpus import facts, sentences, templates, varied
from rnn_core.text.vocabulary import tokenise
from rnn_core.train.completers import vocabulary

WORDS = vocabulary()
LANGUAGES, COLOURS = set(facts.LANGUAGES.values()), set(facts.COLOURS.values())


@pytest.fixture(scope="module")
def made():
    """Fifteen hundred sentences of each kind, with up to thirty words in between."""
    rng = np.random.default_rng(0)
    return {kind: [make(rng, int(rng.integers(0, 31))) for _ in range(1500)] for kind, make in varied.MAKERS.items()}


def test_every_slot_is_filled_and_every_answer_can_be_given(made):
    for kind, found in made.items():
        for sentence in found:
            assert not re.search(r"[{}*|]", sentence.text), (kind, sentence)
            assert sentence.answer in WORDS, sentence
    assert {s.answer for s in made["near"]} <= COLOURS
    assert {s.answer for kind in ("far", "two countries", "no clue") for s in made[kind]} <= LANGUAGES


def test_held_out_countries_stand_only_in_short_facts(made):
    held = set(facts.HELD_OUT + facts.VALIDATION)
    for kind in ("far", "two countries", "no clue", "near"):
        assert not any(held & set(tokenise(s.text)) for s in made[kind]), kind
    assert held <= {word for s in made["fact"] for word in (*tokenise(s.text), s.answer)}


def test_the_language_is_that_of_the_country_and_of_two_the_one_that_is_asked_for(made):
    for sentence in made["far"]:
        (country,) = set(tokenise(sentence.text)) & set(facts.LANGUAGES)
        assert facts.LANGUAGES[country] == sentence.answer
    for sentence in made["two countries"]:
        named = set(tokenise(sentence.text)) & set(facts.LANGUAGES)
        assert len(named) == 2 and len({facts.LANGUAGES[c] for c in named}) == 2
        assert sentence.answer in {facts.LANGUAGES[c] for c in named}


def test_where_nothing_tells_the_language_all_are_drawn_alike(made):
    assert not any(set(tokenise(s.text)) & set(facts.LANGUAGES) for s in made["no clue"])
    counts = np.unique([s.answer for s in made["no clue"]], return_counts=True)[1]
    assert len(counts) == len(LANGUAGES) and counts.max() < 2.5 * counts.mean()


def test_no_frame_of_the_held_out_figures_is_trained(made):
    """Neither with any subject, nor with words put in before or in between."""
    for clue, question in (*sentences.FRAMES["test"], *sentences.FRAMES["validation"], *sentences.FRAMES["unseen clauses"]):
        assert varied.is_held_out(clue, question), (clue, question)
    assert not varied.is_held_out(*sentences.FRAMES["training"][0])
    assert varied.is_held_out("{I} grew up in {C}", "and today {i} {am} fluent in")
    for sentence in made["near"]:
        assert not varied.ends_held_out(sentence.text.removesuffix(" :").split()), sentence
    said = " | ".join(f"{s.text} {s.answer}" for s in made["near"])
    assert not re.search(r"the colou?r of the sky is blue", said)


def test_a_thing_in_a_wording_where_it_is_held_out_is_found_after_any_words():
    thing, template = sentences.THINGS["test"][0]
    assert varied.ends_held_out(f"i think {template.replace('{O}', thing)}".split())
    trained, wording = sentences.THINGS["training"][0]
    assert not varied.ends_held_out(wording.replace("{O}", trained).split())


def test_a_sentence_repeats_with_its_seed_and_is_as_long_as_asked():
    for kind, make in varied.MAKERS.items():
        one, two = (make(np.random.default_rng(3), 20) for _ in range(2))
        assert one == two and len(one.text.split()) >= 20, kind


def test_who_speaks_of_several_needs_no_s():
    rng, she = np.random.default_rng(0), templates.Subject("anna", "she", "her", "her")
    for _ in range(3000):
        said = she.say(varied.question(rng))
        assert not re.search(r"\b(we|they both|all of us|both of them) (speaks|knows|is|was|talks)\b", said), said
