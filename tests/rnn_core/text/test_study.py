"""A study repeats however its bursts fall, and one stopped after n steps is the study of n steps."""

from threading import Thread
from time import sleep

import numpy as np
import pytest

from rnn_core.text.study import LONGEST, Settings, Study

TEXT = "the cat sat on the mat. the dog sat on the log.\n" * 60
SMALL = Settings(hidden_size=16, rows=4, window=16, steps=220)


def finished(settings, seconds=0.01):
    study = Study(TEXT, settings)
    while not study.done:
        study.advance(seconds)
    return study


def test_bursts_leave_no_trace():
    short, long = finished(SMALL, 0.001), finished(SMALL, 60)
    assert short.losses == long.losses and short.marks == long.marks
    assert [m.step for m in long.marks] == [0, 100, 200, 220]
    for name, value in short.model.params.items():
        np.testing.assert_array_equal(value, long.model.params[name])


def test_a_study_that_was_stopped_is_the_study_of_so_many_steps():
    stopped = Study(TEXT, SMALL)
    while stopped.step < 90:
        stopped.advance(0.001)
    again = finished(Settings(hidden_size=16, rows=4, window=16, steps=stopped.step))
    assert again.losses == stopped.losses
    for name, value in again.model.params.items():
        np.testing.assert_array_equal(value, stopped.model.params[name])


def test_at_rest_waits_for_the_burst_of_another_thread():
    study = Study(TEXT, Settings(hidden_size=16, rows=4, window=16, steps=100_000))
    other = Thread(target=study.advance, args=(0.4,))
    other.start()
    while not study.step:
        sleep(0.001)
    told = study.at_rest()
    other.join()
    assert told == study.step > 1


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
@pytest.mark.slow
def test_it_learns_what_counting_cannot(cell):
    study = finished(Settings(cell=cell, hidden_size=32, rows=4, window=24, steps=400, lr=0.01))
    assert study.marks[-1].bits < 0.5 * study.baselines[2] < study.baselines[1] < study.marks[0].bits
    steps, bits = study.curve(points=40)
    assert list(steps) == list(range(10, 401, 10))
    assert bits[-1] == pytest.approx(np.mean(study.losses[-10:]) / np.log(2)) and bits[-1] < 0.3 * bits[0]
    assert study.seconds_left == 0 and study.characters_per_second > 0


def test_the_held_out_end_is_not_read():
    text = "a" * 500 + "b" * 500 + "abab" * 200 + "z" * 200
    study = Study(text, SMALL)
    assert "z" not in study.read and set(study.held_out) == {"z"} and study.read + study.held_out == text


def test_texts_that_cannot_be_learnt_say_why():
    with pytest.raises(ValueError, match=r"999 characters, and at least 1,000 are needed"):
        Study("ab" * 499 + "a", SMALL)
    with pytest.raises(ValueError, match=r"2,000 characters, and all of them are 'a': .* give a text with at least 2 different characters"):
        Study("a" * 2000, SMALL)
    with pytest.raises(ValueError, match="64 rows of 64 steps need 4,097: give more text, or fewer rows"):
        Study(TEXT[:1200], Settings(rows=64, window=64))
    assert len(Study("ab" * LONGEST, Settings(hidden_size=4, steps=1)).text) == LONGEST


def test_a_rate_that_is_too_high_keeps_what_was_learnt():
    study = Study(TEXT, Settings(cell="rnn", hidden_size=16, lr=3e38, steps=50))
    with np.errstate(all="ignore"), pytest.raises(FloatingPointError, match="lower the learning rate"):
        while not study.done:
            study.advance(1)


@pytest.mark.parametrize("text", ["".join(map(chr, range(0x4E00, 0x4E00 + 20_000))), "".join(map(chr, range(0x4E00, 0x4E00 + 20_000))) * 3,
                                  "abc " * 300 + "".join(map(chr, range(0x4E00, 0x4E00 + 2000))), "".join(map(chr, range(0x4E00, 0x4E00 + 5000))) + "ab" * 300],
                         ids=["once", "three times", "at the end", "at the beginning"])
def test_too_many_different_characters_are_refused_with_the_remedy(text):
    with pytest.raises(ValueError, match=r"different characters, and a network knows at most 160.* held out: give a text with fewer"):
        Study(text, SMALL)
