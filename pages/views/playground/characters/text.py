"""Sentences and tables about the character models.  No Streamlit here."""

from math import log
from typing import Any

from pages.common.links import HELD_OUT, YOURS
from rnn_core.text.characters import CharacterModel
from rnn_core.text.study import Study
from rnn_core.text.units import FOLLOWS, Shown, Tracked

STATE_NAMES = {"rnn": "hidden state h", "gru": "hidden state h", "lstm": "cell state c"}
HOW_READ = "The network reads the page, character by character, and writes nothing. The values behind the colours, in Python:"
HOW_WRITTEN = ("The network reads what was given, character by character, then draws the next one from its own probabilities, "
               "softmax(logits / temperature), reads it, and so on. The same text, in Python:")
HOW_TRACKED = ("Pearson's correlation between the unit's activation and the feature, character by character. For every feature the unit is "
               f"chosen in one held-out text and its correlation measured in another; from ±{FOLLOWS} on it is said to follow. After Karpathy, "
               "Johnson & Fei-Fei (2015), who picked such units by eye.")


def unknown_characters(model: CharacterModel, prompt: str) -> str:
    """A notice for characters outside the alphabet; empty when there are none."""
    found = model.alphabet.unknown(prompt)
    if not found:
        return ""
    listed = ", ".join(f"“{c}”" for c in found[:12]) + (f" and {len(found) - 12} more" if len(found) > 12 else "")
    return f"The network does not know {listed}: they are left out. It knows {len(model.alphabet)} characters."


def uploaded(name: str, characters: int, how_read: str) -> str:
    return f"Learning from the file “{name}”, {characters:,} characters. {how_read}"


def cut_paste(characters: int, longest: int) -> str:
    return (f"You have pasted {characters:,} characters; the first {longest:,} are learnt from, and all of them stay here. To learn from more, "
            "upload the text as a file.")


def too_short(characters: int, shortest: int) -> str:
    return f"There are {characters:,} characters, and a network needs {shortest:,} to learn from: paste a longer text, or upload one."


def held_out_bits(figures: dict[str, Any]) -> str:
    held, counted = figures["held_out"], figures["counted"]
    return (f"On {held['characters']:,} held-out characters it needs **{held['bits']:.3f} bits each** ({held['low']:.3f} to {held['high']:.3f}, "
            f"95 %); counting characters alone {counted['1']:.2f}, five in a row {counted['5']:.2f}. "
            f"{figures['parameters']:,} parameters, hidden size {figures['hidden_size']}.")


def unit_that_follows(model: CharacterModel, feature: str, tracked: Tracked, here: Shown) -> str:
    """How closely the unit follows the feature, in the text where that was measured and in the one shown; plainly when it does not."""
    state = STATE_NAMES[model.cell]
    measured = (f"a correlation of **{tracked.correlation:+.2f}** with it, measured on {tracked.characters:,} held-out characters on which it "
                "was not chosen")
    if not tracked.correlation:
        sentence = (f"**No unit can be said to follow *{feature}*.** It never changes in the {tracked.characters:,} held-out characters, or no "
                    "unit does.")
    elif tracked.follows:
        sentence = f"Unit {tracked.unit} follows *{feature}* most closely of all {model.rnn.hidden_size}: its {state} has {measured}."
    else:
        sentence = (f"**No unit of this network follows *{feature}*.** Unit {tracked.unit} came closest of all {model.rnn.hidden_size} where it was "
                    f"chosen, but its {state} has {measured}; from ±{FOLLOWS} on it would count as following.")
    return f"{sentence} {correlation_here(feature, here)} {colour_key(tracked.unit, state)}"


def correlation_here(feature: str, here: Shown) -> str:
    if here.feature is None:
        sentence = f"The text shown here has nothing to follow: *{feature}* is the same at every character."
    elif abs(here.feature) < FOLLOWS:
        sentence = f"In the text shown here it is {here.feature:+.2f}: it does not follow here."
    else:
        way = "rises" if here.feature > 0 else "falls"
        sentence = f"In the text shown here it is **{here.feature:+.2f}**: the value {way} where *{feature}* rises."
    if abs(here.place) >= max(FOLLOWS, abs(here.feature or 0)):
        sentence += f" What it follows here is how far the text has come ({here.place:+.2f})."
    return sentence


