"""How the three music models are trained: on the same tunes, at about the same size, tuned with the same effort.

Every learning rate of RATES is tried for an eighth of the steps, one seed is trained in full with the best, and the
perplexity of the validation tunes chooses.  The outcome is kept in search-music.json.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from rnn_core.gallery.music import Batch, MusicModel, batch
from rnn_core.gallery.tunes import Tunes, tunes
from rnn_core.nn.training import Progress
from rnn_core.train import cards, music_figures
from rnn_core.train.music_figures import BLOCKS, COMPOSED, DROPOUT, LONGEST, MOST, ORDERS, ROWS
from rnn_core.train.recipe import RECIPES, stated

STEPS, SHORT, RATES, SEEDS, BETTER = 2000, 250, (4e-3, 8e-3), (0,), min
EMBEDDING = 64
figures = music_figures.figures
CELLS = {"rnn": 424, "gru": 256, "lstm": 221}  # hidden_size, so that all have about as many parameters


def new(cell: str, seed: int) -> MusicModel:
    model = MusicModel(cell, tunes().words, embedding_dim=EMBEDDING, hidden_size=CELLS[cell], dropout=DROPOUT, rng=seed)
    RECIPES["music"].begin(model.rnn, seed)
    return model


def batches(book: Tunes, part: str, seed: int) -> Iterator[Batch]:
    """ROWS tunes of about the same length at a time, in a new order every round; each step has its own dropout."""
    rng, numbers = np.random.default_rng(seed), book.of(part)
    lengths = np.diff(book.starts)[numbers]
    while True:
        order = numbers[np.argsort(lengths * rng.uniform(0.9, 1.1, len(lengths)), kind="stable")]
        chunks = [order[k : k + ROWS] for k in range(0, len(order), ROWS)]
        for k in rng.permutation(len(chunks)):
            yield batch(book, chunks[k], int(rng.integers(1 << 31)))


def run(model: MusicModel, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    return RECIPES["music"].run(model, batches(tunes(), "training", seed), lr=lr, steps=steps)


def score(model: MusicModel) -> float:
    """The perplexity of the validation tunes."""
    return round(model.perplexity(tunes(), tunes().of("validation")), 4)


CLOCK = ("**A clock beside the network**: a note's vector is the sum of its own, of its pitch's, of its length's, and of two that say at "
         "which place of the bar, and in which bar, the next note begins. Nothing but the lengths of the notes read so far, the metre and the "
         "upbeat goes into them; the length of the note to be predicted has no part in it. The upbeat is what is printed before the first bar line. "
         "It belongs to the start, as the metre does, and is 0 on the page, where the first note stands on a bar line.")
SETTINGS_TRIED = (f"Of {COMPOSED} tunes by settings of the page's room (a first note on a bar line, at most {MOST} notes), where each can be heard; and "
               "of the test.")


def card(f: dict[str, Any]) -> str:
    """The card, in Markdown."""
    held, made, real = f["held_out"], f["composed"], f["real"]
    rows = [("notes per melody that stand in one training tune in a row, median", "copied_median"), ("the most of these", "copied_most"),
            ("share of bar lines at which a note begins", "bar_lines"), ("melodies in which all do", "all_lines"),
            ("melodies that fill whole bars", "whole_bars"), ("melodies that close on the tonic", "tonic")]
    return "\n".join([
        f"# {f['name']}", "",
        f"Composes a fiddle tune from its first note, metre and mode, note by note: {cards.WHAT[f['kind']]}, between vectors of "
        f"{f['embedding_dim']} numbers and a linear layer over {f['words']} words (pitch and length of a note, or the end). "
        f"{f['parameters']:,} parameters, hidden size {f['hidden_size']}, stored as float16.", "",
        CLOCK, "",
        cards.rebuild(f, f"{ROWS} tunes"), "", *stated(f),
        f"**Data**: {sum(f['tunes'].values()):,} tunes of Ryan's Mammoth Collection (1883), O'Neill's Music of Ireland (1903) and Aird's "
        "Airs (1778-1801), out of copyright, in the ABC transcriptions that the package music21 carries (BSD; the transcribers are "
        "named in rnn_core/gallery/data/README.md). All are moved so that the tonic is C; repeats are not played twice, of chords the highest "
        f"note is kept. {f['tunes']['training']:,} are for training, {f['tunes']['validation']} for validation, {f['tunes']['test']} for "
        "the test. Tunes that share a fifth of their runs of eight intervals with each other, or their title, are never split: the same "
        "tune stands in several of the books.", "",
        cards.chosen(f, "perplexity of the validation tunes, with the same effort for all three cells (dropout "
                        f"{f['dropout']:g} on inputs and states)", "learning rates for an eighth of the steps", "one seed in full"), "",
        "## Held out", "",
        f"**Perplexity {held['perplexity']:.2f}** (95 % interval {held['low']:.2f}-{held['high']:.2f}, from {BLOCKS} groups of the "
        f"{held['tunes']} test tunes; {held['nats']:.3f} nats a note). The most probable next note is the real one for "
        f"{held['accuracy']:.1%} of {held['notes']:,} (Wilson: {held['accuracy_low']:.1%}-{held['accuracy_high']:.1%}). Counting on the same "
        "tunes, interpolated (Witten & Bell 1991): "
        + ", ".join(f"{p:.2f} by {'single notes' if n == '1' else f'{n} notes in a row'}" for n, p in f["counted"].items()) + ". (Had the tunes "
        "been split one by one, with the same tune from another book on the other side, counting "
        f"{max(ORDERS)} notes in a row would seem to reach {f['counted_careless'][str(max(ORDERS))]:.2f}.) Counting 3 notes in a row at every place of the bar, with the clock: {f['counted_in_time']:.2f}.", "",
        "Published figures on just these tunes are not known to us; models of Irish tunes in ABC (folk-rnn, Sturm et al. 2016) count "
        "other signs and cannot be compared.", "",
        "## What it composes", "",
        f"{made['melodies']} melodies at temperature 1, begun as test tunes begin, beside as many test tunes.", "",
        "| measure | composed | real |", "|---|---|---|",
        *(f"| {label} | {made[key]:g} | {real[key]:g} |" for label, key in rows), "",
        f"{made['ended']} of {made['melodies']} came to an end within {LONGEST} notes ({made['ended_low']:.0%}-{made['ended_high']:.0%}); "
        f"at temperature 0, {made['ended_at_0']}.", "",
        "## What it gets wrong", "", SETTINGS_TRIED, "",
        *(f"- {row['What'].capitalize()} ({row['Where']}): {row['Happened']}." for row in f["failures"]), ""])
