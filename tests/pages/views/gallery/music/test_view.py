"""The music room: a link brings the same melody back, drawn, counted and as files."""

import html
import json

import pytest

from pages.common import links
from pages.common.links import Music
from pages.common.markdown import escape_markdown
from pages.views.gallery.music import compute, text
from rnn_core import zoo
from rnn_core.gallery.melody_statistics import longest_run
from rnn_core.gallery.music import Start
from rnn_core.gallery.tunes import METRES, MODES, tunes
from tests.app import shown, visit

GALLERY = "pages/gallery.py"


def parts(at):
    """The data of the roll and of the unrolled network."""
    found = [json.loads(e.proto.json)[0] for e in at.get("bidi_component")]
    return next(d for d in found if "notes" in d), next(d for d in found if "nets" in d)


def room(**query):
    return visit(GALLERY, room=links.MUSIC, **query)


def composed(cell="gru", pitch="G4", long="½", metre="6/8", mode="major", notes=96, temperature=0.8, seed=0):
    model = zoo.load_gallery(f"music-{cell}")
    first = next(k for note, k in model.ids.items() if (note.name, note.length) == (pitch, long))
    return model, model.compose(Start(first, METRES.index(metre), MODES.index(mode)), notes, temperature=temperature, seed=seed)


@pytest.mark.parametrize("cell", ["RNN", "GRU", "LSTM"])
def test_a_link_brings_the_same_melody_back(cell):
    at = room(tune_cell=cell, tune_pitch="E4", tune_long="1", tune_metre="3/4", tune_mode="minor", tune_notes=30, tune_temperature=0.5, tune_seed=7)
    assert not at.exception and not at.error
    model, melody = composed(cell.lower(), "E4", "1", "3/4", "minor", 30, 0.5, 7)
    drawn, unrolled = parts(at)
    assert [(n[0], n[2]) for n in drawn["notes"]] == [(None if model.words[k].pitch == -1 else model.words[k].pitch, model.words[k].ticks)
                                                     for k in melody.ids]
    assert drawn["notes"][0][5] is None
    assert drawn["notes"][1][5] == pytest.approx(melody.probabilities[0][melody.drawn[1]], abs=1e-4)
    net = unrolled["nets"][0]
    assert net["inputs"][0] == "E4 1, 3/4 minor" and len(net["reads"]) == len(melody.states) and net["reads"].count(True) == 1
    assert sum(edge[4] == "fed back" for edge in net["edges"]) == len(melody.states) - 1


def test_the_copied_notes_are_named_and_underlined():
    at = room(tune_notes=40, tune_seed=3)
    _, melody = composed(notes=40, seed=3)
    found = longest_run(melody.ids, tunes())
    assert f"**{found.length} notes** (note {found.start + 1} to {found.start + found.length})" in shown(at)
    assert escape_markdown(tunes().titles[found.tune]) in shown(at)
    assert parts(at)[0]["shared"] == [found.start, found.start + found.length, tunes().titles[found.tune]]


def test_the_held_out_figures_stand_beside_counting():
    at, told = room(), {cell: zoo.figures(f"music-{cell}") for cell in ("rnn", "gru", "lstm")}
    for cell in told.values():
        assert f"<td>{cell['held_out']['perplexity']:.2f} ({cell['held_out']['low']:.2f}–{cell['held_out']['high']:.2f})</td>" in shown(at)
    for n, perplexity in told["gru"]["counted"].items():
        assert f"<td>counting, {n}-gram</td><td>{perplexity:.2f}</td>" in shown(at)
    assert f"<td>counting, 3-gram with the clock</td><td>{told['gru']['counted_in_time']:.2f}</td>" in shown(at)
    for row in told["gru"]["failures"]:
        assert html.escape(row["Happened"]) in shown(at)


def test_the_bar_lines_are_the_clocks_and_the_page_says_what_the_clock_reads():
    at = room(tune_notes=60, tune_temperature=1.6, tune_seed=4)
    model, melody = composed(notes=60, temperature=1.6, seed=4)
    begins = {sum(model.words[k].ticks for k in melody.ids[:n]) for n in range(len(melody.ids))}
    lines = range(144, sum(model.words[k].ticks for k in melody.ids), 144)
    share = sum(line in begins for line in lines) / len(lines)
    assert parts(at)[0]["upbeat"] == 0 and 0 < share < 1 and f"{share:.0%} of the bar lines" in shown(at)
    assert text.CLOCK in [caption.value for caption in at.caption]


def test_another_tune_is_the_next_seed_and_the_step_goes_to_the_end():
    at = room(tune_seed=5, at=3)
    assert parts(at)[1]["step"] == 3
    at.button("tune_another").click().run()
    assert at.session_state["tune_seed"] == 6 and parts(at)[1]["step"] == 400
    assert [n[0] for n in parts(at)[0]["notes"]] != [n[0] for n in parts(room(tune_seed=5))[0]["notes"]]


