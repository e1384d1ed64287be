"""What training may see, and what it may not: the held-out figures mean nothing without this."""

import itertools
import re

import numpy as np
import pytest

from rnn_core.text.corpus import add_filler, facts, filler, has_gap, novels, prose, sentences, templates, texts
from rnn_core.text.corpus.templates import parse, subjects
from rnn_core.text.vocabulary import tokenise
from rnn_core.train.completers import vocabulary
from rnn_core.train.narrow import Batches

WORDS = vocabulary()


@pytest.fixture(scope="module")
def trained():
    """The text of every made sentence in the first 400 batches, by kind, curriculum at its end."""
    batches, rng, found = Batches(WORDS, 1, 0), np.random.default_rng(0), {"far": [], "fact": [], "near": []}
    for kind in found:
        found[kind] = [batches._sentence(kind, sentences.LONGEST_TRAINED, rng) for _ in range(6000)]
    return found


def test_held_out_countries_stand_only_in_short_facts(trained):
    held = set(facts.HELD_OUT + facts.VALIDATION)
    assert "germany" in facts.HELD_OUT
    for sentence in trained["far"]:
        assert not held & set(tokenise(sentence.text))
    assert max(len(mould.split()) for mould in parse(templates.FACTS)) <= 8
    met = {token for sentence in trained["fact"] for token in (*tokenise(sentence.text), sentence.answer)}
    assert held <= met


def test_nothing_stands_between_clue_and_answer_in_a_short_fact(trained):
    for sentence in trained["fact"]:
        tokens = [*tokenise(sentence.text), sentence.answer]
        (country,) = [k for k, t in enumerate(tokens) if t in facts.LANGUAGES]
        (language,) = [k for k, t in enumerate(tokens) if t == facts.LANGUAGES[tokens[country]]]
        assert abs(language - country) <= 6


def test_prose_names_no_country_and_no_language():
    named = set(facts.LANGUAGES) | set(facts.LANGUAGES.values())
    for held_out in (False, True):
        assert not any(named & set(paragraph) for paragraph in prose.paragraphs(held_out))
    assert not set(prose.paragraphs(False)) & set(prose.paragraphs(True))
    assert sum(map(len, prose.paragraphs(False))) > 200_000


def test_frames_are_many_and_shared_by_no_two_parts():
    assert len(sentences.FRAMES["training"]) >= 60
    for one, two in itertools.combinations(sentences.FRAMES, 2):
        assert not set(sentences.FRAMES[one]) & set(sentences.FRAMES[two])
    for one, two in itertools.combinations(sentences.THINGS, 2):
        assert not set(sentences.THINGS[one]) & set(sentences.THINGS[two])
    assert len(sentences.THINGS["test"]) + len(sentences.THINGS["validation"]) > len(facts.COLOURS) * len(sentences.NEAR) / 4


def test_the_stories_own_sentences_are_never_trained(trained):
    said = {f"{s.text} {s.answer}" for s in trained["near"]}
    assert not any(re.search(r"the colou?r of the sky is", text) for text in said)
    for sentence in trained["far"]:
        assert not ("grew up in" in sentence.text.split(" , ")[0] and "fluent in" in sentence.text)
    for clue, question in itertools.product(sentences.UNSEEN_CLUES, sentences.UNSEEN_QUESTIONS):
        assert clue not in sentences.CLUES and question not in sentences.QUESTIONS


def test_fillers_of_training_and_test_share_no_clause():
    bare = [{re.sub(r"^(and|but|then|while|because|when) ", "", c) for cs in filler.clauses(h).values() for c in cs}
            for h in (False, True)]
    assert not bare[0] & bare[1] and 0.15 < len(bare[1]) / (len(bare[0]) + len(bare[1])) < 0.25


def test_the_fillers_of_each_part_are_its_own():
    """The longest clause that begins at a word is the one that was put there."""
    of = {tuple(re.sub(r"^(and|but|then|while|because|when) ", "", c).split()): held
          for held in (False, True) for cs in filler.clauses(held).values() for c in cs}
    for part, held_out in (("training", False), ("test", True), ("unseen clauses", True)):
        found = []
        for seed in range(60):
            tokens = sentences.far(np.random.default_rng(seed), part, facts.SEEN, 40).text.split()
            start = 0
            while start < len(tokens):
                fits = [n for n in range(14, 2, -1) if tuple(tokens[start : start + n]) in of]
                found += [of[tuple(tokens[start : start + fits[0]])]] if fits else []
                start += fits[0] if fits else 1
        assert len(found) > 150 and set(found) == {held_out}, part


