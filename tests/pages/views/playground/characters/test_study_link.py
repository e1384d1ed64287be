"""A study's settings train it again, and its program is run: both give this very network."""

from dataclasses import replace

import numpy as np
import pytest

from pages.common import links
from pages.common.links import Characters, CharacterTraining
from pages.views.playground.characters import study_link
from rnn_core import zoo
from rnn_core.text import units
from rnn_core.text.corpus import novels
from rnn_core.text.corpus.texts import TEXTS
from rnn_core.text.study import Settings, Study

ODD = Settings("lstm", 12, 2, 4, 20, 0.01, 0.5, 0.01, 500, 3)
TEXT = 'He said "go" and she left.\n' * 60
STATE = Characters(writer=links.YOURS, prompt="It's \"so\" ", characters=50, temperature=0.5, top_k=7, draw=4)


def stopped(text, steps=30):
    study = Study(text, ODD)
    while study.step < steps:
        study.advance(1e-6)
    return study


@pytest.mark.parametrize("name", [*TEXTS, links.OWN_TEXT])
def test_the_settings_of_a_study_are_those_that_train_it_again(name):
    study = stopped(TEXT if name == links.OWN_TEXT else TEXTS[name](), 1)
    state = CharacterTraining(**study_link.link_settings(study))
    assert state.own_text == name and CharacterTraining.read(state.query()) == (state, [])
    assert study_link.settings(state) == replace(ODD, steps=study.step), "as many steps as were done, not as were asked for"
    assert ("your text" in study_link.promise(state.own_text)) == (name == links.OWN_TEXT)


def run(program):
    *lines, last = program.split("\n")
    space = {}
    exec("\n".join(lines), space)
    return eval(last, space)


@pytest.mark.parametrize("name", ["facts", links.OWN_TEXT])
def test_the_program_of_a_study_writes_what_it_writes(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-text.txt").write_text(TEXT, encoding="utf-8")
    study = stopped(TEXT if name == links.OWN_TEXT else TEXTS[name]())
    program = study_link.program(STATE, study, 0, "")
    assert "zoo" not in program
    assert run(program) == study.model.write(STATE.prompt, 50, temperature=0.5, top_k=7, rng=4)


def test_the_program_of_a_trained_writer_writes_what_it_writes():
    state = replace(STATE, writer="GRU")
    assert run(study_link.program(state, None, 0, "")) == zoo.load_characters("characters-gru").write(
        STATE.prompt, 50, temperature=0.5, top_k=7, rng=4)


def test_the_program_of_a_page_that_is_only_read_gives_the_colours():
    model, page = zoo.load_characters("characters-rnn"), novels.text("test")[:300]
    found = run(study_link.program(replace(STATE, writer="RNN", shown=links.HELD_OUT), None, 168, page))
    np.testing.assert_array_equal(found, units.signal(model, model.alphabet.encode(page))[:, 168])


def test_what_was_read_is_known_however_its_lines_are_broken():
    study = Study(novels.text("test")[:20_000], ODD)
    page = novels.text("test")[:900]
    assert study_link.has_read(study, page) and study_link.has_read(study, " ".join(page.split()))
    assert not study_link.has_read(Study(TEXTS["Jane Austen"](), ODD), page)
    assert not study_link.has_read(study, "Yes.\n\n"), "a short answer stands in many texts"


def test_the_invitation_says_what_to_press_and_what_did_not_travel():
    told = study_link.invitation(CharacterTraining(own_cell="GRU", own_size=16, own_steps=60, own_text="facts"))
    assert "GRU of hidden size 16, 60 steps" in told and "“facts”" in told and "**Train**" in told and "repeats" in told
    told = study_link.invitation(CharacterTraining(own_text=links.OWN_TEXT))
    assert "did not travel" in told and "same text" in told and "repeats" not in told
