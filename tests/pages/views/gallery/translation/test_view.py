"""The translation room: what the models write in Python is what it shows, faults are marked, bad input is answered."""

import html
import json
import re

import pytest

from pages.common import links
from pages.views.gallery.translation import compute
from rnn_core import zoo
from rnn_core.gallery import translation_pairs
from rnn_core.gallery.topologies import ENCODER_DECODER
from rnn_core.gallery.translation_words import english_words, joined, number_in_words, tokens
from tests.app import captions, shown, visit

KNOWN = "the old horse sleeps near our house."


def enter(**query):
    return visit("pages/gallery.py", room=links.TRANSLATION, **query)


def plain(at):
    return html.unescape(re.sub(r"<[^>]+>", "", shown(at)))


def drawn(at):
    (data,) = [found for found in (json.loads(element.proto.json)[0] for element in at.get("bidi_component")) if "nets" in found]
    return data


def test_a_sentence_is_translated_as_in_python_and_its_link_brings_it_back():
    at = enter(tongue_text=KNOWN, at=3)
    assert not at.exception
    for name in ("translation-plain", "translation-attention"):
        assert joined(zoo.load_gallery(name).translated(english_words(KNOWN)).words) in plain(at)
    assert drawn(at)["step"] == 3 and [net["name"] for net in drawn(at)["nets"]] == ["with attention", "without attention"]
    assert "encoder" in shown(at).lower() and "in no part of the data" in captions(at)


@pytest.mark.parametrize("n", [0, 71, 100, 80_081, 999_999])
def test_a_number_is_spelled_translated_and_compared(n):
    at = enter(tongue_task=links.NUMBERS, tongue_number=n)
    assert not at.exception
    assert f"They read: **{joined(tokens(number_in_words(n, 'en')))}**" in shown(at)
    for kind in ("rnn", "gru", "lstm"):
        told = zoo.load_gallery(f"numbers-{kind}").translated(tokens(number_in_words(n, "en")))
        run = compute.runs(links.NUMBERS, tuple(told.source))[kind]
        assert [word for word in run.written if word and word != "(end)"] == told.words
    assert number_in_words(n, "fr") in plain(at)
    assert [net["name"] for net in drawn(at)["nets"]] == ["RNN", "GRU", "LSTM"] and drawn(at)["net"] == "GRU"


def held_out(name):
    """A test sentence that this network gets wrong."""
    model = zoo.load_gallery(name)
    for english, french in translation_pairs.read("translation", "test"):
        if tuple(model.translated(english).words) != french:
            return english, french
    raise AssertionError("no failure among the test sentences")


def test_faults_of_a_held_out_sentence_are_marked_and_forcing_puts_it_back():
    english, french = held_out("translation-plain")
    at = enter(tongue_text=joined(english, english=True), tongue_look=links.TEACHER_FORCING)
    assert not at.exception and "tr-wrong" in shown(at)
    assert "From the test part" in captions(at) and joined(french) in plain(at)
    assert "The free run leaves the right words at step" in plain(at)


def test_the_right_words_are_drawn_when_they_are_fed_in():
    english, french = held_out("translation-plain")
    at = enter(tongue_text=joined(english, english=True), tongue_fed=links.RIGHT_WORDS)
    assert not at.exception and "Teacher forcing" in captions(at)
    run = compute.runs(links.SENTENCES, english, french)["without attention"]
    assert run.written[len(english) :] == (*french, "(end)")


@pytest.mark.parametrize("look", [links.ATTENTION, links.TEACHER_FORCING, links.LENGTH, links.VOCABULARY])
@pytest.mark.parametrize("task", [links.SENTENCES, links.NUMBERS])
def test_every_closer_look_works(task, look):
    at = enter(tongue_task=task, tongue_look=look, tongue_text=KNOWN, tongue_measure=links.EXACT)
    assert not at.exception
    told = shown(at)
    if look == links.VOCABULARY:
        assert f"**{len(compute.vocabulary(task))} English words**" in told
    if look == links.ATTENTION and task == links.SENTENCES:
        assert "tr-heat" in told and "written ↓ read →" in told


