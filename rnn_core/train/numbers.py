"""How the translators of numbers are trained: the same pairs for three cells of about as many parameters.

Learning rates and three seeds, all in full, because what leads after a quarter of the steps is too high a rate for the
rest.  For every cell three rates are tried, then half or double the last, as long as the best is the lowest or the highest.
The share of validation numbers without a fault chooses.  The outcome is kept in search-numbers.json.
"""

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

import numpy as np

from rnn_core.gallery import translation_pairs
from rnn_core.gallery.translation import Translator
from rnn_core.gallery.translation_words import LARGEST, number_in_words, tokens
from rnn_core.train import translators
from rnn_core.train.data.numbers import SMALL, THOUSANDS, YEARS
from rnn_core.train.everyday import HALVES, inputs

STEPS, BETTER = 6000, max
SHORT, WIDER = STEPS, 3  # a rate is tried in full, and others as long as the best is the last
RATES, SEEDS = (3e-3, 6e-3, 1.2e-2), (0, 1, 2)
KINDS = {"rnn": 233, "gru": 128, "lstm": 109}  # hidden_size, so that all have about as many parameters


def new(kind: str, seed: int) -> Translator:
    return translators.new("numbers", kind, seed, embedding_dim=32, hidden_size=KINDS[kind])


run = partial(translators.run, "numbers")


FURTHER, VALIDATED = 20_000, 5_000  # numbers in no part that are tested and validated, too, because the best fail so rarely


@cache
def unseen() -> tuple[int, ...]:
    """Numbers below a million drawn at random, none of them in the data: FURTHER, then VALIDATED."""
    known = {n for part in translation_pairs.PARTS for n in translation_pairs.numbers(part)}
    drawn = np.random.default_rng(1).permutation(LARGEST + 1)[: FURTHER + VALIDATED + len(known)]
    return tuple(int(n) for n in drawn if int(n) not in known)[: FURTHER + VALIDATED]


def translated(model: Translator, numbers: Sequence[int]) -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    """What is read, what the model writes, what is right."""
    sources, right = ([tokens(number_in_words(n, language)) for n in numbers] for language in ("en", "fr"))
    return sources, model.translate_all(sources, rows=500), right


def score(model: Translator) -> float:
    """The share without a fault of the validation numbers: those of the data, and VALIDATED more."""
    _, written, right = translated(model, (*translation_pairs.numbers("validation"), *unseen()[FURTHER:]))
    return round(float(np.mean(translators.exact(written, right))), 4)


# --- what a model reaches -----------------------------------------------------------------------------------

BINS = ((4, 5), (6, 7), (8, 9), (10, 11))
SWEEPS = {"0 to 999": SMALL, "years, 1000 to 2100": YEARS, "whole thousands below a million": THOUSANDS}
UNTAUGHT = "all other whole hundreds below a million, in no part"
LEAST = 3  # failures that a card shows
HALF = {"development": "half to develop with", "final": "half for the end"}


def further(model: Translator, most: int = 5) -> dict[str, Any]:
    """Of numbers in no part: the share without a fault, and failures."""
    sources, written, right = translated(model, unseen()[:FURTHER])
    good = translators.exact(written, right)
    return {"right": sum(good), **translators.share(good), "failures": translators.failures(sources, written, right, most)}


def sweeps(model: Translator) -> list[dict[str, Any]]:
    """Whole lists of numbers: how many are without a fault, and how many were trained."""
    parts = {part: set(translation_pairs.numbers(part)) for part in translation_pairs.PARTS}
    others = [n for n in range(0, LARGEST + 1, 100) if not any(n in known for known in parts.values())]
    rows = []
    for what, numbers in {**SWEEPS, UNTAUGHT: others}.items():
        _, written, right = translated(model, numbers)
        rows.append({"what": what, "right": sum(translators.exact(written, right)), "n": len(numbers),
                     "trained": sum(n in parts["training"] for n in numbers)})
    return rows


def everyday(model: Translator, half: str) -> list[dict[str, Any]]:
    """Numbers chosen by hand, by group: how many are without a fault, and how many were trained."""
    lines, trained = inputs("numbers", half), set(translation_pairs.numbers("training"))
    _, written, _ = translated(model, [int(n) for _, n, _ in lines])
    rows: dict[str, dict[str, Any]] = {}
    for (group, n, french), words in zip(lines, written, strict=True):
        row = rows.setdefault(group, {"group": group, "right": 0, "n": 0, "trained": 0})
        row["right"] += words == tokens(french)
        row["n"] += 1
        row["trained"] += int(n) in trained
    return list(rows.values())


