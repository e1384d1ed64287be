"""What a music model reaches on tunes held out, beside counting; what it composes, beside real tunes; and what it gets wrong: only
what the music view can be asked for, so that whoever reads of it can hear it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rnn_core.gallery.melody_statistics import bar, bar_lines_met, longest_run, quarters, ticks_over, upbeat
from rnn_core.gallery.music import Melody, MusicModel, Start, batch, tables_of
from rnn_core.gallery.tunes import END, METRES, MODES, PARTS, REST, Note, Tunes, tunes
from rnn_core.text.ngrams import ngram_probabilities
from rnn_core.train.evaluation import wilson
from rnn_core.train.recipe import recurrent

ROWS, DROPOUT = 32, 0.3  # of the training
BLOCKS, ORDERS = 20, (1, 2, 3, 5)
LONGEST = 256  # notes at most of a melody that is judged
COMPOSED = 100
PITCHES = ("G3", "A3", "B♭3", "B3", "C4", "D4", "E♭4", "E4", "F4", "G4", "A4", "B♭4", "B4", "C5", "D5", "E5", "F5", "G5")
LENGTHS, MOST, USUAL = ("¼", "½", "¾", "1", "1½", "2"), 112, 0.8  # notes at most, and the room's temperature


def held_out(model: MusicModel, book: Tunes) -> dict[str, float]:
    """Perplexity of every note after the first, and of the end, in the test tunes; its 95 % interval from BLOCKS groups
    of tunes; and how often the most probable next note is the real one."""
    numbers = np.random.default_rng(0).permutation(book.of("test"))
    losses = model.note_losses(book, numbers)
    each = [float(np.concatenate(losses[k::BLOCKS]).mean()) for k in range(BLOCKS)]
    half = 2.093 * float(np.std(each, ddof=1)) / BLOCKS**0.5  # Student's t, 19 degrees
    nats, middle = np.concatenate(losses), float(np.concatenate(losses).mean())
    right = hits(model, book, numbers)
    low, high = wilson(right, len(nats))
    return {"perplexity": round(float(np.exp(middle)), 3), "low": round(float(np.exp(middle - half)), 3),
            "high": round(float(np.exp(middle + half)), 3), "nats": round(middle, 4), "tunes": len(numbers), "notes": len(nats),
            "accuracy": round(right / len(nats), 4), "accuracy_low": round(low, 4), "accuracy_high": round(high, 4)}


def hits(model: MusicModel, book: Tunes, numbers: np.ndarray) -> int:
    """How many next notes of these tunes are the most probable ones."""
    found = 0
    for k in range(0, len(numbers), 64):
        read = batch(book, numbers[k : k + 64])
        h = model.rnn(model.read(read.ids[:-1], read.metre, read.mode, read.upbeat), lengths=read.lengths)[0]
        found += int(((model.head(h).argmax(-1) == read.ids[1:]) * read.scored).sum())
    return found


def counted(book: Tunes, part: str = "test") -> dict[str, float]:
    """The perplexity that counting alone reaches on the same notes, by how many in a row are counted."""
    (read, _), (tested, scored) = _stream(book, "training"), _stream(book, part)
    size = len(book.words) + len(METRES) + len(MODES)
    return {str(n): round(float(np.exp(-np.log(ngram_probabilities(read, tested, size, n)[scored]).mean())), 3) for n in ORDERS}


def counted_in_time(book: Tunes) -> float:
    """The perplexity of counting three notes in a row at every place of the bar: the baseline that has the clock too.
    Interpolated from the single note over the place, and one and two notes before it (Witten & Bell 1991)."""
    seen: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
    for note, known in _timed(book, "training"):
        for n in range(len(known) + 1):
            seen[known[:n]][note] += 1
    losses = []
    for note, known in _timed(book, "test"):
        p = 1 / len(book.words)
        for n in range(len(known) + 1):
            if found := seen.get(known[:n]):
                p = (found[note] + len(found) * p) / (found.total() + len(found))
        losses.append(-np.log(p))
    return round(float(np.exp(np.mean(losses))), 3)


def _timed(book: Tunes, part: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every note to be predicted, with the place in the bar where it begins (of this metre), the note before it and the one before that."""
    table = tables_of(book.words)
    for k in book.of(part):
        notes = book.tokens(int(k)).tolist()
        places = table.each(np.array(notes)[:-1, None], book.metre[[k]], book.upbeat[[k]])[3, :, 0].tolist()
        for t in range(1, len(notes)):
            yield notes[t], (places[t - 1], *notes[max(t - 2, 0) : t][::-1])