def test_filler_says_nothing_of_the_facts():
    said = {t for h in (False, True) for cs in filler.clauses(h).values() for c in cs for t in c.split()}
    assert not said & {*facts.LANGUAGES, *facts.LANGUAGES.values(), *facts.COLOURS.values()}


@pytest.mark.parametrize("words", [0, 1, 3, 4, 5, 9, 20, 80, 200])
def test_filler_has_exactly_so_many_words_and_repeats_with_its_seed(words):
    one, two = (filler.filler(words, np.random.default_rng(7)) for _ in range(2))
    assert one == two and len(one.split()) == words
    assert not words or filler.filler(words, np.random.default_rng(8)) != one or words < 4


def test_filler_without_end_is_refused():
    with pytest.raises(ValueError, match="0 to 200 words; got 201"):
        filler.filler(201, np.random.default_rng(0))


@pytest.mark.parametrize("gap", ["...", "…", "[...]", "[…]", "[ ]", "....."])
def test_the_gap_is_where_the_filler_goes(gap):
    text = f"I grew up in Germany {gap} so I speak"
    assert has_gap(text)
    told = add_filler(text, 6, seed=1).split()
    assert len(told) == 5 + 6 + 3 and told[:5] == "I grew up in Germany".split() and told[-3:] == "so I speak".split()
    assert add_filler(text, 0) == "I grew up in Germany so I speak"


def test_without_a_gap_nothing_is_added():
    assert not has_gap("the sky is") and add_filler("the sky is", 20) == "the sky is"


def test_test_sentences_end_at_the_blank_and_are_all_different():
    for _, _, made in sentences.groups("test", 200, (0, 20)):
        assert len({s.text for s in made}) == 200
        assert all(s.answer not in tokenise(s.text) for s in made)
    again = list(sentences.groups("test", 50, (20,)))
    sentences.groups.cache_clear()  # made anew
    assert again == list(sentences.groups("test", 50, (20,)))


def test_subjects_and_verbs_agree():
    forms = {s.first: s.say("{I} {am} here and {i} watch* {my} dog , {have} {me} , {was}") for s in subjects()}
    assert forms["i"] == "i am here and i watch my dog , have me , was"
    assert forms["anna"] == "anna is here and she watches her dog , has her , was"
    assert forms["they"] == "they are here and they watch their dog , have them , were"


def test_every_word_of_the_made_sentences_is_in_the_vocabulary(trained):
    for made in (*trained.values(), *(s for _, _, s in sentences.groups("test", 300, (5, 80)))):
        for sentence in made:
            assert not WORDS.unknown([*tokenise(sentence.text), sentence.answer]), sentence


def test_the_novels_three_parts_share_no_paragraph_and_are_wrapped():
    parts = {part: novels.text(part) for part in ("training", "validation", "test")}
    paragraphs = {part: set(text.split("\n\n")) - {""} for part, text in parts.items()}
    for one, other in itertools.combinations(paragraphs, 2):
        assert len(paragraphs[one] & paragraphs[other]) <= 3  # a short answer may be given twice
    assert all(len(line) <= prose.WIDTH for text in parts.values() for line in text.split("\n"))
    assert len(parts["training"]) > 10 * len(parts["test"]) > 10 * 40_000
    assert "universally acknowledged" in "".join(parts.values()) and "Thank you all" not in "".join(parts.values())


def test_the_texts_to_learn_are_long_enough_and_the_same_every_time():
    for name, make in texts.TEXTS.items():
        assert 100_000 < len(make()) <= texts.LENGTH, name
        assert make() == make()
    assert texts.facts().count("\n") == texts.SENTENCES
    held = set(facts.HELD_OUT)
    assert not any(held & set(tokenise(line)) for line in texts.facts().split("\n") if "grew up" in line)


def test_the_novels_to_learn_hold_none_of_the_paragraphs_that_are_held_out():
    learnt = set(texts.austen().split("\n\n"))
    for part in ("validation", "test"):
        assert not [p for p in novels.text(part).split("\n\n") if len(p) > 40 and p in learnt], part


def test_a_text_is_known_by_its_name():
    assert [texts.named(make()) for make in texts.TEXTS.values()] == list(texts.TEXTS)
    assert texts.named(texts.austen()[1:]) is None and texts.named("") is None


def test_the_former_name_of_add_filler_is_still_there():
    from rnn_core.corpus import stretch as before

    from rnn_core.text.corpus import add_filler, stretch

    assert stretch is before is add_filler
