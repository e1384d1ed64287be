"""Tunes out of a small made-up corpus: transposed, sorted into groups that are never parted, and credited."""

import numpy as np

from rnn_core.gallery.tunes import METRES, MODES
from rnn_core.train.data import music
from rnn_core.train.data.music import Found


def tune(title, pitches, ticks=24):
    return Found(title, "a book", 0, 0, tuple((p, ticks) for p in pitches))


def some(seed, n=40):
    return np.random.default_rng(seed).integers(55, 80, n).tolist()


def test_the_same_melody_in_another_key_octave_or_note_value_is_one_group_and_so_is_a_title():
    tunes = [tune("First", some(1)), tune("Second", [p + 5 for p in some(1)]), tune("Third", [p - 12 for p in some(1)], ticks=48),
             tune("Fourth", some(2)), tune("The Fourth Reel", some(3)), tune("Fifth", some(4)), tune("Sixth", some(1)[:20] + some(5)[:20])]
    group = music.groups(tunes)
    assert group[0] == group[1] == group[2] == group[6] and group[3] == group[4]
    assert len(set(group)) == 3


def test_parts_never_divide_a_group_and_have_their_shares():
    group = np.random.default_rng(0).integers(0, 400, 1000)
    part = music.split(group)
    assert all(len(set(part[group == g])) == 1 for g in set(group))
    assert [round(float((part == k).mean()), 1) for k in range(3)] == [0.8, 0.1, 0.1]
    assert np.array_equal(part, music.split(group))


def test_rare_notes_and_unusual_lengths_take_a_tune_out_and_a_melody_counts_once():
    usual = [tune(f"T{k}", [60, 62] * 15 + [60] * k) for k in range(9)]
    kept = music.usual([*usual, tune("twin", [60, 62] * 15), tune("rare", [60] * 30 + [99]), tune("short", [60] * 5), tune("long", [60] * 300)])
    assert sorted(t.title for t in kept) == [f"T{k}" for k in range(9)]


def test_a_corpus_is_read_with_its_tonic_on_c(tmp_path):
    for book in music.BOOKS:
        (tmp_path / book).mkdir()
    (tmp_path / "ryansMammoth" / "a.abc").write_text(
        'X:1\nT:"THE TEST, THE" -- Jig\nZ:Contributed by Ray Davies, ray@there.uk\nM:6/8\nL:1/8\nK:G\nGAB| c2z\n\nX:2\nT:Odd\nM:5/4\nK:G\nGAB\n')
    (found,) = music.found(tmp_path)
    assert found.notes == ((60, 24), (62, 24), (64, 24), (65, 48), (-1, 24))
    assert (METRES[found.metre], MODES[found.mode]) == ("6/8", "major") and found.upbeat == 72
    assert found.credit == "Ryan's Mammoth Collection, 1883; Ray Davies"


def test_titles_are_told_as_one_would_say_them():
    told = [music.tidied(t) for t in ("Kilkenny Jig., The", "BLIVEN'S FAVORITE -- JIG", "  Tack and Tack ", "", "March,")]
    assert told == ["The Kilkenny Jig", "Bliven's Favorite", "Tack and Tack", "Untitled", "March"]


def test_credits_are_names_without_addresses():
    assert music.credited("Transcribed by henrik.norbeck@mailbox.swipnet.se") == "Henrik Norbeck"
    assert music.credited("Transcribed by Bob Safranek, rjs@gsp.org; Corrected by John Chambers <jc@x.edu>; abc 1.6") == "Bob Safranek, John Chambers"
    assert music.credited("Paul de Grae <a:b.ie> 2000-09-21") == "Paul de Grae"