def careless(book: Tunes) -> Tunes:
    """The same tunes split one by one, so that the same tune in another book may stand on the other side: what not to do."""
    place = np.random.default_rng(0).permutation(len(book)) / len(book)
    return replace(book, part=np.where(place < 0.1, PARTS.index("test"), np.where(place < 0.2, PARTS.index("validation"), 0)))


def _stream(book: Tunes, part: str) -> tuple[np.ndarray, np.ndarray]:
    """All tunes of a part after each other, metre and mode as two signs before each; and which of all these are scored."""
    ids, scored = [], []
    for k in book.of(part):
        notes = book.tokens(int(k))
        ids += [len(book.words) + book.metre[k], len(book.words) + len(METRES) + book.mode[k], *notes]
        scored += [False, False, False, *[True] * (len(notes) - 1)]
    return np.array(ids), np.array(scored)


def composed(model: MusicModel, book: Tunes, temperature: float) -> list[Melody]:
    """COMPOSED melodies that begin as test tunes do: with the first note, the metre and the mode of one."""
    numbers = np.random.default_rng(1).permutation(book.of("test"))[:COMPOSED]
    return [model.compose(Start(int(book.tokens(int(k))[0]), int(book.metre[k]), int(book.mode[k]), int(book.upbeat[k])), LONGEST,
                          temperature=temperature, seed=seed) for seed, k in enumerate(numbers)]


def judged(ids: list[np.ndarray], metres: list[int], book: Tunes) -> dict[str, Any]:
    """Of melodies, written or real: bars that add up, endings on the tonic, and the longest run that a training tune has too."""
    notes: list[list[Any]] = [[book.words[k] for k in one] for one in ids]
    lines = [upbeat(one, METRES[m])[1] for one, m in zip(notes, metres, strict=True)]
    whole = [not ticks_over(one, METRES[m]) for one, m in zip(notes, metres, strict=True)]
    runs = [longest_run(one, book).length for one in ids]
    return {"melodies": len(ids), "bar_lines": round(float(np.mean(lines)), 4), "all_lines": sum(line == 1 for line in lines),
            "whole_bars": sum(whole), "tonic": sum(last(one).pitch % 12 == 0 for one in notes),
            "copied_median": float(np.median(runs)), "copied_most": max(runs)}


def last(notes: list[Any]) -> Note:
    """The last note that sounds."""
    return next((note for note in reversed(notes) if note.pitch != REST), notes[-1])


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


def figures(name: str, model: MusicModel) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    book = tunes()
    melodies, flat = composed(model, book, 1.0), composed(model, book, 0.0)
    real = np.random.default_rng(1).permutation(book.of("test"))[:COMPOSED]
    ended, ended_flat = ([m for m in made if m.ended] for made in (melodies, flat))
    low, high = wilson(len(ended), COMPOSED)
    return {"name": name, "kind": model.cell, "parameters": model.size, "recurrent": recurrent(model.params),
            "hidden_size": model.rnn.hidden_size, "embedding_dim": model.embedding.embedding_dim, "words": len(model.words),
            "dropout": DROPOUT, "tunes": {part: len(book.of(part)) for part in ("training", "validation", "test")},
            "held_out": held_out(model, book), "counted": counted(book), "counted_in_time": counted_in_time(book),
            "counted_careless": counted(careless(book)),
            "composed": judged([m.ids for m in melodies], [m.start.metre for m in melodies], book)
            | {"ended": len(ended), "ended_low": round(low, 3), "ended_high": round(high, 3), "ended_at_0": len(ended_flat)},
            "real": judged([book.tokens(int(k))[:-1] for k in real], [int(book.metre[k]) for k in real], book),
            "failures": failures(model, book)}
