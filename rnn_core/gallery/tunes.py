"""The fiddle tunes that the music models are trained and measured on: rnn_core/gallery/data/music.npz.

    book = tunes()
    book.tokens(0)                  # (T + 1,) ids of one tune's notes, END at its close
    book.words[book.tokens(0)[0]]   # Note(pitch=64, ticks=24)
    book.of("test")                 # the numbers of the tunes that are held out
    book.titles[0], book.credits[0]

All are transposed so that their tonic is C.  A quarter note has 48 ticks; a rest has the pitch REST.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

FILE = Path(__file__).parent / "data" / "music.npz"
QUARTER, REST, END = 48, -1, 0
METRES = ("6/8", "2/2", "2/4", "4/4", "3/4", "9/8")
MODES = ("major", "minor", "mixolydian", "dorian")
PARTS = ("training", "validation", "test")
NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


@dataclass(frozen=True)
class Note:
    """One word of the music: a pitch (MIDI number, 60 is middle C; REST is silence) and how long it lasts."""

    pitch: int
    ticks: int

    @property
    def name(self) -> str:
        """The pitch as musicians write it: C4, F♯5, or rest."""
        return "rest" if self.pitch == REST else f"{NAMES[self.pitch % 12]}{self.pitch // 12 - 1}"

    @property
    def length(self) -> str:
        """How long, in quarter notes: 1, ½, 1½, ⅓ …"""
        whole, rest = divmod(self.ticks, QUARTER)
        part = {0: "", 24: "½", 12: "¼", 36: "¾", 16: "⅓", 32: "⅔", 6: "⅛", 8: "⅙", 18: "⅜", 42: "⅞", 30: "⅝"}.get(rest)
        if part is None:
            return f"{self.ticks / QUARTER:.3g}"
        return f"{whole or ''}{part}"

    def __str__(self) -> str:
        return f"{self.name} {self.length}"


@dataclass(frozen=True)
class Tunes:
    words: tuple[Note | None, ...]  # what an id stands for; END, the first, for none
    stream: np.ndarray  # all tunes' ids after each other, END after each
    starts: np.ndarray  # (tunes + 1,)
    metre: np.ndarray  # (tunes,) place in METRES
    mode: np.ndarray  # (tunes,) place in MODES
    upbeat: np.ndarray  # (tunes,) ticks before the first bar line, as it is printed; 0 when the first note stands on one
    part: np.ndarray  # (tunes,) place in PARTS
    titles: tuple[str, ...]
    credits: tuple[str, ...]  # the collection, and who wrote the tune down for the computer

    def __len__(self) -> int:
        return len(self.starts) - 1

    def tokens(self, k: int) -> np.ndarray:
        """(T + 1,) the ids of tune k, END last."""
        return self.stream[self.starts[k] : self.starts[k + 1]]

    def of(self, part: str) -> np.ndarray:
        """The numbers of the tunes in this part."""
        return np.flatnonzero(self.part == PARTS.index(part))

    @cached_property
    def ids(self) -> dict[Note, int]:
        return {word: k for k, word in enumerate(self.words) if word is not None}

    @cached_property
    def training_places(self) -> list[np.ndarray]:
        """For every id the places of the stream where a training tune has it; none for END."""
        training = np.repeat(self.part == PARTS.index("training"), np.diff(self.starts)) & (self.stream != END)
        places = np.flatnonzero(training)
        order = places[np.argsort(self.stream[places], kind="stable")]
        return np.split(order, np.cumsum(np.bincount(self.stream[places], minlength=len(self.words)))[:-1])


@cache
def tunes(path: Path = FILE) -> Tunes:
    """The tunes as they were built by `python -m rnn_core.train.data music`."""
    with np.load(path, allow_pickle=False) as f:
        words = (None, *(Note(int(p), int(t)) for p, t in f["words"]))
        titles, credits = (bytes(f[name]).decode().split("\n") for name in ("titles", "credits"))
        return Tunes(words, f["stream"].astype(np.int64), np.concatenate([[0], np.cumsum(f["lengths"], dtype=np.int64)]),
                     f["metre"].astype(np.int64), f["mode"].astype(np.int64), f["upbeat"].astype(np.int64), f["part"].astype(np.int64), tuple(titles),
                     tuple(credits[k] for k in f["credit"]))