def colour_key(unit: int, state: str) -> str:
    return f"The colour is the value of unit {unit}, its {state} after each character: orange above 0, blue below."


def unit_by_number(model: CharacterModel, unit: int, chosen: bool) -> str:
    return (f"Unit {unit} of {model.rnn.hidden_size}. {colour_key(unit, STATE_NAMES[model.cell])}"
            + ("" if chosen else f" This network has no unit beyond {model.rnn.hidden_size - 1}: its last one is shown."))


def origin(shown: str, given: int, read: bool) -> str:
    """Where the coloured text comes from; `read`: whether some of it stands in what the network learnt from."""
    if shown == HELD_OUT:
        return ("A page of the novels; some of it stands in the text that your network learnt from." if read
                else "A page of the novels that training did not show.")
    return ("Underlined: what was given, not written." if given
            else "Nothing was given that the network knows: it began as at the beginning of a line, and wrote all of this.")


def tracked_rows(tracked: dict[str, Tracked]) -> list[dict[str, str]]:
    return [{"Feature": feature, "Unit": str(t.unit), "Correlation": f"{t.correlation:+.3f}", "Follows it": "yes" if t.follows else "no",
             "Characters": f"{t.characters:,}"} for feature, t in tracked.items()]


def activation_rows(characters: str, values: Any) -> list[dict[str, str]]:
    return [{"Place": str(k + 1), "Character": repr(c)[1:-1], "Activation": f"{v:+.3f}"}
            for k, (c, v) in enumerate(zip(characters, values, strict=True))]


def comparison_rows(figures: dict[str, dict[str, Any]], study: Study | None) -> list[dict[str, str]]:
    """Every writer's held-out bits beside what counting reaches."""
    rows = [{"Network": name, "Parameters": f"{f['parameters']:,}", "Bits per character, held out": f"{f['held_out']['bits']:.3f} "
             f"({f['held_out']['low']:.3f}-{f['held_out']['high']:.3f})", "Counting five in a row": f"{f['counted']['5']:.3f}",
             "Characters": f"{f['held_out']['characters']:,}"} for name, f in figures.items()]
    if study and study.step:
        rows.append({"Network": YOURS, "Parameters": f"{study.model.size:,}", "Bits per character, held out": f"{study.marks[-1].bits:.3f} (another text)",
                     "Counting five in a row": "–", "Characters": f"{len(study.judged):,}"})
    return rows


def network_summary(study: Study) -> str:
    """What a network of one's own is, in a line."""
    s = study.settings
    layers = "" if s.num_layers == 1 else f", {s.num_layers} layers"
    return (f"{s.cell.upper()} of hidden size {s.hidden_size}{layers}, {study.model.size:,} parameters, {len(study.model.alphabet)} characters; "
            f"step {study.step:,} of {s.steps:,}, {study.characters_per_second:,.0f} characters a second.")


def learning_summary(study: Study) -> str:
    """The curve in a sentence."""
    last, first = study.marks[-1], study.marks[0]
    return (f"After {last.step:,} steps it needs {last.bits:.2f} bits a character on {len(study.judged):,} held-out characters; before the first "
            f"step it needed {first.bits:.2f}; counting single characters needs {study.baselines[1]:.2f}, pairs {study.baselines[2]:.2f}.")


def evaluation_rows(study: Study) -> list[dict[str, str]]:
    return [{"Step": f"{m.step:,}", "Bits per character, held out": f"{m.bits:.3f}", "What it writes": m.sample} for m in study.marks]


def progress(study: Study) -> str:
    loss = f", loss {study.losses[-1] / log(2):.2f} bits a character" if study.losses else ""
    left = f", about {study.seconds_left:.0f} s of computing left" if not study.done else ""
    return f"Step {study.step:,} of {study.settings.steps:,}{loss}{left}"
