"""What the music room says, as sentences and rows.  No Streamlit here."""

from math import log
from typing import Any

from pages.common.links import Music
from pages.common.markdown import escape_markdown
from pages.common.theme import NETWORKS
from pages.views.gallery.music.melody import Composed

CELLS = ("rnn", "gru", "lstm")
CLOCK = ("Not drawn: a clock. With each note the network also reads in which bar, and where in the bar, the next note will begin. "
         "The clock adds up the lengths of the notes so far; the metre is yours, and your first note stands on a bar line.")


def outcome(made: Composed, most: int, figures: dict[str, Any]) -> str:
    """How the tune came out: its length, its bars, the last one too, and how it ended."""
    notes = f"**{len(made.notes)} notes.**"
    end = ("It drew “end”, so the tune is over." if made.ended else
           f"It was stopped at {most} notes, before it drew “end”.")
    return f"{notes} {end} {bars(made, figures)}"


def bars(made: Composed, figures: dict[str, Any]) -> str:
    if made.steady < 1:
        return f"A note begins at {made.steady:.0%} of the bar lines: some bars do not add up."
    if not made.spare:
        return "A note begins at every bar line, and the last bar is full: the bars add up."
    last = f"the last bar holds {made.last_bar[0]} of its {made.last_bar[1]} quarter notes"
    if not made.ended:
        return f"A note begins at every bar line; {last}, for there it was stopped."
    ours, real = figures["composed"], figures["real"]
    return (f"A note begins at every bar line, but {last}. That is common: of {ours['melodies']} tunes that it composed {ours['whole_bars']} fill whole "
            f"bars, of {real['melodies']} real ones {real['whole_bars']}.")


def copied(made: Composed, figures: dict[str, Any]) -> str:
    """The longest common run with the training tunes, beside what is usual."""
    shared, usual = made.common, figures["real"]
    beside = (f"Real tunes that it never heard share {usual['copied_median']:g} notes in a row with some training tune (median of "
              f"{usual['melodies']}), at most {usual['copied_most']}.")
    if shared.length < 2:
        return f"No two notes in a row are those of a training tune. {beside}"
    return (f"**Does it copy?** Its longest stretch that a training tune has too, pitch for pitch and length for length: **{shared.length} notes** "
            f"(note {shared.start + 1} to {shared.start + shared.length}), in “{escape_markdown(made.title)}” ({escape_markdown(made.credit)}). {beside}")


def skill_said(told: dict[str, Any]) -> str:
    """What perplexity means, on this network's own figures."""
    held, counted = told["held_out"], told["counted"]
    n = min(counted, key=lambda n: counted[n])
    return (f"In {held['tunes']} real tunes that training did not show, it was asked for each next note: {held['notes']:,} times. A perplexity of "
            f"**{held['perplexity']:.2f}** means that it was as unsure as if it had to guess among so many notes. The best that counting "
            f"{'notes' if n == '1' else f'{n} notes in a row'} can do is {counted[n]:.2f}, and {told['counted_in_time']:.2f} if it has the clock too. The same tune often stands in "
            "two of the books; all its versions were kept on one side. Split carelessly, tune by tune, counting five notes in a row would "
            f"seem to reach {told['counted_careless']['5']:.2f} instead of {counted['5']:.2f}.")


def program(state: Music) -> str:
    return (f"""from rnn_core import zoo
from rnn_core.gallery.music import Start
from rnn_core.gallery.tunes import METRES, MODES

model = zoo.load_gallery("music-{state.tune_cell.lower()}")
first = next(k for note, k in model.ids.items() if (note.name, note.length) == ("{state.tune_pitch}", "{state.tune_long}"))
start = Start(first, METRES.index("{state.tune_metre}"), MODES.index("{state.tune_mode}"))
melody = model.compose(start, {state.tune_notes}, temperature={state.tune_temperature}, seed={state.tune_seed})
print(" ".join(str(model.words[k]) for k in melody.ids))""")


def skill(figures: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """Perplexity on held-out tunes, the networks and counting alone, worst last."""
    rows = []
    for kind, told in figures.items():
        held = told["held_out"]
        rows.append((held["perplexity"], {"": NETWORKS[kind][0], "perplexity (95 % interval)": f"{held['perplexity']:.2f} ({held['low']:.2f}–{held['high']:.2f})",
                     "−log p, nats a note": f"{held['nats']:.3f}", "top note right": f"{held['accuracy']:.1%}"}))
    first = next(iter(figures.values()))
    named = {f"counting, {n}-gram": perplexity for n, perplexity in first["counted"].items()}
    for name, perplexity in (named | {"counting, 3-gram with the clock": first["counted_in_time"]}).items():
        rows.append((perplexity, {"": name, "perplexity (95 % interval)": f"{perplexity:.2f}", "−log p, nats a note": f"{log(perplexity):.3f}",
                     "top note right": "–"}))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def wrong(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What went wrong as rows of a table; how to have it again is for the buttons."""
    return [{key: text for key, text in row.items() if key != "setting"} for row in found]


def manner(figures: dict[str, Any]) -> list[dict[str, str]]:
    """What 100 composed melodies are like beside as many real ones."""
    made, real, of = figures["composed"], figures["real"], figures["composed"]["melodies"]
    rows = [("all bars add up", f"{made['all_lines']} of {of}", f"{real['all_lines']} of {of}"),
            ("are whole bars long", f"{made['whole_bars']} of {of}", f"{real['whole_bars']} of {of}"),
            ("close on the tonic, C", f"{made['tonic']} of {of}", f"{real['tonic']} of {of}"),
            ("notes in a row that stand in one training tune, median", f"{made['copied_median']:g}", f"{real['copied_median']:g}"),
            ("the same, at most", f"{made['copied_most']}", f"{real['copied_most']}"),
            ("come to an end within 256 notes", f"{made['ended']} of {of}", "all: longer ones were left out")]
    return [{"": what, "composed at temperature 1": a, "real, held out": b} for what, a, b in rows]
