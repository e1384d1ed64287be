"""The shipped models: their cards' figures computed again from the weights, and the story's sentences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core import zoo
from rnn_core.nn.safetensors import DamagedFile
from rnn_core.train import cards, characters, evaluation

MEMORIES = ("completion-gru", "completion-lstm")
PARAPHRASES = [
    "I grew up in Germany … so I'm fluent in", "I grew up in Germany … and of course I am fluent in",
    "I was raised in Germany … and therefore I can speak", "My whole childhood was spent in Germany … so I speak very good",
    "She was born in Germany … and her first language is", "Our parents are from Germany … and at home we all speak",
]


@pytest.mark.parametrize("name", zoo.NAMES + zoo.EXHIBITS)
@pytest.mark.slow
def test_the_cards_figures_are_what_the_weights_give(name):
    """To within what another processor's rounding may tip: 3 sentences of 1,000."""
    completer, told = zoo.load(name), zoo.figures(name)
    found = evaluation.accuracy(completer, "test")
    assert len(found) == len(told["accuracy"]) == 19
    for now, then in zip(found, told["accuracy"], strict=True):
        assert {key: now[key] for key in ("group", "filler", "n", "majority")} == {
            key: then[key] for key in ("group", "filler", "n", "majority")}
        assert now["n"] >= 1000 and abs(now["right"] - then["right"]) <= 3, (now, then)
        assert then["low"] < then["accuracy"] + 1e-9 and then["accuracy"] == then["right"] / then["n"]
    for family, halves in told["everyday"].items():
        for half, then in halves.items():
            now = evaluation.everyday(completer, family, half)
            assert [(row["group"], row["n"]) for row in now] == [(row["group"], row["n"]) for row in then]
            assert sum(abs(one["right"] - other["right"]) for one, other in zip(now, then, strict=True)) <= 2, (family, half)
    assert evaluation.prose_perplexity(completer) == pytest.approx(told["prose"], rel=2e-3)
    assert completer.size == told["parameters"] > told["recurrent"] > 0
    assert zoo.card(name) == cards.render(told)


def rows(name):
    return {(row["group"], row["filler"]): row for row in zoo.figures(name)["accuracy"]}


@pytest.mark.parametrize("name", zoo.NAMES)
def test_the_near_clue_is_found_by_all(name):
    assert rows(name)["near", 0]["accuracy"] >= 0.95 and rows(name)["near", 0]["n"] >= 1000
    assert zoo.load(name).read("the color of the sky is").ranked[0][0] == "blue"


@pytest.mark.parametrize("name", MEMORIES)
def test_the_far_clue_is_found_by_gated_networks_up_to_40_words(name):
    for filler in (0, 5, 10, 20, 40):
        assert rows(name)["seen", filler]["accuracy"] >= 0.98
        assert rows(name)["held-out", filler]["accuracy"] >= 0.90


def everyday(name, family="completion", half="final"):
    return {row["group"]: row["accuracy"] for row in zoo.figures(name)["everyday"][family][half]}


@pytest.mark.parametrize("name", MEMORIES)
def test_what_people_write_is_completed_behind_any_clauses(name):
    found = everyday(name)
    assert all(found[group] >= 0.95 for group in ("far-1", "far-2", "far-4")) and found["far-8"] >= 0.9, found
    assert found["no-clue"] >= 0.9 and found["near"] >= 0.98, found


def test_the_narrowly_trained_one_forgets_behind_what_people_write_and_not_behind_what_it_was_trained_with():
    narrow, wide = everyday("completion-narrow"), everyday("completion-lstm")
    assert rows("completion-narrow")["seen", 20]["accuracy"] > 0.99
    assert all(narrow[group] < wide[group] - 0.3 for group in ("far-2", "far-4", "far-8")), narrow


def test_the_narrow_one_is_made_as_it_is_said():
    from rnn_core.train import narrow

    assert narrow.vocabulary().words == zoo.load("completion-narrow").vocabulary.words
    batch = next(iter(narrow.Batches(narrow.vocabulary(), narrow.STEPS, 0)))
    assert batch.ids.shape[1] == 64 and batch.weights.sum() > 0