def test_held_out_figures_stand_beside_copying():
    found = zoo.figures("translation-attention")
    told = shown(enter())
    assert f"BLEU {found['bleu']['bleu']:.1f} ({found['bleu']['low']:.1f} to {found['bleu']['high']:.1f})" in told
    assert "1,000 made sentences (one small grammar writes them in both languages) that were not trained" in told
    assert f"BLEU {found['nearest']['bleu']['bleu']:.1f}" in told
    assert html.escape(found["failures"][0]["wrote"]) in told


@pytest.mark.parametrize("text", ["", " ", "…", "!!! 🙂", "\x00\x01"])
def test_nothing_to_read_gets_a_notice_and_the_page_works(text):
    at = enter(tongue_text=text)
    assert not at.exception and any("no word to translate" in info.value for info in at.info)


@pytest.mark.parametrize("text", ["אני הולך הביתה", "xyzzy plugh", "<script>alert(1)</script>", "$x$ **b** `c`", "zebra the dog sleeps", "a " * 20,
                                  "l'homme n'a pas vu", "7 dogs", "？", "the dog can't see"])
def test_any_text_works_and_unknown_words_are_named(text):
    at = enter(tongue_text=text)
    assert not at.exception and "<script" not in shown(at)
    words = english_words(text)
    strangers = zoo.load_gallery("translation-plain").source.unknown(words)
    warned = "".join(w.value for w in at.warning)
    assert bool(strangers) == ("unknown" in warned), (words, strangers)


def test_too_many_words_are_refused_in_words():
    at = enter(tongue_text="a " * 60)
    assert not at.exception and any("at most 40 are read" in info.value for info in at.info)


@pytest.mark.parametrize("query", [
    {"tongue_number": "NaN"}, {"tongue_number": 10**9}, {"tongue_number": -1}, {"tongue_task": "poems"}, {"tongue_fed": "1"},
    {"tongue_look": "<b>"}, {"tongue_text": "dog " * 100}, {"at": 10**9}, {"at": "x"}])
def test_a_hostile_link_is_answered(query):
    at = enter(**query)
    assert not at.exception and any("cannot be used" in info.value for info in at.info)


def test_an_example_is_of_the_test_part():
    test = {joined(english, english=True) for english, _ in translation_pairs.read("translation", "test")}
    assert len(compute.examples()) == 15 and set(compute.examples()) <= test


def test_the_wiring_that_is_drawn_is_the_models():
    run = next(iter(compute.runs(links.SENTENCES, tuple(english_words(KNOWN))).values()))
    wiring = ENCODER_DECODER.unrolled(8, len(run.topology.write_steps))
    assert (run.topology.reads, run.topology.writes, run.topology.split) == (wiring.reads, wiring.writes, 8)


@pytest.mark.parametrize("at, step", [(400, 8), (399, 399), (0, 0)])
def test_without_a_step_in_the_link_the_first_written_word_is_shown(at, step):
    assert drawn(enter(tongue_text=KNOWN, at=at))["step"] == step


@pytest.mark.slow
def test_the_most_similar_training_pair_is_shown_when_asked_for():
    at = enter(tongue_text="they danced.")
    at.session_state["translation_nearest"] = True
    at.run()
    alike, pair = translation_pairs.Nearest(translation_pairs.read("translation", "training"))(["they", "danced", "."])
    assert not at.exception and joined(pair[1]) in shown(at) and (alike == 1) == ("This very text" in shown(at))


def test_numbers_drawn_at_random_stand_beside_the_chosen_ones():
    found, told = zoo.figures("numbers-rnn")["further"], shown(enter(tongue_task=links.NUMBERS))
    assert f"Of {found['n']:,} numbers drawn at random" in told and f"**RNN** {100 * found['share']:.1f} %" in told
    taught = [row for row in zoo.figures("numbers-lstm")["sweeps"] if row["trained"]]
    assert f"**LSTM** {sum(row['right'] for row in taught):,} of {sum(row['n'] for row in taught):,}" in told and "years, 1000 to 2100" in told
