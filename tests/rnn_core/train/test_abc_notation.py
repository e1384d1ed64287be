"""ABC notation, sign by sign, against notes worked out by hand from the standard."""

import pytest

from rnn_core.train import abc_notation


def notes(body, metre="4/4", unit="1/8", key="C"):
    tune = abc_notation.read(f"X:1\nT:Test\nM:{metre}\nL:{unit}\nK:{key}\n{body}\n")
    return tune and list(tune.notes)


@pytest.mark.parametrize("body, told", [
    ("C2 C/2 C/ C// C3/2", [(60, 48), (60, 12), (60, 12), (60, 6), (60, 36)]),
    ("C, c c' C,,", [(48, 24), (72, 24), (84, 24), (36, 24)]),
    ("^F F _B =f | F", [(66, 24), (66, 24), (70, 24), (77, 24), (65, 24)]),  # an accidental holds to the bar's end, in its octave
    ("A>B A<B A>>B", [(69, 36), (71, 12), (69, 12), (71, 36), (69, 42), (71, 6)]),
    ("A>{cd}B", [(69, 36), (71, 12)]),
    ("(3ABc d", [(69, 16), (71, 16), (72, 16), (74, 24)]),
    ("(2AB c", [(69, 36), (71, 36), (72, 24)]),
    ("(3:2:2A2B c", [(69, 32), (71, 16), (72, 24)]),
    ("A2-A2 | A-|A", [(69, 96), (69, 48)]),
    ("A-B", [(69, 24), (71, 24)]),
    ("[CEG]2 [CE2]", [(67, 48), (64, 24)]),
    ("z2 x C", [(-1, 48), (-1, 24), (60, 24)]),
    ('"Am"A !trill!B ~c .d uvd T(e f)', [(69, 24), (71, 24), (72, 24), (74, 24), (74, 24), (76, 24), (77, 24)]),
    ("|: A | B :| [1 c :| [2 d |]", [(69, 24), (71, 24), (72, 24), (74, 24)]),
    ("A % a remark ABC\nB \\\nc", [(69, 24), (71, 24), (72, 24)]),
    ("A [L:1/16] A [K:D] F | F", [(69, 24), (69, 12), (66, 12), (66, 12)]),
    ("A\nL:1/16\nK:G\nA F", [(69, 24), (69, 12), (66, 12)]),
])
def test_signs_are_read_as_the_standard_says(body, told):
    assert notes(body) == told


@pytest.mark.parametrize("body, told", [
    ("|: G | AB c2 AB c2 | A4 A4 |", 24), ("AB c2 AB c2 | A4", 0), ("|| G>A | B8 | c8", 48), ("AB c2 AB c2 A2 | c8", 48), ("z G | A8", 48), ("ABc", 0)])
def test_the_upbeat_is_what_stands_before_the_first_bar_line_without_whole_bars(body, told):
    assert abc_notation.read(f"X:1\nM:4/4\nL:1/8\nK:C\n{body}\n").upbeat == told


@pytest.mark.parametrize("told, key", [
    ("G", (7, "major", {"F": 1})), ("Dmix", (2, "mixolydian", {"F": 1})), ("A Dorian", (9, "dorian", {"F": 1})),
    ("Em", (4, "minor", {"F": 1})), ("E Minor", (4, "minor", {"F": 1})), ("Gm % sad", (7, "minor", {"B": -1, "E": -1})),
    ("Bb", (10, "major", {"B": -1, "E": -1})), ("F#m", (6, "minor", {"F": 1, "C": 1, "G": 1})), ("C", (0, "major", {})),
    ("F lydian", (5, "lydian", {})), ("Hp", None), ("none", None), ("D exp ^f", None)])
def test_keys_are_the_circle_of_fifths(told, key):
    assert abc_notation.key(told) == key


def test_without_a_unit_it_follows_from_the_metre():
    assert abc_notation.unit("", (2, 4)) == abc_notation.unit("1/16", (2, 4)) and abc_notation.unit("", (6, 8)) == abc_notation.unit("1/8", (6, 8))
    assert (abc_notation.metre("C"), abc_notation.metre("C|"), abc_notation.metre(" 6/8 % jig"), abc_notation.metre("free")) == ((4, 4), (2, 2), (6, 8), None)


@pytest.mark.parametrize("text", [
    "X:1\nM:6/8\nK:G\nV:1\nGAB", "X:1\nM:6/8\nK:G\nGAB\nM:9/8\nGAB", "X:1\nM:6/8\nK:G\nGAB [M:9/8] c", "X:1\nM:6/8\nK:G\nGAB & c",
    "X:1\nK:G\nGAB", "X:1\nM:6/8\nGAB", "X:1\nM:6/8\nK:G\n", "", "X:1\nM:4/4\nK:C\n(7A/64B/64c/64d/64e/64f/64g/64"])
def test_what_is_no_plain_melody_is_left(text):
    assert abc_notation.read(text) is None


def test_the_header_is_kept():
    tune = abc_notation.read("X:1\nT:The Test\nT:Other name\nZ:One\nZ:Two\nM:6/8\nL:1/8\nK:Ador\nABc\n")
    assert (tune.fields["T"], tune.fields["Z"], tune.tonic, tune.mode, tune.metre) == ("The Test", "One; Two", 9, "dorian", (6, 8))
