"""A melody and what was measured of its network, as sentences and rows.  No Streamlit here."""

from math import log
from typing import Any

from pages.common.links import Music
from pages.common.markdown import escape_markdown
from pages.common.theme import NETWORKS
from pages.views.gallery.music.melody import Composed

CLOCK = ("Not drawn: a clock. With each note the network also reads in which bar, and where in the bar, the next note will begin. "
         "The clock adds up the lengths of the notes so far; the metre is yours, and your first note stands on a bar line.")


def outcome(tune: Composed, most: int, figures: dict[str, Any]) -> str:
    """How the tune came out: its length, how it ended, and its bars, the last one too."""
    end = "It drew “end”, so the tune is over." if tune.ended else f"It was stopped at {most} notes, before it drew “end”."
    return f"**{len(tune.notes)} notes.** {end} {bar_lines(tune, figures)}"


def bar_lines(tune: Composed, figures: dict[str, Any]) -> str:
    if tune.on_bar_lines < 1:
        return f"A note begins at {tune.on_bar_lines:.0%} of the bar lines: some bars do not add up."
    if not tune.last_ticks:
        return "A note begins at every bar line, and the last bar is full: the bars add up."
    last = f"the last bar holds {tune.last_bar[0]} of its {tune.last_bar[1]} quarter notes"
    if not tune.ended:
        return f"A note begins at every bar line; {last}, for there it was stopped."
    ours, real = figures["composed"], figures["real"]
    return (f"A note begins at every bar line, but {last}. That is common: of {ours['melodies']} tunes that it composed {ours['whole_bars']} fill whole "
            f"bars, of {real['melodies']} real ones {real['whole_bars']}.")


def copying(tune: Composed, figures: dict[str, Any]) -> str:
    """The longest common run with the training tunes, beside what is usual."""
    shared, usual = tune.common, figures["real"]
    beside = (f"Real tunes that it was not trained on share {usual['copied_median']:g} notes in a row with some training tune (median of "
              f"{usual['melodies']}), at most {usual['copied_most']}.")
    if shared.length < 2:
        return f"No two notes in a row are those of a training tune. {beside}"
    return (f"**Does it copy?** Its longest run that a training tune has too, pitch for pitch and length for length: **{shared.length} notes** "
            f"(note {shared.start + 1} to {shared.start + shared.length}), in “{escape_markdown(tune.title)}” ({escape_markdown(tune.credit)}). {beside}")


def perplexity_summary(figures: dict[str, Any]) -> str:
    """What perplexity means, on this network's own figures."""
    held, counted = figures["held_out"], figures["counted"]
    n = min(counted, key=lambda n: counted[n])
    return (f"In {held['tunes']} real tunes that training did not show, it was asked for each next note: {held['notes']:,} times. A perplexity of "
            f"**{held['perplexity']:.2f}** means that it was as unsure as if it had to guess among so many notes. The best that counting "
            f"{'notes' if n == '1' else f'{n} notes in a row'} can do is {counted[n]:.2f}, and {figures['counted_in_time']:.2f} if it has the clock too. "
            "The same tune often stands in two of the books; all its versions were kept on one side of the split. With the same tune on both sides "
            f"(a data leak), counting five notes in a row would seem to reach {figures['counted_careless']['5']:.2f} instead of {counted['5']:.2f}.")


def program(state: Music) -> str:
    return (f"""from rnn_core import zoo
from rnn_core.gallery.music import Start
from rnn_core.gallery.tunes import METRES, MODES

model = zoo.load_gallery("music-{state.tune_cell.lower()}")
first = next(k for note, k in model.ids.items() if (note.name, note.length) == ("{state.tune_pitch}", "{state.tune_long}"))
start = Start(first, METRES.index("{state.tune_metre}"), MODES.index("{state.tune_mode}"))
melody = model.compose(start, {state.tune_notes}, temperature={state.tune_temperature}, seed={state.tune_seed})
print(" ".join(str(model.words[k]) for k in melody.ids))""")


def perplexity_rows(figures: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """Perplexity on held-out tunes, the networks and counting alone, worst last."""
    rows = [(held["perplexity"], perplexity_row(NETWORKS[cell][0], f"{held['perplexity']:.2f} ({held['low']:.2f}–{held['high']:.2f})", held["nats"],
                                                f"{held['accuracy']:.1%}")) for cell, held in ((cell, f["held_out"]) for cell, f in figures.items())]
    first = next(iter(figures.values()))
    counting = {f"counting, {n}-gram": perplexity for n, perplexity in first["counted"].items()}
    counting["counting, 3-gram with the clock"] = first["counted_in_time"]
    rows += [(perplexity, perplexity_row(name, f"{perplexity:.2f}", log(perplexity), "–")) for name, perplexity in counting.items()]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def perplexity_row(name: str, perplexity: str, nats: float, right: str) -> dict[str, str]:
    return {"method": name, "perplexity (95 % interval)": perplexity, "−log p, nats a note": f"{nats:.3f}", "top note right": right}


def failure_rows(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What went wrong as rows of a table; how to have it again is for the buttons."""
    return [{key: text for key, text in row.items() if key != "setting"} for row in found]


def comparison_rows(figures: dict[str, Any]) -> list[dict[str, str]]:
    """What 100 composed melodies are like beside as many real ones."""
    made, real, of = figures["composed"], figures["real"], figures["composed"]["melodies"]
    rows = [("all bars add up", f"{made['all_lines']} of {of}", f"{real['all_lines']} of {of}"),
            ("are whole bars long", f"{made['whole_bars']} of {of}", f"{real['whole_bars']} of {of}"),
            ("close on the tonic, C", f"{made['tonic']} of {of}", f"{real['tonic']} of {of}"),
            ("notes in a row that stand in one training tune, median", f"{made['copied_median']:g}", f"{real['copied_median']:g}"),
            ("the same, at most", f"{made['copied_most']}", f"{real['copied_most']}"),
            ("come to an end within 256 notes", f"{made['ended']} of {of}", "all: longer ones were left out")]
    return [{"tunes": what, "composed at temperature 1": a, "real, held out": b} for what, a, b in rows]
