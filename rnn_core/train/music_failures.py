"""What a music model gets wrong: only what the music view can be asked for, so that whoever reads of it can hear it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_core.gallery.melody_statistics import bar, bar_lines_met, quarters, ticks_over
from rnn_core.gallery.music import MusicModel, Start
from rnn_core.gallery.tunes import END, METRES, MODES, Note, Tunes

COMPOSED = 100
PITCHES = ("G3", "A3", "B♭3", "B3", "C4", "D4", "E♭4", "E4", "F4", "G4", "A4", "B♭4", "B4", "C5", "D5", "E5", "F5", "G5")
LENGTHS, MOST, USUAL = ("¼", "½", "¾", "1", "1½", "2"), 112, 0.8  # notes at most, and the room's temperature


@dataclass(frozen=True)
class Tried:
    """A setting of the room, and what comes of it."""

    setting: dict[str, Any]
    notes: list[Note]
    ended: bool

    @property
    def lines(self) -> float:
        """The share of its bar lines at which a note begins."""
        return bar_lines_met(self.notes, self.setting["metre"], 0)

    @property
    def ticks_over(self) -> int:
        """The ticks in its last bar; 0 when that is full."""
        return ticks_over(self.notes, self.setting["metre"])


def tried(model: MusicModel, book: Tunes, temperature: float) -> list[Tried]:
    """COMPOSED melodies by settings of the room: begun as test tunes begin whose first note stands on a bar line, as all do there."""
    found: list[Tried] = []
    for k in np.random.default_rng(1).permutation(book.of("test")):
        note, metre, mode = book.words[book.tokens(int(k))[0]], int(book.metre[k]), int(book.mode[k])
        if note is None or book.upbeat[k] or note.name not in PITCHES or note.length not in LENGTHS or len(found) == COMPOSED:
            continue
        made = model.compose(Start(model.ids[note], metre, mode), MOST, temperature=temperature, seed=len(found))
        setting = {"pitch": note.name, "long": note.length, "metre": METRES[metre], "mode": MODES[mode], "temperature": temperature,
                   "seed": len(found), "notes": MOST}
        found.append(Tried(setting, [model.words[i] for i in made.ids], made.ended))  # type: ignore[misc]  # END is none of ids
    return found


def failures(model: MusicModel, book: Tunes) -> list[dict[str, Any]]:
    """The worst of what was tried, each with its setting, and the held-out note it expected least."""
    usual, flat = tried(model, book, USUAL), tried(model, book, 0.0)
    return [row for row in (_broken(usual), _unfilled(usual), _circling(flat), _surprised(model, book)) if row]


def _row(what: str, one: Tried, happened: str) -> dict[str, Any]:
    s = one.setting
    return {"What": what, "Where": f"from {s['pitch']} {s['long']}, {s['metre']} {s['mode']}, temperature {s['temperature']:g}, seed {s['seed']}",
            "Happened": happened, "setting": s}


def _broken(made: list[Tried]) -> dict[str, Any]:
    worst = min(made, key=lambda one: one.lines)
    return _row("bars that do not add up", worst, f"a note begins at {worst.lines:.0%} of its bar lines; {sum(one.lines < 1 for one in made)} of "
                f"{len(made)} such tunes miss a bar line") if worst.lines < 1 else {}


def _unfilled(made: list[Tried]) -> dict[str, Any]:
    """Of the tunes with a note at every bar line, the one whose last bar is emptiest."""
    ended = [one for one in made if one.ended]
    short = [one for one in ended if one.ticks_over and one.lines == 1]
    if not short:
        return {}
    worst = min(short, key=lambda one: one.ticks_over / bar(one.setting["metre"]))
    return _row("a last bar that is not full", worst, f"it holds {quarters(worst.ticks_over)} of its {quarters(bar(worst.setting['metre']))} quarter notes; of {len(ended)} such tunes that came to an "
                f"end, {sum(one.ticks_over > 0 for one in ended)} leave their last bar unfilled")


def _circling(made: list[Tried]) -> dict[str, Any]:
    rounds = [(circle(one.notes), one) for one in made if not one.ended]
    (notes, times), worst = max(rounds, key=lambda found: found[0][0] * found[0][1], default=((0, 0), made[0]))
    return _row("a tune that goes round in circles", worst, f"always the most probable note, it plays the same {notes} notes {times} times in a row, and has not "
                f"ended after {MOST}") if times > 2 else {}


def circle(notes: list[Note]) -> tuple[int, int]:
    """How many notes come round at the end of these, and how many times in a row; of all ways to see it the longest stretch."""
    best = (0, 0)
    for n in range(1, len(notes) // 2 + 1):
        times = 1
        while notes[-n:] == notes[len(notes) - (times + 1) * n : len(notes) - times * n]:
            times += 1
        if times > 1 and n * times > best[0] * best[1]:
            best = (n, times)
    return best


def _surprised(model: MusicModel, book: Tunes) -> dict[str, str]:
    numbers = book.of("test")
    losses = model.note_losses(book, numbers)
    k = max(range(len(losses)), key=lambda k: float(losses[k].max()))
    place, notes = int(losses[k].argmax()), book.tokens(int(numbers[k]))
    wanted = "the end" if notes[place + 1] == END else str(book.words[notes[place + 1]])
    return {"What": "a real note it thought impossible", "Where": f"“{book.titles[numbers[k]]}”, held out, note {place + 2}",
            "Happened": f"{wanted} comes; it had given it {1e6 * np.exp(-losses[k][place]):.2g} chances in a million"}
