"""A composed melody with all that the page shows of it, and the piano roll's data.  No Streamlit here."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from pages.common.theme import NETWORKS
from rnn_core.gallery import audio
from rnn_core.gallery.melody_statistics import Common, bar, bar_lines_met, longest_run, quarters, ticks_over
from rnn_core.gallery.music import MusicModel, Start
from rnn_core.gallery.runs import Run
from rnn_core.gallery.tunes import METRES, MODES, QUARTER, REST, Note, tunes


@dataclass(frozen=True)
class Composed:
    run: Run
    notes: tuple[Note, ...]
    ended: bool  # by itself, not cut at the length asked for
    expected: tuple[float | None, ...]  # the probability that each note was drawn with; none for the first
    common: Common  # the longest run of notes that a training tune has too
    title: str  # of this tune
    credit: str
    upbeat: int  # ticks before the first bar line
    bar: int  # ticks
    on_bar_lines: float  # the share of bar lines at which a note begins
    last_ticks: int  # in the last bar, 0 when it is full

    @property
    def last_bar(self) -> tuple[str, str]:
        """What it holds of how much, in quarter notes."""
        return quarters(self.last_ticks or self.bar), quarters(self.bar)


def compose(model: MusicModel, pitch: str, long: str, metre: str, mode: str, length: int, temperature: float, seed: int) -> Composed:
    book = tunes()
    first = next(k for note, k in model.ids.items() if (note.name, note.length) == (pitch, long))
    melody = model.compose(Start(first, METRES.index(metre), MODES.index(mode)), length, temperature=temperature, seed=seed)
    notes = tuple(note for k in melody.ids if (note := model.words[k]) is not None)
    common, on_bar_lines = longest_run(melody.ids, book), bar_lines_met(list(notes), metre, melody.start.upbeat)
    drawn = [float(p[k]) for p, k in zip(melody.probabilities, melody.drawn[1:], strict=True)]
    return Composed(model.run(melody), notes, melody.ended, (None, *drawn[: len(notes) - 1]), common, book.titles[common.tune],
                    book.credits[common.tune], melody.start.upbeat, bar(metre), on_bar_lines, ticks_over(list(notes), metre))


def drawing(tune: Composed, metre: str, tempo: int, kind: str) -> dict[str, Any]:
    """All that the browser draws and plays; `stamp` changes when anything of it does."""
    starts = [0]
    for note in tune.notes:
        starts.append(starts[-1] + note.ticks)
    shared = tune.common
    found = {
        "colour": NETWORKS[kind][1], "metre": metre, "tempo": tempo, "quarter": QUARTER, "bar": tune.bar, "upbeat": tune.upbeat,
        "shared": [shared.start, shared.start + shared.length, tune.title],
        "notes": [[None if note.pitch == REST else note.pitch, start, note.ticks, note.name, note.length, None if p is None else round(p, 4)]
                  for note, start, p in zip(tune.notes, starts, tune.expected, strict=False)],
        "others": [[], *([[text, round(p, 4)] for text, p in best if text != taken and p is not None and p >= 0.0005][:2]
                         for best, taken in zip(tune.run.outputs, tune.run.written, strict=True))],
        "tone": {"overtones": audio.OVERTONES, "attack": audio.ATTACK, "release": audio.RELEASE, "fade": audio.FADE}}
    return {"stamp": hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16], **found}
