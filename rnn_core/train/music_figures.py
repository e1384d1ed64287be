"""What a music model reaches on tunes held out, beside counting; what it composes, beside real tunes."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from rnn_core.gallery.melody_statistics import longest_run, steady, ticks_over
from rnn_core.gallery.music import Melody, MusicModel, Start, batch, tables_of
from rnn_core.gallery.tunes import METRES, MODES, PARTS, REST, Note, Tunes, tunes
from rnn_core.text.ngrams import ngram_probabilities
from rnn_core.train.evaluation import wilson
from rnn_core.train.music_failures import COMPOSED, failures
from rnn_core.train.recipe import recurrent

ROWS, DROPOUT = 32, 0.3  # of the training
BLOCKS, ORDERS = 20, (1, 2, 3, 5)
LONGEST = 256  # notes at most of a melody that is judged


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
    lines = [steady(one, METRES[m]) for one, m in zip(notes, metres, strict=True)]
    whole = [not ticks_over(one, METRES[m]) for one, m in zip(notes, metres, strict=True)]
    runs = [longest_run(one, book).length for one in ids]
    return {"melodies": len(ids), "bar_lines": round(float(np.mean(lines)), 4), "all_lines": sum(line == 1 for line in lines),
            "whole_bars": sum(whole), "tonic": sum(last(one).pitch % 12 == 0 for one in notes),
            "copied_median": float(np.median(runs)), "copied_most": max(runs)}


def last(notes: list[Any]) -> Note:
    """The last note that sounds."""
    return next((note for note in reversed(notes) if note.pitch != REST), notes[-1])


def figures(name: str, model: MusicModel) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    book = tunes()
    melodies, flat = composed(model, book, 1.0), composed(model, book, 0.0)
    real = np.random.default_rng(1).permutation(book.of("test"))[:COMPOSED]
    ended, ended_flat = ([m for m in made if m.ended] for made in (melodies, flat))
    low, high = wilson(len(ended), COMPOSED)
    return {"name": name, "kind": model.cell, "parameters": model.size, "recurrent": recurrent(model.params), "hidden_size": model.rnn.hidden_size,
            "embedding_dim": model.embedding.embedding_dim, "words": len(model.words), "dropout": DROPOUT,
            "tunes": {part: len(book.of(part)) for part in ("training", "validation", "test")},
            "held_out": held_out(model, book), "counted": counted(book), "counted_in_time": counted_in_time(book),
            "counted_careless": counted(careless(book)),
            "composed": judged([m.ids for m in melodies], [m.start.metre for m in melodies], book)
            | {"ended": len(ended), "ended_low": round(low, 3), "ended_high": round(high, 3), "ended_at_0": len(ended_flat)},
            "real": judged([book.tokens(int(k))[:-1] for k in real], [int(book.metre[k]) for k in real], book),
            "failures": failures(model, book)}
