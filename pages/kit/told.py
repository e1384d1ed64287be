"""Sentences that say what the pictures show.  No Streamlit here."""

from typing import Any, NamedTuple

from pages.kit.theme import NETWORKS
from rnn_core.completion import WINDOW, Reading
from rnn_core.corpus.facts import COLOURS, HELD_OUT, LANGUAGES
from rnn_core.vocabulary import tokenise


def summary(readings: dict[str, Reading]) -> str:
    """“The window net says english (0.31), the RNN …”."""
    said = [f"{NETWORKS[kind][0]} says *{word}* ({p:.2f})" for kind, reading in readings.items()
            for word, p in reading.ranked[:1]]
    return "; ".join(said) + "."


class Guess(NamedTuple):
    word: str  # empty when there is none that can be looked up
    notice: str


def guessed(text: str, reading: Reading) -> Guess:
    """The visitor's word as the networks would read it."""
    tokens = tokenise(text)
    if not tokens:
        return Guess("", "")
    if reading.place(tokens[0]) is None:
        return Guess("", f"“{tokens[0][:40]}” is not among the {reading.known:,} words the networks know: "
                         "try another one.")
    return Guess(tokens[0], "")


def clue(reading: Reading) -> tuple[str, int] | None:
    """The last country in the sentence, else its last coloured thing; and how many words follow it."""
    for facts in (LANGUAGES, COLOURS):
        for between, token in enumerate(reversed(reading.tokens)):
            if token in facts:
                return token, between
    return None


def distance(reading: Reading) -> str:
    found = clue(reading)
    if found is None:
        return ""
    word, between = found
    view = "within" if between < WINDOW else "out of"
    told = (f"The clue *{word}* lies {between} words before the blank, {view} view of the window net, "
            f"which sees the last {WINDOW}.")
    if word in HELD_OUT:
        told += (f" In training, *{word}* stood only in short facts such as “people in {word} speak "
                 f"{LANGUAGES[word]}”, never with filler in between.")
    return told


def group(reading: Reading) -> tuple[str, str | None]:
    """Which held-out sentences are like this one, "seen" or "held-out" by its country; and the language of that."""
    found = clue(reading)
    language = LANGUAGES.get(found[0]) if found else None
    return ("held-out" if found and found[0] in HELD_OUT else "seen"), language


GROUPS = {"seen": "countries that training showed in long sentences, in frames it did not",
          "held-out": "countries that training showed in short facts only (Germany is one), in frames it did not"}


def remembering(figures: dict[str, dict[str, Any]], group: str) -> str:
    """The chart in a sentence: what is left at the longest distance."""
    last = {kind: max((row for row in told["accuracy"] if row["group"] == group), key=lambda row: row["filler"])
            for kind, told in figures.items()}
    said = ", ".join(f"{NETWORKS[kind][0]} {row['accuracy']:.3f}" for kind, row in last.items())
    row = next(iter(last.values()))
    return (f"With {row['filler']} filler words, these shares of {row['n']:,} held-out sentences are answered right: {said} "
            f"(always the most frequent answer: {row['majority']:.3f}).")


def unknown(reading: Reading) -> str:
    """A plain notice for words outside the vocabulary; empty when there are none."""
    if not reading.unknown:
        return ""
    shown, more = reading.unknown[:8], len(reading.unknown) - 8
    named = ", ".join(f"“{word[:30]}”" for word in shown) + (f" and {more} more" if more > 0 else "")
    verb = "is" if len(reading.unknown) == 1 else "are"
    return (f"{named} {verb} not among the {reading.known:,} words the networks know. "
            "They read a placeholder there, the same for every unknown word.")


def accuracy_rows(figures: dict[str, dict[str, Any]], filler: int) -> tuple[int, list[dict[str, str]]]:
    """Held-out accuracy at the measured distance nearest to this many filler words: (distance, rows of a table)."""
    rows, nearest = [], 0
    for kind, told in figures.items():
        measured = {(row["group"], row["filler"]): row for row in told["accuracy"]}
        nearest = min((n for group, n in measured if group == "seen"), key=lambda n: abs(n - filler))
        cells = {"Network": NETWORKS[kind][0], "Parameters": f"{told['parameters']:,}"}
        for label, key in (("Near clue (colours)", ("near", 0)), ("Far clue, countries met in long sentences", ("seen", nearest)),
                           ("Far clue, countries met in short facts only", ("held-out", nearest))):
            row = measured[key]
            cells[label] = f"{row['accuracy']:.3f} ({row['low']:.3f}-{row['high']:.3f}, n={row['n']})"
        rows.append(cells)
    return nearest, rows
