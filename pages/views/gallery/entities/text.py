"""Named entities as HTML, sentences and rows; every word of a visitor's escaped.  No Streamlit here."""

from collections.abc import Mapping
from html import escape
from typing import Any

from pages.common.bars import percent
from pages.common.markdown import escape_markdown
from pages.views.gallery.shared.text import with_interval
from pages.views.gallery.shared.unrolled_data import name_and_colour
from rnn_core.gallery.entities import TAGS, TYPES, Entity, Reading

COLOURS = {"PER": "225,114,43", "LOC": "59,143,209", "ORG": "126,107,214"}
STYLE = """<style>.un-entities{margin:.35rem 0 .9rem;border-left:4px solid var(--un-net);padding:.1rem 0 .1rem .8rem}
.un-entities b{display:block;font-size:.92rem;font-weight:600;margin:0 0 .15rem;padding:0}.un-entities p{font-size:1.12rem;line-height:2.1;margin:0;overflow-wrap:anywhere}
.un-entities mark{color:inherit;border-radius:5px;padding:.14rem .3rem;margin:0 .12rem}
.un-entities mark small{font-size:.68rem;margin-left:.35rem;opacity:.85;letter-spacing:.02em}
.un-entities mark.un-differs{outline:2px dashed currentColor;outline-offset:1px}</style>"""
HELD_OUT_NOTE = ("All sentences are made: a program puts names into wordings. “Wordings written apart” were written by themselves, in other words, "
                 "for this test alone; the other new wordings are of one making with those of training, and were split off at random. This "
                 "column comes nearest to sentences by other people.")
Figures = Mapping[str, dict[str, Any]]  # network → what was measured of it


def entity_text(reading: Reading, e: Entity, text: str) -> str:
    """The entity as it stands in the text."""
    return text[reading.tokens[e.first].start : reading.tokens[e.last].end]


def with_entities(text: str, reading: Reading, agreed: set[Entity]) -> str:
    """The text with its names highlighted; those on which the networks do not agree have a dashed frame."""
    done, parts = 0, []
    for e in reading.entities:
        start, end = reading.tokens[e.first].start, reading.tokens[e.last].end
        differs = "" if e in agreed else ' class="un-differs"'
        parts.append(escape(text[done:start]) + f'<mark{differs} style="background:rgba({COLOURS[e.type]},.3)">{escape(text[start:end])}'
                     f"<small>{TYPES[e.type]}</small></mark>")
        done = end
    return "".join(parts) + escape(text[done:])


def tagged_sentences(text: str, readings: Mapping[str, Reading]) -> str:
    """The sentence once for each network, one under the other."""
    blocks = []
    for label, reading in readings.items():
        others = [set(other.entities) for key, other in readings.items() if key != label]
        shared = set(reading.entities) if not others else set.intersection(*others)
        blocks.append(f'<div class="un-entities" style="--un-net:{name_and_colour(label)[1]}"><b>{escape(label)}</b><p>{with_entities(text, reading, shared)}</p></div>')
    return STYLE + "".join(blocks)


def differences(first: Reading, second: Reading, labels: tuple[str, str]) -> str:
    """Where the one-way and the two-way network differ, in a sentence."""
    if set(first.entities) == set(second.entities):
        return "Both find the same here." if first.entities else "Neither finds a name here."
    found = []
    for k in range(len(first.tokens)):
        one, two = (kind_of_word(reading, k) for reading in (first, second))
        if one != two:
            found.append(f"“{escape_markdown(first.tokens[k].text)}” is {one} for the {labels[0]} and {two} for the {labels[1]} network")
    return "They differ: " + "; ".join(found[:4]) + "." + (" And more." if len(found) > 4 else "")


def kind_of_word(reading: Reading, k: int) -> str:
    """What word k is part of."""
    found = next((TYPES[e.type] for e in reading.entities if e.first <= k <= e.last), None)
    return f"{'an' if found == 'organisation' else 'a'} {found}" if found else "no name"


def entity_rows(text: str, readings: Mapping[str, Reading]) -> list[dict[str, str]]:
    """The entities as a table: name by name, and how probable the first word's tag is."""
    found = [{"network": label, "name": entity_text(reading, e, text), "kind": TYPES[e.type], "probability": percent(float(reading.p[e.first, TAGS.index(f"B-{e.type}")]))}
             for label, reading in readings.items() for e in reading.entities]
    return found or [{"network": "all", "name": "–", "kind": "no name found", "probability": "–"}]


def f1_rows(figures: Figures) -> list[dict[str, str]]:
    """F1 on held-out sentences, all networks and the baselines, the best first."""
    main, _, _, apart, small = next(iter(figures.values()))["held_out"]
    ranked = sorted(figures.items(), key=lambda item: -item[1]["held_out"][main]["f1"])
    rows = [{"method": label, main: with_interval(f["held_out"][main], "f1"), apart: f"{f['held_out'][apart]['f1']:.3f}",
             "in small letters": f"{f['held_out'][small]['f1']:.3f}",
             "an ambiguous first word": with_interval(f["first_words"])} for label, f in ranked]
    lookup = with_interval(ranked[0][1]["lookup"][main], "f1")
    return [*rows, {"method": "looking names up", main: lookup, apart: "–", "in small letters": "–", "an ambiguous first word": "–"}]


def failure_rows(figures: dict[str, Any]) -> list[dict[str, str]]:
    return [{"sentence": row["text"], "there is": row["there"], "the network says": row["said"]} for row in figures["failures"][:4]]


def network_label(kind: str) -> str:
    """A kind of network as the page names it."""
    if kind == "words":
        return "no recurrence"
    return f"two-way {kind[2:].upper()}" if kind.startswith("bi") else f"one-way {kind.upper()}"


def f1_summary(figures: Figures) -> str:
    """In words: what the second direction brings, and what the words by themselves would.  Which cell stands for one way and for
    two is chosen by the validation sentences: chosen by those of the figures, it would look better on them than it is."""
    main, _, seen, *_ = next(iter(figures.values()))["held_out"]
    f1 = {kind: f["held_out"][main]["f1"] for kind, f in figures.items()}
    in_validation = {kind: max(f["search"]["seeds"].values()) for kind, f in figures.items()}
    two = max((kind for kind in f1 if kind.startswith("bi")), key=in_validation.__getitem__)
    one = max((kind for kind in f1 if not kind.startswith("bi") and kind != "words"), key=in_validation.__getitem__)
    best, other = figures[two], figures[one]
    return (f"On {best['held_out'][main]['sentences']:,} made sentences (a program puts names into wordings; training had neither), the "
            f"{network_label(two)} finds names with an F1 of **{f1[two]:.3f}**, the {network_label(one)} with {f1[one]:.3f}, a network that sees "
            f"one word at a time with {f1['words']:.3f}. A list of names scores {best['lookup'][main]['f1']:.3f} on these new names and "
            f"{best['lookup'][seen]['f1']:.3f} on those of training, where the two-way network has {best['held_out'][seen]['f1']:.3f}. Where the "
            f"first word can be a person or a place and only what follows tells, the two-way network is right in "
            f"{best['first_words']['accuracy']:.3f}, the one-way in {other['first_words']['accuracy']:.3f}; a guess "
            "is right in half. Of either kind the cell named is the one that did better on other sentences, for validation.")
