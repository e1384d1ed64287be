"""What is left of a word, in sentences and rows."""

import numpy as np

from pages.common.bars import percent
from pages.common.theme import NETWORKS
from rnn_core.gradients.carried import Carried
from rnn_core.text.completion import Reading
from rnn_core.text.corpus.facts import COLOURS, LANGUAGES

WRITTEN = 0.05  # from here on a unit is counted as written to


def place(tokens: tuple[str, ...], asked: int) -> tuple[int, str]:
    """The place of the word to follow, counted from 1, and a notice; asked 0: the clue."""
    if 0 < asked <= len(tokens):
        return asked, ""
    clue, notice = place_of_clue(tokens)
    beyond = f"The link follows word {asked}, and this sentence has {len(tokens)}: the page follows “{tokens[clue - 1]}”."
    return clue, beyond if asked else notice


def place_of_clue(tokens: tuple[str, ...]) -> tuple[int, str]:
    """The place, counted from 1, of the last country, else coloured thing; else of the longest word, with a notice."""
    for facts in (LANGUAGES, COLOURS):
        for place in range(len(tokens), 0, -1):
            if tokens[place - 1] in facts:
                return place, ""
    place = 1 + max(range(len(tokens)), key=lambda k: len(tokens[k]))
    return place, f"No country and no coloured thing is here: the page follows “{tokens[place - 1]}”. Move to another word and press “Follow it”."


def answers(readings: dict[str, Reading]) -> dict[str, str]:
    """What each network says next."""
    return {kind: f"{reading.ranked[0][0]} ({percent(reading.ranked[0][1])})" for kind, reading in readings.items()}


def left(run: Carried) -> tuple[float, float]:
    """The share that the gates have let pass to the end, in the middle unit of those written to, and in the best."""
    counted = np.abs(run.written) > WRITTEN
    shares = run.direct[-1][counted] / run.written[counted] if counted.any() else np.zeros(1)
    return float(np.median(shares)), float(shares.max())


def limits(runs: dict[str, Carried], word: str) -> str:
    """What a gate cannot do, with this sentence's own numbers."""
    kind = "lstm" if "lstm" in runs else "gru"
    if kind not in runs:
        return ""
    middle, best = left(runs[kind])
    return ("**What a gate cannot do.** It multiplies by a number from 0 to 1: it can keep a memory or let it fade, but not bring it back or move it "
            f"to another unit. Here the {NETWORKS[kind][0]}'s best unit still has {percent(best)} of what it wrote at *{word}*, the middle one "
            f"{percent(middle)}, and no later gate can raise that.")


def rows(runs: dict[str, Carried], tokens: tuple[str, ...], word: int) -> list[dict[str, str]]:
    """The curves as a table: a row a word, from the one followed on."""
    shares = {kind: (run.share(run.direct), run.share(run.total), run.share(run.total - run.direct)) for kind, run in runs.items()}
    return [{"After": tokens[word - 1 + t]} | {f"{NETWORKS[kind][0]}, {name}": f"{parts[k][t]:.4f}" for kind, parts in shares.items()
                                               for k, name in enumerate(("gates alone", "in all", "the rest"))}
            for t in range(len(tokens) - word + 1)]


def unit_rows(runs: dict[str, Carried], count: int = 5) -> list[dict[str, str]]:
    """The units that carry it, at the last word."""
    return [{"Network": NETWORKS[kind][0], "Unit": str(unit), "Wrote": f"{run.written[unit]:+.3f}", "Left of it": f"{run.direct[-1][unit]:+.3f}",
             "Gate now": f"{run.gate[-1][unit]:.3f}", "Holds": f"{run.state[-1][unit]:+.3f}"}
            for kind, run in runs.items() if run.gate is not None for unit in run.units[:count]]
