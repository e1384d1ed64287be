"""What is to be said of a melody: how much of it stands in a training tune, and whether its bars add up.

    copied = longest_run(melody.ids, tunes())       # Common(length=9, start=14, tune=812, at=40)
    tunes().titles[copied.tune]
    steady(notes, "6/8")                            # the share of bar lines at which a note begins
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rnn_core.gallery.tunes import QUARTER, Note, Tunes

Array = np.ndarray


@dataclass(frozen=True)
class Common:
    """A run of notes that a melody and a training tune share, note for note: pitches and lengths."""

    length: int
    start: int  # in the melody
    tune: int  # its number in the book
    at: int  # in this tune


def longest_run(ids: Array, book: Tunes, but: int | None = None) -> Common:
    """The longest run of the melody's notes that some training tune has too; the first such. `but`: a tune left aside."""
    stream, heard = _training(book)
    if but is not None:
        heard = heard & (np.searchsorted(book.starts, np.arange(len(stream)), side="right") - 1 != but)
    run, best = np.zeros(len(stream), np.int16), (0, 0, 0)
    for k, note in enumerate(np.asarray(ids)):
        same = (stream == note) & heard
        run[1:] = np.where(same[1:], run[:-1] + 1, 0)
        run[0] = same[0]
        end = int(run.argmax())
        if run[end] > best[0]:
            best = (int(run[end]), k + 1 - int(run[end]), end)
    length, start, end = best
    tune = int(np.searchsorted(book.starts, end, side="right")) - 1
    return Common(length, start, tune, end + 1 - length - int(book.starts[tune]))


def _training(book: Tunes) -> tuple[Array, Array]:
    """All notes in a narrow type, and which of them belong to training tunes and are no END."""
    of = np.repeat(book.part == 0, np.diff(book.starts))
    return book.stream.astype(np.int16), of & (book.stream != 0)


def bar(metre: str) -> int:
    """The ticks of a bar."""
    return int(4 * QUARTER * Fraction(metre))


def steady(notes: list[Note], metre: str) -> float:
    """The share of bar lines at which a note or rest begins, the first bar line put where it is largest (an upbeat may
    stand before it); 1 for a melody without a bar line inside."""
    onsets, length = np.cumsum([0, *(note.ticks for note in notes)]), bar(metre)
    if onsets[-1] < 2 * length:
        return 1.0
    found = []
    for upbeat in np.unique(onsets[:-1] % length):
        lines = np.arange(upbeat or length, onsets[-1], length)
        found.append(float(np.isin(lines, onsets).mean()))
    return max(found)
