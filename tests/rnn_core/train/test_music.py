"""The training of the music models: repeatable, chosen on validation tunes, its baselines right."""

import itertools

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.gallery.tunes import METRES, MODES, Note, Tunes, tunes
from rnn_core.train import music, music_figures
from rnn_core.train.model_selection import searched


@pytest.mark.slow
def test_a_run_repeats_to_the_last_bit_and_learns():
    finals = []
    for _ in range(2):
        model = music.new("gru", seed=3)
        losses = [now.loss for now in music.run(model, 4e-3, 3, steps=6)]
        finals.append((losses, {name: value.copy() for name, value in model.params.items()}))
    assert finals[0][0] == finals[1][0] and finals[0][0][-1] < finals[0][0][0] - 0.5
    for name, value in finals[0][1].items():
        np.testing.assert_array_equal(value, finals[1][1][name])


def test_the_cells_have_about_the_same_number_of_parameters():
    sizes = [music.new(cell, 0).size for cell in music.CELLS]
    assert max(sizes) < 1.02 * min(sizes)


def test_a_round_reads_every_training_tune_once_and_no_other():
    book = tunes()
    rounds = -(-len(book.of("training")) // music.ROWS)
    read = [tuple(b.ids[: n + 1, k]) for b in itertools.islice(music.batches(book, "training", 0), rounds) for k, n in enumerate(b.lengths)]
    assert sorted(read) == sorted(tuple(book.tokens(int(k))) for k in book.of("training"))


def test_the_choice_is_the_best_of_the_search():
    assert set(searched("music")) == set(music.CELLS)
    for cell, found in searched("music").items():
        assert set(map(float, found["rates"])) == set(music.RATES) and set(map(int, found["seeds"])) == set(music.SEEDS)
        assert found["rates"][str(found["lr"])] == min(found["rates"].values()), cell
        assert found["seeds"][str(found["seed"])] == min(found["seeds"].values()), cell
        told = zoo.figures(f"music-{cell}")
        assert (told["lr"], told["seed"], told["steps"]) == (found["lr"], found["seed"], found["steps"])


def test_single_notes_counted_are_the_formula_and_labels_are_never_scored():
    """Order 1, Witten-Bell: (count + D / size) / (N + D), over all signs of the training stream."""
    book = tunes()
    (read, _), (heard, scored) = music_figures._stream(book, "training"), music_figures._stream(book, "test")
    size = len(book.words) + len(METRES) + len(MODES)
    counts = np.bincount(read, minlength=size)
    p = (counts + (counts > 0).sum() / size) / (len(read) + (counts > 0).sum())
    assert music_figures.counted(book)["1"] == pytest.approx(float(np.exp(-np.log(p[heard[scored]]).mean())), abs=1e-3)
    assert scored.sum() == sum(len(book.tokens(int(k))) - 1 for k in book.of("test"))
    assert (heard[scored] < len(book.words)).all()


def test_counting_in_time_is_the_formula_on_two_tunes_made_up():
    """A training tune c d c d and a test tune c d, quarters in 2/4: worked out by hand."""
    c, d = Note(60, 48), Note(62, 48)
    book = Tunes((None, c, d), np.array([1, 2, 1, 2, 0, 1, 2, 0]), np.array([0, 5, 8]), np.array([2, 2]), np.array([0, 0]), np.array([0, 0]),
                 np.array([0, 2]), ("a", "b"), ("", ""))
    single = lambda count: (count + 3 * (1 / 3)) / (4 + 3)  # noqa: E731  d, c, d, end: 4 told, 3 different
    d_there = (2 + 1 * single(2)) / (2 + 1)  # in the middle of the bar stands d, twice
    d_there = (2 + 1 * d_there) / (2 + 1)  # and always after c
    end = (1 + 2 * single(1)) / (2 + 2)  # on the bar line c or the end
    end = (1 + 2 * end) / (2 + 2)  # after d
    end = (1 + 2 * end) / (2 + 2)  # after c d
    assert music_figures.counted_in_time(book) == pytest.approx(float(np.exp(-(np.log(d_there) + np.log(end)) / 2)), abs=1e-3)


def test_real_tunes_are_judged_as_real():
    book = tunes()
    numbers = book.of("test")[:20]
    told = music_figures.judged([book.tokens(int(k))[:-1] for k in numbers], [int(book.metre[k]) for k in numbers], book)
    assert told["melodies"] == 20 and told["bar_lines"] > 0.98 and told["tonic"] > 10 and told["copied_most"] < 60


@pytest.mark.slow
def test_a_careless_split_flatters_counting():
    """The same tune in another book on the other side: five notes in a row are then found again."""
    book = tunes()
    loose = music_figures.careless(book)
    assert [round(len(loose.of(part)) / len(loose), 2) for part in ("training", "validation", "test")] == [0.8, 0.1, 0.1]
    assert music_figures.counted(loose)["5"] < music_figures.counted(book)["5"] - 1


def test_what_comes_round_is_found_as_the_longest_stretch():
    a, b, c = Note(60, 24), Note(62, 24), Note(64, 24)
    assert music_figures.circle([a, b, c, a, b, c, a, b, c]) == (3, 3)
    assert music_figures.circle([c, a, b, a, b]) == (2, 2) and music_figures.circle([a, b, b, b, b, b]) == (1, 5)
    assert music_figures.circle([a, b, c]) == music_figures.circle([]) == (0, 0)


def test_what_is_tried_can_be_asked_for_in_the_room():
    from pages.common import links

    settings = {name: field.metadata["setting"] for name, field in links.Music.__dataclass_fields__.items()}
    assert settings["tune_pitch"].options == music_figures.PITCHES and settings["tune_long"].options == music_figures.LENGTHS
    assert settings["tune_notes"].high == music_figures.MOST and links.Music().tune_temperature == music_figures.USUAL
