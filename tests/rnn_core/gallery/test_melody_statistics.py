"""Common runs against a search by hand, bars against tunes with known bars."""

import numpy as np
import pytest

from rnn_core.gallery.melody_statistics import bar, bar_lines_met, longest_run, quarters, ticks_over, upbeat
from rnn_core.gallery.tunes import Note, tunes


def by_hand(ids, book):
    """The longest run, by looking for ever longer ones in every training tune."""
    known = ["," + ",".join(map(str, book.tokens(int(k))[:-1])) + "," for k in book.of("training")]
    best = 0
    for start in range(len(ids)):
        while start + best < len(ids) and any("," + ",".join(map(str, ids[start : start + best + 1])) + "," in tune for tune in known):
            best += 1
    return best


@pytest.mark.parametrize("seed", [0, 1])
def test_the_longest_run_is_the_one_found_by_hand_and_stands_where_it_says(seed):
    book = tunes()
    rng = np.random.default_rng(seed)
    k = int(rng.choice(book.of("test")))
    ids = book.tokens(k)[:25]
    found = longest_run(ids, book)
    assert found.length == by_hand(ids.tolist(), book)
    there = book.tokens(found.tune)[found.at : found.at + found.length]
    assert np.array_equal(ids[found.start : found.start + found.length], there) and book.part[found.tune] == 0


def test_a_training_tune_is_found_whole_and_a_run_does_not_go_over_two_tunes():
    book = tunes()
    first, second = book.of("training")[:2]
    ids = np.concatenate([book.tokens(int(first))[:-1], book.tokens(int(second))[:-1]])
    found = longest_run(ids, book)
    whole = max(len(book.tokens(int(k))) - 1 for k in (first, second))
    assert whole <= found.length < len(ids)


def test_a_held_out_tune_is_not_found_whole():
    book = tunes()
    assert all(longest_run(book.tokens(int(k))[:-1], book).length < len(book.tokens(int(k))) - 1 for k in book.of("test")[:40])


def test_what_no_tune_has_is_no_run():
    assert longest_run(np.zeros(0, int), tunes()).length == 0


@pytest.mark.parametrize("metre, ticks", [("6/8", 144), ("2/4", 96), ("4/4", 192), ("2/2", 192), ("3/4", 144), ("9/8", 216)])
def test_a_bar_has_its_ticks(metre, ticks):
    assert bar(metre) == ticks


def of(*ticks):
    return [Note(60, t) for t in ticks]


@pytest.mark.parametrize("notes, metre, told", [
    (of(24, *[24] * 12), "6/8", (0, 1.0)),  # eighths have a note at every line, wherever it is put
    (of(24, 72, 72, 72, 72, 72, 72), "6/8", (24, 1.0)),  # an eighth before the bar
    (of(48, 96, 48, 96, 48), "3/4", (0, 1.0)),
    (of(100, 100, 100, 100), "2/4", (4, 0.2)),  # no bar of 96 ever fits
])
def test_the_upbeat_and_the_share_of_lines_that_a_note_begins_at(notes, metre, told):
    assert upbeat(notes, metre) == told


def test_bar_lines_that_are_given_are_met_or_not():
    notes = of(24, 72, 72, 72, 72, 72, 72)
    assert bar_lines_met(notes, "6/8", 24) == 1 and bar_lines_met(notes, "6/8", 0) == 0 and bar_lines_met(notes, "6/8", 96) == 1


def test_a_single_note_has_no_line_inside():
    assert upbeat(of(48), "6/8") == (0, 1.0)


def test_a_last_bar_is_full_or_holds_so_much():
    assert ticks_over(of(144, 144), "6/8") == 0 and ticks_over(of(144, 120), "6/8") == 120 and ticks_over(of(48), "2/4") == 48
    assert quarters(120) == "2½" and quarters(144) == "3"
