"""What can be counted in a melody: how much of it stands in a training tune, and whether its bars add up.

    copied = longest_run(melody.ids, tunes())       # Common(length=9, start=14, tune=812, at=40)
    tunes().titles[copied.tune]
    upbeat(notes, "6/8")                            # (24, 1.0): an eighth stands before the first bar line; a note begins at all
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rnn_core.gallery.tunes import QUARTER, REST, Note, Tunes


@dataclass(frozen=True)
class Common:
    """A run of notes that a melody and a training tune share, note for note: pitches and lengths."""

    length: int
    start: int  # in the melody
    tune: int  # its number in the book
    at: int  # in this tune


def longest_run(ids: np.ndarray, book: Tunes) -> Common:
    """The longest run of the melody's notes that some training tune has too; the first such."""
    run = np.zeros(len(book.stream) + 1, np.int64)  # run[p]: so many notes before place p are those before the melody's next
    length, start, after, before = 0, 0, 0, np.zeros(0, np.int64)
    for k, note in enumerate(np.asarray(ids)):
        here = book.training_places[note]
        grown = run[here] + 1
        run[before + 1] = 0
        run[here + 1] = grown
        before = here
        if len(here) and grown.max() > length:
            length = int(grown.max())
            start, after = k + 1 - length, int(here[grown.argmax()]) + 1
    if not length:
        return Common(0, 0, 0, 0)
    tune = int(np.searchsorted(book.starts, after - 1, side="right")) - 1
    return Common(length, start, tune, after - length - int(book.starts[tune]))


def bar(metre: str) -> int:
    """The ticks of a bar."""
    return int(4 * QUARTER * Fraction(metre))


def upbeat(notes: list[Note], metre: str) -> tuple[int, float]:
    """The ticks before the first bar line, put where the most bar lines have a note or rest that begins at them; and the
    share of them that have (1 for a melody without a bar line inside)."""
    onsets = np.cumsum([0, *(note.ticks for note in notes)])
    share, before = max((bar_lines_met(notes, metre, int(ticks)), -int(ticks)) for ticks in np.unique(onsets[:-1] % bar(metre)))
    return -before, share


def bar_lines_met(notes: list[Note], metre: str, before: int) -> float:
    """The share of bar lines, the first after `before` ticks, at which a note or rest begins; 1 without one inside."""
    onsets, length = np.cumsum([0, *(note.ticks for note in notes)]), bar(metre)
    lines = np.arange(before or length, onsets[-1], length)
    return float(np.isin(lines, onsets).mean()) if len(lines) else 1.0


def ticks_over(notes: list[Note], metre: str) -> int:
    """The ticks that stand in the last bar, counted from the first note; 0 where whole bars are filled."""
    return sum(note.ticks for note in notes) % bar(metre)


def quarters(ticks: int) -> str:
    """So many ticks in quarter notes, as musicians write it."""
    return Note(REST, ticks).length
