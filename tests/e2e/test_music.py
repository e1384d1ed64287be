"""The music room in a real browser: it plays without the server, notes answer to mouse and keys, files are whole."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pages.common import links
from pages.common.links import Music
from rnn_core.gallery import audio
from tests.e2e.conftest import beats, idle, listen, note, noted, query, says, sent, visit

NOTES = 24
BEAT = 100  # ms between two orders of sound (pages/views/gallery/music/piano_roll.js)
CLOCK = """() => {
    globalThis.tones = globalThis.later = 0;
    const all = BaseAudioContext.prototype, made = all.createOscillator;
    const time = Object.getOwnPropertyDescriptor(all, "currentTime").get;
    all.createOscillator = function () { globalThis.tones++; return made.call(this); };
    Object.defineProperty(all, "currentTime", { get() { return time.call(this) + globalThis.later; } });
}"""  # counts the tones that are ordered, and can set the clock of the sound on


def tune(tempo):
    return Music(room=links.MUSIC, tune_notes=NOTES, tune_tempo=tempo, tune_seed=4).link()


@pytest.fixture
def roll(base, page):
    visit(page, f"{base}/{tune(240)}")
    return page.locator(".piano-roll")


def number(said):
    return int(re.match(rf"Note (\d+) of {NOTES}", said)[1])


def played(roll):
    """The notes that are named from Play to the end, the one before it first."""
    play, said = roll.locator(".play"), roll.locator(".status")
    note(play)
    note(said)
    play.click()
    expect(play).to_contain_text("Play")  # again: the press itself has made it Stop
    assert any("Stop" in text for text in noted(play))
    return [number(text) for text in noted(said) if text]


def test_it_plays_to_the_end_without_the_server_and_a_cursor_moves_along(page, roll):
    cursor = roll.locator(".cursor").first
    listen(page)
    note(cursor, "visibility")
    note(cursor, "x1")
    named = played(roll)
    assert named == sorted(named) and len(set(named)) > 5 and not sent(page), named
    expect(roll.locator(".status")).to_contain_text(f"Note {NOTES} of {NOTES}")
    assert "visible" in noted(cursor, "visibility") and len(set(noted(cursor, "x1"))) > 3
    expect(roll.locator('.cursor[visibility="visible"]')).to_have_count(0)


def test_it_plays_from_the_note_that_was_clicked_even_the_last(roll):
    expect(roll.locator(".legend")).to_contain_text("click a note, then Play: it plays from there")
    for clicked in (roll.locator(".note").last, roll.locator(".note").nth(16)):
        clicked.click()
        first = number(roll.locator(".status").inner_text())
        named = played(roll)
        assert min(named) == named[0] == first > 1 and named[-1] == NOTES, named
    expect(roll.locator(".legend")).to_contain_text("click a note")


def test_notes_answer_to_clicks_and_arrow_keys_playing_can_be_stopped_and_the_files_are_whole(base, page):
    visit(page, f"{base}/{tune(60)}")  # slow: there is time to stop it
    roll = page.locator(".piano-roll")
    said, play = roll.locator(".status"), roll.locator(".play")
    roll.locator(".note.first").click()
    expect(said).to_have_text(re.compile(f"Note 1 of {NOTES}: G4, ½ – chosen by you"))
    roll.locator(".systems").press("ArrowRight")
    expect(said).to_contain_text(re.compile(f"Note 2 of {NOTES}: .* drawn with [\\d.]+ %"))
    roll.locator(".systems").press(" ")
    expect(play).to_contain_text("Stop")
    play.click()
    expect(play).to_contain_text("Play")
    assert number(said.inner_text()) < NOTES  # stopped, not over
    page.get_by_text("Take the tune home").click()
    found = {}
    for label in ("MIDI (.mid)", "Sound (.wav)"):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        found[label] = Path(download.value.path()).read_bytes()
    assert found["MIDI (.mid)"].startswith(b"MThd") and found["MIDI (.mid)"].endswith(b"\xff\x2f\x00")
    assert found["Sound (.wav)"].startswith(b"RIFF") and len(found["Sound (.wav)"]) > audio.RATE


def test_another_tune_and_a_step_of_the_drawing_are_drawn_in_the_roll_and_come_with_the_link(base, page, roll):
    def places():
        return roll.locator(".note").evaluate_all("notes => notes.map(n => n.getAttribute('y'))")

    before = places()
    page.get_by_role("button", name="Another tune").click()
    says(page, tune_seed=5)
    idle(page)
    assert places() != before
    page.locator(".unrolled .rail input").press("ArrowLeft")
    page.wait_for_url(re.compile(r"[?&]at=\d+"), wait_until="commit")
    told = page.locator(".unrolled .status").inner_text()
    step, written = re.match(r"Step (\d+) of .* writes “(.+?) \S+”", told).groups()
    marked = re.compile(rf"Note {int(step) + 1} of \d+: {re.escape(written)},")
    expect(roll.locator(".status")).to_have_text(marked)
    after_another = places()
    visit(page, page.url)
    expect(roll.locator(".status")).to_have_text(marked)
    assert query(page)["tune_seed"] == "5" and places() == after_another


def test_playing_outlives_a_rerun_and_ends_with_the_room(base, page):
    visit(page, f"{base}/{Music(room=links.MUSIC, tune_tempo=60).link()}")
    page.evaluate(CLOCK)
    play = page.locator(".piano-roll .play")
    play.click()
    page.get_by_text("Take the tune home").click()
    expect(page.get_by_role("button", name="MIDI (.mid)")).to_be_visible()
    expect(play).to_contain_text("Stop")
    before = page.evaluate("() => { later += 5; return tones; }")
    page.wait_for_function("before => tones > before", arg=before)  # the clock of the sound does order tones
    page.locator('.chooser button[data-value="build the wiring"]').click()
    expect(page.locator(".piano-roll")).to_have_count(0)
    before = page.evaluate("() => { later += 5; return tones; }")
    beats(page, BEAT, 3)
    assert page.evaluate("tones") == before > 0
