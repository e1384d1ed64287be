"""Sentences that say what the pictures show.  No Streamlit here."""

from typing import Any

from pages.common.bars import percent
from pages.common.clues import CALLED_FOR, clue, known_word
from pages.common.links import DELETION, GRADIENT, Playground
from pages.common.theme import NETWORKS
from rnn_core.text.completion import WINDOW, Reading
from rnn_core.text.corpus import has_gap
from rnn_core.text.corpus.facts import HELD_OUT, LANGUAGES

SURE = 0.5  # a probability from which a network is called sure
NO_WORDS = "There are no words yet: type a sentence."
MEASURES = {
    DELETION: "By how many nats log p({answer}) falls when the word is left out and all others stay: log p({answer} | whole sentence) "
              "− log p({answer} | without the word). Below 0: the word spoke against it. For the window net, leaving out a word "
              "it sees also lets another one in.",
    GRADIENT: "‖∂ log p({answer}) / ∂x‖, x the word's vector: how fast the answer changes for a very small push on the word, in nats "
              "per unit of length. A network that is sure of its answer has a small gradient everywhere: small is not the same as forgotten.",
}


def summary(readings: dict[str, Reading]) -> str:
    """“The window net says english (0.31), the RNN …”."""
    return "; ".join(f"{NETWORKS[kind][0]} says *{word}* ({p:.2f})" for kind, reading in readings.items()
                     for word, p in reading.ranked[:1]) + "."


def left_out(readings: dict[str, Reading]) -> str:
    shares = ", ".join(f"{NETWORKS[kind][0]} {percent(reading.outside)}" for kind, reading in readings.items())
    return f"Left out of the bars: the probability that the next word is one they have no name for ({shares})."


def program(state: Playground) -> str:
    return (f"from rnn_core import zoo\nfrom rnn_core.text.corpus import add_filler\n\n"
            f"text = add_filler({state.sentence!r}, words={state.filler}, seed={state.seed})\n"
            f'zoo.load("completion-lstm").read(text).ranked[:5]')


def answer_to_follow(readings: dict[str, Reading], wanted: str = "") -> tuple[str, str]:
    """The answer to follow, and a notice when the wanted one cannot be: what the clue calls for, else the last
    network's most probable word."""
    reading = list(readings.values())[-1]
    word, notice = known_word(wanted, reading)
    if word:
        return word, ""
    found = clue(reading)
    return (CALLED_FOR[found[0]] if found else reading.ranked[0][0]), notice


def leave_out(tokens: tuple[str, ...], places: list[int]) -> str:
    return " ".join(token for k, token in enumerate(tokens) if k not in places)


def rival_answer(after: Reading, first: str, new: str, wanted: str = "") -> tuple[str, str]:
    """The word that the answer is weighed against: the wanted one, what the new clue calls for, or the changed
    sentence's most probable other word."""
    word, notice = known_word(wanted, after)
    if word and word != first:
        return word, ""
    if word:
        notice = f"“{first}” cannot be weighed against itself: write another word."
    called = CALLED_FOR.get(new)
    if called and called != first:
        return called, notice
    return next(word for word, _ in after.ranked if word != first), notice


def log_odds_changes(odds: dict[str, tuple[float, float]], first: str, second: str) -> str:
    """The change in a sentence."""
    changes = ", ".join(f"{NETWORKS[kind][0]} {after - before:+.2f}" for kind, (before, after) in odds.items())
    return f"Change in the log-odds of *{first}* against *{second}*, in nats (a change of 1 multiplies the odds by 2.7): {changes}."


def log_odds_rows(odds: dict[str, tuple[float, float]], first: str, second: str) -> list[dict[str, str]]:
    return [{"Network": NETWORKS[kind][0], f"log-odds {first} : {second}, as it was": f"{before:+.3f}", "changed": f"{after:+.3f}",
             "change, nats": f"{after - before:+.3f}"} for kind, (before, after) in odds.items()]


def most_influential(influence: dict[str, list[float]], tokens: tuple[str, ...]) -> str:
    """Which word matters most to each network."""
    most = {kind: max(range(len(values)), key=lambda k: abs(values[k])) for kind, values in influence.items()}
    named = ", ".join(f"{NETWORKS[kind][0]}: *{tokens[k]}* ({influence[kind][k]:.2g})" for kind, k in most.items())
    return f"Most influential word: {named}."


def influence_rows(influence: dict[str, list[float]], tokens: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"Word": token} | {NETWORKS[kind][0]: f"{values[k]:.3g}" for kind, values in influence.items()}
            for k, token in enumerate(tokens)]