def test_after_the_last_seed_comes_the_first():
    at = room(tune_seed=999)
    at.button("tune_another").click().run()
    assert not at.exception and at.session_state["tune_seed"] == 0


def test_the_files_hold_the_melody():
    at = room(tune_notes=20)
    at.session_state["tune_files"] = True
    at.run()
    assert not at.exception and len(at.get("download_button")) == 2
    notes = compute.composed(Music(tune_notes=20)).notes
    assert compute.midi(notes, "6/8", 140)[:4] == b"MThd" and compute.wav(notes, 140)[:4] == b"RIFF"


def test_everything_that_folds_out_works_and_the_program_composes_the_same():
    at = room(tune_notes=24)
    for name in ("tune_comparison", "gallery_shapes", "gallery_code", "gallery_cards", "tune_drawing_table"):
        at.session_state[name] = True
    at.run()
    assert not at.exception
    lines = []
    exec(text.program(Music(tune_notes=24)).replace("print(", "lines.append("), {"lines": lines})
    _, melody = composed(notes=24)
    assert lines == [" ".join(str(tunes().words[k]) for k in melody.ids)]


@pytest.mark.parametrize("query", [
    {"tune_notes": 8}, {"tune_notes": 112, "tune_temperature": 2.0}, {"tune_temperature": 0}, {"tune_tempo": 240, "tune_metre": "9/8"},
    {"tune_pitch": "G5", "tune_long": "2", "tune_mode": "dorian"}])
def test_the_ends_of_every_scale_work(query):
    at = room(**query)
    assert not at.exception and not at.error and not at.warning


@pytest.mark.parametrize("query, told", [
    ({"tune_notes": "1e9"}, "cannot be used"), ({"tune_temperature": "NaN"}, "cannot be used"), ({"tune_pitch": "H4"}, "it must be one of"),
    ({"tune_pitch": "<script>alert(1)</script>"}, "cannot be used"), ({"tune_metre": "5/4"}, "it must be one of"),
    ({"tune_seed": "-1"}, "cannot be used"), ({"tune_cell": ""}, "cannot be used"), ({"tune_long": "אני"}, "cannot be used"),
    ({"tune_tempo": "0"}, "cannot be used"), ({"tune_mode": "😀"}, "cannot be used")])
def test_a_hostile_link_gives_a_tune_and_a_plain_notice(query, told):
    at = room(**query)
    assert not at.exception and any(told in info.value for info in at.info)
    assert parts(at)[0]["notes"] and "<script" not in shown(at)


def test_every_first_note_that_can_be_chosen_is_a_word_of_the_music():
    lengths = Music.__dataclass_fields__["tune_long"].metadata["setting"].options
    known = {(note.name, note.length) for note in tunes().ids}
    assert all((pitch, long) in known for pitch in links.PITCHES for long in lengths)


def test_the_last_bar_is_counted_too():
    """The default tune ends by itself with a note at every bar line, and 120 of the last bar's 144 ticks."""
    at, (model, melody) = room(), composed()
    ticks = sum(model.words[k].ticks for k in melody.ids)
    assert melody.ended and ticks % 144 == 120
    told, made = shown(at), zoo.figures("music-gru")
    assert "but the last bar holds 2½ of its 3 quarter notes" in told and "the bars add up" not in told
    assert f"of {made['composed']['melodies']} tunes that it composed {made['composed']['whole_bars']} fill whole bars" in told
    assert f"of {made['real']['melodies']} real ones {made['real']['whole_bars']}." in told


@pytest.mark.parametrize("cell", ["RNN", "GRU", "LSTM"])
@pytest.mark.slow
def test_a_failure_is_composed_again_at_the_press_of_a_button(cell):
    at = room(tune_cell=cell, at=3)
    for k, row in enumerate(zoo.figures(f"music-{cell.lower()}")["failures"]):
        assert html.escape(row["Happened"]) in shown(at)
        if "setting" not in row:
            continue
        at.button(f"tune_wrong_{k}").click().run()
        s = row["setting"]
        assert not at.exception and {name: at.session_state[f"tune_{name}"] for name in s} == s and at.session_state["tune_cell"] == cell
        _, melody = composed(cell.lower(), s["pitch"], s["long"], s["metre"], s["mode"], s["notes"], s["temperature"], s["seed"])
        drawn, unrolled = parts(at)
        assert [n[2] for n in drawn["notes"]] == [tunes().words[i].ticks for i in melody.ids] and unrolled["step"] == 400
        if "add up" in row["What"]:
            assert row["Happened"].split(" of its")[0].removeprefix("a note begins at ") + " of the bar lines" in shown(at)
        if "last bar" in row["What"]:
            assert row["Happened"].split(";")[0].removeprefix("it holds ") in shown(at)
    assert "heart" not in shown(at)