def rare(model: Translator, least: int) -> list[dict[str, str]]:
    """The first failures among all numbers that were not trained, in their order."""
    found: list[dict[str, str]] = []
    trained = set(translation_pairs.numbers("training"))
    for start in range(0, LARGEST + 1, FURTHER):
        if len(found) < least:
            found += translators.failures(*translated(model, [n for n in range(start, start + FURTHER) if n not in trained]), least - len(found))
    return found


def figures(name: str, model: Translator) -> dict[str, Any]:
    found = translators.reached("numbers", name, model, BINS) | {
        "further": further(model), "sweeps": sweeps(model), "everyday": {half: everyday(model, half) for half in HALVES}}
    if len(found["failures"]) < LEAST:
        found["failures"] += found["further"]["failures"]
    if len(found["failures"]) < LEAST:
        found["failures"] += [row for row in rare(model, LEAST) if row not in found["failures"]]
    return found


def card(f: dict[str, Any]) -> str:
    more, seeds = f["further"], [score for score in f["search"]["seeds"].values() if score is not None]
    taught = [f"| {row['what']} | {row['right']:,} | {row['n']:,} | {row['trained']:,} |" for row in f["sweeps"]]
    halves = [(row | {"half": half}) for half, rows in f["everyday"].items() for row in rows]
    groups = {group: {row["half"]: row for row in halves if row["group"] == group} for group in dict.fromkeys(row["group"] for row in halves)}
    total = {half: {key: sum(row[key] for row in rows) for key in ("right", "n", "trained")} for half, rows in f["everyday"].items()}
    typed = [f"| {group} | " + " | ".join(f"{row['right']} of {row['n']}" for row in rows.values())
             + f" | {sum(row['trained'] for row in rows.values())} |" for group, rows in (groups | {"all": total}).items()]
    return translators.card(f, what="a number in English words and writes it in French ones", rows=f"{translators.ROWS} numbers", data=(
        f"numbers below a million in words, written by num2words 0.5.14 (LGPL; what it writes are facts): {f['trained_pairs']:,} for "
        "training, 500 for validation, 1,000 for the test; no number is in two parts. Training has what whoever learns to count is taught: all "
        "numbers up to 999, the years from 1000 to 2100, all whole thousands, whole hundreds below 10,000; every thousand once with a small "
        "ending and once with whole hundreds, drawn; and 8,500 numbers drawn by number of digits (4, 5, 6), as validation and test are. None is "
        "read more often than another."),
        chosen=(f"the share without a fault of {500 + VALIDATED:,} validation numbers (the 500, and {VALIDATED:,} more drawn below a million, in no "
                "part, because the best fail so rarely), with the same effort for all three cells, which have about as many parameters"),
        tried="learning rates in full (three, then half or double the last as long as it is the best)", digits=4, longer="number", published=(
            "no published result on these numbers is known to us. A first attempt of this project (GRU, 30 s of one core, 8,000 other numbers) "
            "had .975, a plain RNN .001."),
        more=f"Of {more['n']:,} further numbers below a million, drawn at random and in no part: **{more['right']:,} without a fault**, "
             f"{more['share']:.4f} ({more['low']:.4f}-{more['high']:.4f}). " + (
                 f"Trained {len(seeds)} times, from another seed each time, it had {min(seeds):.4f} to {max(seeds):.4f} of the validation "
                 "numbers." if len(seeds) > 1 else ""),
        last=["## Numbers that people type", "",
              "Read to the last one: lists of numbers, most of them taught.", "",
              "| numbers | without a fault | of | of these trained |", "|---|---|---|---|", *taught, "",
              "Everyday inputs, written one by one by an AI assistant and by no generator, in two halves: one to look at while the networks were developed, one for "
              "the end. Most of them are taught, as they are to people.", "",
              "| everyday inputs | " + " | ".join(HALF[half] for half in f["everyday"]) + " | of these trained |",
              "|---|" + "---|" * len(f["everyday"]) + "---|", *typed, ""],
        limits="It knows whole numbers from 0 to 999,999 in the wording of num2words (“one hundred and one”), and nothing else.")
