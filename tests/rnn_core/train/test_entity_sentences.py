"""Sentences made of frames: rightly marked, and with nothing of the test in training."""

import numpy as np
import pytest

from rnn_core.gallery.entities import entities
from rnn_core.train import entity_sentences


def mixed(count=600):
    return {part: entity_sentences.some(part, count, 0) for part in (*entity_sentences.PARTS, entity_sentences.APART)}


@pytest.mark.slow
def test_no_name_and_no_wording_of_the_test_is_in_training():
    for kind, parts in entity_sentences.names().items():
        assert not set(parts["training"]) & set(parts["test"]) and not set(parts["training"]) & set(parts["validation"]), kind
    wordings = {part: {one.frame for one in entity_sentences.some(part, 4000, 1)} for part in entity_sentences.PARTS}
    trained = {one.frame for one in entity_sentences.some("training", 20_000, 2)}
    assert not trained & wordings["test"] and not trained & wordings["validation"] and not wordings["test"] & wordings["validation"]
    assert not trained & set(entity_sentences.frames()[entity_sentences.APART]) and len(wordings["test"]) > 1000
    for name in ("Jordan", "jordan"):
        assert entity_sentences.part_of(name) == entity_sentences.part_of("Jordan")


def test_a_phrase_of_a_list_belongs_to_one_part():
    lines = (entity_sentences.DATA / "frames.txt").read_text(encoding="utf-8").split("# frames")[0].splitlines()[1:]
    lists = dict(line.split(": ", 1) for line in lines if line)
    assert len(lists) > 20
    for name, told in lists.items():
        by_part = [set(entity_sentences.phrases(name, told, part)) for part in entity_sentences.PARTS]
        if name not in entity_sentences.SHARED:
            assert sum(map(len, by_part)) == len(set.union(*by_part)) == len(set(told.split("|"))), name


def test_the_marks_are_where_the_names_are():
    one = entity_sentences.mark("Ana Roy of the Bank of Peru left Lima's port.", [(0, 7, "PER"), (15, 27, "ORG"), (33, 37, "LOC")], "x")
    found = [(" ".join(t.text for t in one.tokens[e.first : e.last + 1]), e.type) for e in entities(one.tags)]
    assert found == [("Ana Roy", "PER"), ("Bank of Peru", "ORG"), ("Lima", "LOC")]
    assert one.text == "Ana Roy of the Bank of Peru left Lima's port."


def test_every_sentence_is_whole():
    for part, some in mixed().items():
        for one in some:
            assert len(one.tokens) == len(one.tags) > 0 and one.text[0] == one.text[0].upper(), (part, one)
            assert not set("{}[]<>|") & set(one.text)
            assert all(tag == "O" or tag[2:] in ("PER", "LOC", "ORG") for tag in one.tags)
    assert any(not entities(one.tags) for one in mixed()["test"])


def test_what_is_made_repeats_with_its_seed():
    assert entity_sentences.some("test", 50, 3) == entity_sentences.some("test", 50, 3) != entity_sentences.some("test", 50, 4)


def test_ambiguous_names_fill_slots_of_both_kinds_in_training():
    both = set(entity_sentences.names()["both"]["training"])
    seen = {"PER": 0, "LOC": 0}
    for one in entity_sentences.some("training", 3000, 5):
        for e in entities(one.tags):
            if e.first == e.last and one.tokens[e.first].text in both and e.type in seen:
                seen[e.type] += 1
    assert min(seen.values()) > 100


def test_common_words_are_ordinary_and_no_names():
    words = entity_sentences.common_words()
    assert {"the", "people", "work"} <= set(words) and not {"america", "texas", "congress", "iraq"} & set(words)


@pytest.mark.parametrize("slot", "ba")
def test_invented_names_belong_to_their_part(slot):
    for part in entity_sentences.PARTS:
        maker = entity_sentences.Maker(part, np.random.default_rng(0))
        assert all(entity_sentences.part_of(maker.invented(slot)) == part for _ in range(20))