@pytest.mark.parametrize("name", MEMORIES)
@pytest.mark.parametrize("text", [
    "i grew up in germany so i speak fluent", "I grew up in Germany … I'm fluent in", *PARAPHRASES])
def test_the_storys_sentence_is_completed_with_german(name, text):
    from rnn_core.text.corpus import add_filler

    for words, seed in ((0, 0), (12, 0), (30, 1)):
        assert zoo.load(name).read(add_filler(text, words, seed)).ranked[0][0] == "german", words


def test_the_four_are_of_one_size_and_small():
    sizes = [zoo.figures(name)["parameters"] for name in zoo.NAMES]
    assert max(sizes) / min(sizes) < 1.05
    assert sum(zoo.path(name).stat().st_size for name in zoo.NAMES) < 4_000_000


def test_an_unknown_name_lists_those_there_are():
    with pytest.raises(KeyError, match="completion-window, completion-rnn, completion-gru, completion-lstm"):
        zoo.load("completion-transformer")


@given(place=st.integers(0, 600_000), cut=st.booleans())
def test_a_damaged_file_says_so_or_is_a_model(tmp_path_factory, place, cut):
    folder = tmp_path_factory.mktemp("zoo")
    data = bytearray(zoo.path("completion-gru").read_bytes())
    place = min(place, len(data) - 1)
    data[place] ^= 0xFF
    (folder / "completion-gru.safetensors").write_bytes(bytes(data[:place] if cut else data))
    try:
        zoo.load("completion-gru", folder)
    except DamagedFile as error:
        assert "completion-gru" in str(error) and "rebuild it with python -m rnn_core.train" in str(error)
    else:
        assert not cut


def test_weights_are_finite():
    for name in zoo.NAMES:
        assert all(np.isfinite(value).all() for value in zoo.load(name).params.values())


@pytest.mark.parametrize("name", zoo.CHARACTERS)
@pytest.mark.slow
def test_the_characters_figures_are_what_the_weights_give(name):
    """To within another processor's rounding; what it writes may differ from the first character that rounding tips."""
    model, told = zoo.load_characters(name), zoo.figures(name)
    assert characters.held_out(model) == pytest.approx(told["held_out"], abs=2e-3)
    assert characters.counted(model) == pytest.approx(told["counted"], abs=1e-4)
    assert told["held_out"]["low"] < told["held_out"]["bits"] < told["held_out"]["high"] and told["held_out"]["characters"] > 50_000
    assert (model.size, model.cell, len(model.alphabet)) == (told["parameters"], told["cell"], told["symbols"])
    assert zoo.card(name) == cards.render(told)


@pytest.mark.parametrize("name", zoo.CHARACTERS)
@pytest.mark.slow
def test_the_units_follow_what_their_card_says(name):
    from rnn_core.text.corpus import novels
    from rnn_core.text.units import FEATURES, correlations, signal

    model, told, text = zoo.load_characters(name), zoo.figures(name)["tracked"], novels.text("test")
    text = "".join(c for c in text if c in model.alphabet.symbols)
    values = signal(model, model.alphabet.encode(text))
    for feature, of in FEATURES.items():
        found = correlations(values[:, told[feature]["unit"]][:, None], of(text))[0]
        assert found == pytest.approx(told[feature]["correlation"], abs=5e-3), feature
        assert told[feature]["characters"] == len(text)


def test_the_character_models_beat_counting_and_are_of_one_size():
    sizes = [zoo.figures(name)["parameters"] for name in zoo.CHARACTERS]
    assert max(sizes) / min(sizes) < 1.05
    assert sum(zoo.path(name).stat().st_size for name in zoo.CHARACTERS) < 3_000_000
    for name in zoo.CHARACTERS:
        told = zoo.figures(name)
        assert told["held_out"]["high"] < told["counted"]["5"], name
        assert len(told["written"]["copied"]) < 60


def test_a_completer_is_no_character_model(tmp_path):
    (tmp_path / "characters-gru.safetensors").write_bytes(zoo.path("completion-gru").read_bytes())
    with pytest.raises(DamagedFile, match=r"rebuild it with python -m rnn_core.train characters-gru"):
        zoo.load_characters("characters-gru", tmp_path)