def distance_rows(figures: dict[str, dict[str, Any]], group: str) -> list[dict[str, str]]:
    """The chart as a table."""
    cells = {(kind, row["filler"]): row for kind, found in figures.items() for row in found["accuracy"] if row["group"] == group}
    lengths = sorted({length for _, length in cells})
    return [{"Filler words": str(n)} | {NETWORKS[kind][0]: f"{row['accuracy']:.3f} ({row['low']:.3f}-{row['high']:.3f})"
            for kind in figures for row in [cells[kind, n]]} for n in lengths]


def words_between(tokens: tuple[str, ...], between: int) -> str:
    """“17 words stand between”: everywhere on the page, the words that stand between clue and blank are the distance."""
    if not between:
        return "Nothing stands between"
    punctuation = any(not any(c.isalnum() for c in token) for token in tokens[-between:])  # a comma is read like a word
    return ((f"{between} words" if between > 1 else "One word") + (", marks counted," if punctuation else "")
            + (" stand" if between > 1 else " stands") + " between")


def clue_distance(reading: Reading) -> str:
    """How far the clue is away, and what that means to the window net; empty without a clue."""
    found = clue(reading)
    if found is None:
        return ""
    word, between = found
    view = "within" if between < WINDOW else "out of"
    sentence = (f"{words_between(reading.tokens, between)} the clue *{word}* and the blank: it is {view} view of the window net, "
                f"which sees the last {WINDOW}.")
    if word in HELD_OUT:
        sentence += (f" In training, *{word}* stood only in short facts such as “people in {word} speak "
                     f"{LANGUAGES[word]}”, never with filler in between.")
    return sentence


def held_out_group(reading: Reading) -> tuple[str, str | None]:
    """Which held-out sentences are like this one, "seen" or "held-out" by its country; and the language of that."""
    found = clue(reading)
    language = LANGUAGES.get(found[0]) if found else None
    return ("held-out" if found and found[0] in HELD_OUT else "seen"), language


GROUPS = {"seen": "countries that training showed in long sentences, in frames it did not",
          "held-out": "countries that training showed in short facts only (Germany is one), in frames it did not"}


def accuracy_at_longest(figures: dict[str, dict[str, Any]], group: str) -> str:
    """The chart in a sentence: what is left at the longest distance."""
    last = {kind: max((row for row in found["accuracy"] if row["group"] == group), key=lambda row: row["filler"])
            for kind, found in figures.items()}
    shares = ", ".join(f"{NETWORKS[kind][0]} {row['accuracy']:.3f}" for kind, row in last.items())
    row = next(iter(last.values()))
    return (f"With {row['filler']} filler words, these shares of {row['n']:,} held-out sentences are answered right: {shares} "
            f"(always the most frequent answer: {row['majority']:.3f}).")


def unsure(readings: dict[str, Reading]) -> str:
    """A plain line for a sentence on which the networks can only guess; empty when they have what they need, or nothing to read."""
    reading = next(iter(readings.values()))
    if not reading.tokens:
        return ""
    if clue(reading) is None:
        return ("No country and no coloured thing that the networks were taught stands in this sentence. "
                "They learnt which language belongs to a country and which colour to a thing: here they can only guess.")
    surest = max(reading.ranked[0][1] for reading in readings.values())
    return "" if surest >= SURE else (f"None of the networks is sure of its word: the highest probability is {surest:.2f}. "
                                      "They may not have met a sentence of this kind.")


def dropped_words(reading: Reading) -> str:
    """A notice that the text is too long to be read whole; empty when it is not."""
    if not reading.dropped:
        return ""
    return f"The text is long: its first {reading.dropped:,} words are not read, only the last {len(reading.tokens)}."


def filler_without_place(sentence: str, filler: int) -> str:
    """A notice that filler was asked for and there is no place for it; empty when there is."""
    return "" if not filler or has_gap(sentence) else "No filler was added: write three dots (…) in the sentence where it should go."


def accuracy_rows(figures: dict[str, dict[str, Any]], filler: int) -> tuple[int, list[dict[str, str]]]:
    """Held-out accuracy at the measured distance nearest to this many filler words: (distance, rows of a table)."""
    rows, nearest = [], 0
    for kind, found in figures.items():
        measured = {(row["group"], row["filler"]): row for row in found["accuracy"]}
        nearest = min((n for group, n in measured if group == "seen"), key=lambda n: abs(n - filler))
        cells = {"Network": NETWORKS[kind][0], "Parameters": f"{found['parameters']:,}"}
        for label, key in (("Near clue (colours)", ("near", 0)), ("Far clue, countries met in long sentences", ("seen", nearest)),
                           ("Far clue, countries met in short facts only", ("held-out", nearest))):
            row = measured[key]
            cells[label] = f"{row['accuracy']:.3f} ({row['low']:.3f}-{row['high']:.3f}, n={row['n']})"
        rows.append(cells)
    return nearest, rows
