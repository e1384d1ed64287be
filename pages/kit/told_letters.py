"""Sentences and tables about the character models.  No Streamlit here."""

from math import log
from typing import Any

from pages.kit.urls import OWN
from rnn_core.characters import CharacterModel
from rnn_core.study import Study
from rnn_core.units import Tracked

KEPT = {"rnn": "hidden state h", "gru": "hidden state h", "lstm": "cell state c"}


def strangers(model: CharacterModel, prompt: str) -> str:
    """A notice for characters outside the alphabet; empty when there are none."""
    found = model.alphabet.unknown(prompt)
    if not found:
        return ""
    named = ", ".join(f"“{c}”" for c in found[:12]) + (f" and {len(found) - 12} more" if len(found) > 12 else "")
    return f"The network does not know {named}: they are left out. It knows {len(model.alphabet)} characters."


def skill(figures: dict[str, Any]) -> str:
    held, counted = figures["held_out"], figures["counted"]
    return (f"On {held['characters']:,} held-out characters it needs **{held['bits']:.3f} bits each** ({held['low']:.3f} to {held['high']:.3f}, "
            f"95 %); counting characters alone {counted['1']:.2f}, five in a row {counted['5']:.2f}. "
            f"{figures['parameters']:,} parameters, hidden size {figures['hidden_size']}.")


def followed(model: CharacterModel, feature: str, tracked: Tracked) -> str:
    return (f"Unit {tracked.unit} follows *{feature}* most closely of all {model.rnn.hidden_size}: its {KEPT[model.cell]} has a correlation of "
            f"**{tracked.correlation:+.2f}** with it, measured on {tracked.characters:,} held-out characters on which it was not chosen.")


def one_unit(model: CharacterModel, unit: int, chosen: bool) -> str:
    return (f"Unit {unit} of {model.rnn.hidden_size}: its {KEPT[model.cell]} after each character."
            + ("" if chosen else f" This network has no unit beyond {model.rnn.hidden_size - 1}: its last one is shown."))


def tracked_rows(tracked: dict[str, Tracked]) -> list[dict[str, str]]:
    return [{"Feature": feature, "Unit": str(t.unit), "Correlation": f"{t.correlation:+.3f}", "Characters": f"{t.characters:,}"}
            for feature, t in tracked.items()]


def activation_rows(characters: str, values: Any) -> list[dict[str, str]]:
    return [{"Place": str(k + 1), "Character": repr(c)[1:-1], "Activation": f"{v:+.3f}"}
            for k, (c, v) in enumerate(zip(characters, values, strict=True))]


def compared_rows(figures: dict[str, dict[str, Any]], study: Study | None) -> list[dict[str, str]]:
    """Every writer's held-out bits beside what counting reaches."""
    rows = [{"Network": name, "Parameters": f"{f['parameters']:,}", "Bits per character, held out": f"{f['held_out']['bits']:.3f} "
             f"({f['held_out']['low']:.3f}-{f['held_out']['high']:.3f})", "Counting five in a row": f"{f['counted']['5']:.3f}",
             "Characters": f"{f['held_out']['characters']:,}"} for name, f in figures.items()]
    if study and study.step:
        rows.append({"Network": OWN, "Parameters": f"{study.model.size:,}", "Bits per character, held out": f"{study.marks[-1].bits:.3f} (another text)",
                     "Counting five in a row": "–", "Characters": f"{len(study.judged):,}"})
    return rows


def about(study: Study) -> str:
    """What a network of one's own is, in a line."""
    s = study.settings
    layers = "" if s.num_layers == 1 else f", {s.num_layers} layers"
    return (f"{s.cell.upper()} of hidden size {s.hidden_size}{layers}, {study.model.size:,} parameters, {len(study.model.alphabet)} characters; "
            f"step {study.step:,} of {s.steps:,}, {study.characters_per_second:,.0f} characters a second.")


def learning(study: Study) -> str:
    """The curve in a sentence."""
    mark, first = study.marks[-1], study.marks[0]
    return (f"After {mark.step:,} steps it needs {mark.bits:.2f} bits a character on {len(study.judged):,} held-out characters; before the first "
            f"step it needed {first.bits:.2f}; counting single characters needs {study.baselines[1]:.2f}, pairs {study.baselines[2]:.2f}.")


def mark_rows(study: Study) -> list[dict[str, str]]:
    return [{"Step": f"{mark.step:,}", "Bits per character, held out": f"{mark.bits:.3f}", "What it writes": mark.sample} for mark in study.marks]


def now(study: Study) -> str:
    loss = f", loss {study.losses[-1] / log(2):.2f} bits a character" if study.losses else ""
    left = f", about {study.seconds_left:.0f} s of computing left" if not study.done else ""
    return f"Step {study.step:,} of {study.settings.steps:,}{loss}{left}"
