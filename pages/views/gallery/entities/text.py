"""What the room of names says and shows, as HTML and sentences; every word of a visitor's escaped.  No Streamlit here."""

from collections.abc import Mapping
from html import escape
from typing import Any

from pages.common.bars import percent
from pages.common.markdown import escape_markdown
from pages.views.gallery.shared.unrolled_data import look
from rnn_core.gallery.entities import TAGS, TYPES, Entity, Reading

COLOURS = {"PER": "225,114,43", "LOC": "59,143,209", "ORG": "126,107,214"}
STYLE = """<style>.un-marks{margin:.35rem 0 .9rem;border-left:4px solid var(--un-net);padding:.1rem 0 .1rem .8rem}
.un-marks h4{font-size:.92rem;font-weight:600;margin:0 0 .15rem;padding:0}.un-marks p{font-size:1.12rem;line-height:2.1;margin:0;overflow-wrap:anywhere}
.un-marks mark{color:inherit;border-radius:5px;padding:.14rem .3rem;margin:0 .12rem}
.un-marks mark small{font-size:.68rem;margin-left:.35rem;opacity:.85;letter-spacing:.02em}
.un-marks mark.un-differs{outline:2px dashed currentColor;outline-offset:1px}</style>"""


APART = ("All sentences are made: a program puts names into wordings. “Wordings written apart” were written by themselves, in other words, for this "
         "test alone; the other new wordings are of one making with those of training, and were parted from them by lot. This column comes "
         "nearest to sentences by other people.")


def name(reading: Reading, e: Entity, text: str) -> str:
    """The entity as it stands in the text."""
    return text[reading.tokens[e.first].start : reading.tokens[e.last].end]


def in_place(text: str, reading: Reading, elsewhere: set[Entity]) -> str:
    """The text with its names marked; those that the other network marks otherwise have a dashed frame."""
    done, parts = 0, []
    for e in reading.entities:
        start, end = reading.tokens[e.first].start, reading.tokens[e.last].end
        differs = "" if e in elsewhere else ' class="un-differs"'
        parts.append(escape(text[done:start]) + f'<mark{differs} style="background:rgba({COLOURS[e.type]},.3)">{escape(text[start:end])}'
                     f"<small>{TYPES[e.type]}</small></mark>")
        done = end
    return "".join(parts) + escape(text[done:])


def sentences(text: str, readings: Mapping[str, Reading]) -> str:
    """The sentence once for each network, one under the other."""
    blocks = []
    for label, reading in readings.items():
        others = [set(other.entities) for key, other in readings.items() if key != label]
        shared = set(reading.entities) if not others else set.intersection(*others)
        colour = look(label)[1]
        blocks.append(f'<div class="un-marks" style="--un-net:{colour}"><h4>{escape(label)}</h4><p>{in_place(text, reading, shared)}</p></div>')
    return STYLE + "".join(blocks)


def differing(first: Reading, second: Reading, labels: tuple[str, str]) -> str:
    """Where the one-way and the two-way network part, in a sentence."""
    if set(first.entities) == set(second.entities):
        return "Both mark the same here." if first.entities else "Neither finds a name here."
    said = []
    for k in range(len(first.tokens)):
        one, two = (at(reading, k) for reading in (first, second))
        if one != two:
            said.append(f"“{escape_markdown(first.tokens[k].text)}” is {one} for the {labels[0]} and {two} for the {labels[1]} network")
    return "They differ: " + "; ".join(said[:4]) + "." + (" And more." if len(said) > 4 else "")


def at(reading: Reading, k: int) -> str:
    """What word k is part of."""
    found = next((TYPES[e.type] for e in reading.entities if e.first <= k <= e.last), None)
    return f"{'an' if found == 'organisation' else 'a'} {found}" if found else "no name"


def rows(text: str, readings: Mapping[str, Reading]) -> list[dict[str, str]]:
    """The marks as a table: name by name, and how probable the first word's tag is."""
    found = [{"network": label, "name": name(reading, e, text), "kind": TYPES[e.type], "probability": percent(float(reading.p[e.first, TAGS.index(f"B-{e.type}")]))}
             for label, reading in readings.items() for e in reading.entities]
    return found or [{"network": "all", "name": "–", "kind": "no name found", "probability": "–"}]


def _share(row: dict[str, Any], key: str) -> str:
    return f"{row[key]:.3f} ({row['low']:.3f}–{row['high']:.3f})"


def skill(figures: Mapping[str, dict[str, Any]]) -> list[dict[str, str]]:
    """F1 on held-out sentences, all networks and the baselines, the best first."""
    groups = list(next(iter(figures.values()))["held_out"])
    main = groups[0]
    listed = sorted(figures.items(), key=lambda item: -item[1]["held_out"][main]["f1"])
    table = [{"": label, main: _share(told["held_out"][main], "f1"), groups[3]: f"{told['held_out'][groups[3]]['f1']:.3f}",
              "in small letters": f"{told['held_out'][groups[4]]['f1']:.3f}",
              "an ambiguous first word": _share(told["first_words"], "accuracy")} for label, told in listed]
    some = listed[0][1]
    return [*table, {"": "looking names up", main: _share(some["lookup"][main], "f1"), groups[3]: "–", "in small letters": "–", "an ambiguous first word": "–"}]


def failures(figures: dict[str, Any]) -> list[dict[str, str]]:
    return [{"sentence": row["text"], "there is": row["there"], "the network says": row["said"]} for row in figures["failures"][:4]]


def called(kind: str) -> str:
    """A kind of network as the page names it."""
    if kind == "words":
        return "no recurrence"
    return f"two-way {kind[2:].upper()}" if kind.startswith("bi") else f"one-way {kind.upper()}"


def skill_said(figures: Mapping[str, dict[str, Any]]) -> str:
    """In words: what the second strand brings, and what the letters alone would."""
    def best(kinds: list[str]) -> str:
        return max(kinds, key=lambda kind: figures[kind]["held_out"][main]["f1"])

    main, _, seen, *_ = next(iter(figures.values()))["held_out"]
    two = best([kind for kind in figures if kind.startswith("bi")])
    one = best([kind for kind in figures if not kind.startswith("bi") and kind != "words"])
    told, other, alone = figures[two], figures[one], figures["words"]
    return (f"On {told['held_out'][main]['sentences']:,} made sentences (a program puts names into wordings; training had neither), the {called(two)} finds names with an F1 of "
            f"**{told['held_out'][main]['f1']:.3f}**, the {called(one)} with {other['held_out'][main]['f1']:.3f}, a network that sees one word at a time "
            f"with {alone['held_out'][main]['f1']:.3f}. Looking names up reaches {told['lookup'][main]['f1']:.3f}, for the names are new, and "
            f"{told['lookup'][seen]['f1']:.3f} with the very names of training, for which the two-way network has {told['held_out'][seen]['f1']:.3f}. Where the first word can be a person or a "
            f"place and only what follows tells, the two-way network is right in {told['first_words']['accuracy']:.3f}, the one-way in "
            f"{other['first_words']['accuracy']:.3f}; a guess is right in half.")
