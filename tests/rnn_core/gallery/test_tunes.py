"""The tunes that are in the repository: whole, in range, and split so that the same tune never stands on both sides."""

import numpy as np
import pytest

from rnn_core.gallery.melody_statistics import bar, bar_lines_met
from rnn_core.gallery.tunes import END, FILE, METRES, MODES, PARTS, REST, tunes
from rnn_core.train.data.music import SHARED, SHINGLE


def shingles(book, k):
    pitches = [book.words[i].pitch for i in book.tokens(k)[:-1] if book.words[i].pitch != REST]
    steps = np.diff(pitches)
    return {tuple(steps[i : i + SHINGLE]) for i in range(len(steps) - SHINGLE + 1)}


def test_the_file_is_small_and_every_tune_is_whole():
    book = tunes()
    assert FILE.stat().st_size < 500_000 and len(book) == 3607
    assert (book.stream == END).sum() == len(book) and all(book.tokens(k)[-1] == END for k in range(len(book)))
    assert len(book.titles) == len(book.credits) == len(book.metre) == len(book.part) == len(book)
    assert set(book.metre) == set(range(len(METRES))) and set(book.mode) == set(range(len(MODES)))
    assert not any("@" in credit for credit in book.credits) and all(book.titles)


def test_the_printed_upbeats_put_bar_lines_where_notes_begin():
    book = tunes()
    share = [bar_lines_met([book.words[i] for i in book.tokens(k)[:-1]], METRES[book.metre[k]], int(book.upbeat[k])) for k in range(len(book))]
    assert np.mean(share) > 0.98 and 0.6 < (book.upbeat > 0).mean() < 0.8
    assert all(0 <= book.upbeat[k] < bar(METRES[book.metre[k]]) for k in range(len(book)))


@pytest.mark.slow
def test_no_held_out_tune_is_alike_to_a_training_tune_in_melody_or_title():
    """Counted anew here, by brute force over the shared runs of intervals, for every held-out tune."""
    book = tunes()
    own = [shingles(book, k) for k in range(len(book))]
    having = {}
    for k in book.of("training"):
        for shingle in own[k]:
            having.setdefault(shingle, []).append(int(k))
    for part in ("validation", "test"):
        for k in book.of(part):
            common = {}
            for shingle in own[k]:
                for other in having.get(shingle, []):
                    common[other] = common.get(other, 0) + 1
            assert all(n / min(len(own[k]), len(own[other])) < SHARED for other, n in common.items()), book.titles[k]
    titles = [{book.titles[k].lower() for k in book.of(part)} - {"untitled"} for part in PARTS]
    short = {title for one in titles for title in one if len(title) <= 6}
    assert not (titles[0] - short) & (titles[2] - short) and not (titles[0] - short) & (titles[1] - short)


def test_each_held_out_part_has_a_tenth():
    book = tunes()
    assert [round(len(book.of(part)) / len(book), 2) for part in PARTS] == [0.8, 0.1, 0.1]


def test_training_places_hold_every_training_note_once():
    book = tunes()
    told = np.sort(np.concatenate(book.training_places))
    training = np.concatenate([np.arange(book.starts[k], book.starts[k + 1] - 1) for k in book.of("training")])
    assert np.array_equal(told, np.sort(training)) and not len(book.training_places[END])
