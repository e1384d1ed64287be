"""The music room in a real browser: it plays without the server, notes answer to mouse and keys, and its files are whole."""

import re
from pathlib import Path

from playwright.sync_api import expect

from pages.common import links
from pages.common.links import Music
from rnn_core.gallery import audio
from tests.e2e.conftest import idle, visit

LINK = Music(room=links.MUSIC, tune_notes=24, tune_tempo=240, tune_seed=4).link()


def test_it_plays_to_the_end_without_the_server_and_a_cursor_moves_along(base, page):
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: sent.append(1)))
    visit(page, f"{base}/{LINK}")
    said, play = page.locator(".piano-roll .status"), page.locator(".piano-roll .play")
    page.wait_for_timeout(500)
    before = len(sent)
    play.click()
    expect(play).to_contain_text("Stop")
    expect(page.locator('.piano-roll .cursor[visibility="visible"]')).to_have_count(1)
    seen = set()
    while "Stop" in play.inner_text():
        seen.add(said.inner_text())
        page.wait_for_timeout(100)
    assert len(seen) > 5 and len(sent) == before
    expect(said).to_contain_text("Note 24 of 24")
    expect(page.locator('.piano-roll .cursor[visibility="visible"]')).to_have_count(0)


def test_notes_answer_to_clicks_and_arrow_keys_and_playing_can_be_stopped(base, page):
    visit(page, f"{base}/{LINK}")
    said, play = page.locator(".piano-roll .status"), page.locator(".piano-roll .play")
    page.locator(".piano-roll .note.first").click()
    expect(said).to_have_text(re.compile("Note 1 of 24: G4, ½ – chosen by you"))
    page.locator(".piano-roll .systems").press("ArrowRight")
    expect(said).to_contain_text(re.compile("Note 2 of 24: .* drawn with [\\d.]+ %"))
    page.locator(".piano-roll .systems").press(" ")
    expect(play).to_contain_text("Stop")
    play.click()
    expect(play).to_contain_text("Play")


def test_a_step_of_the_drawing_is_marked_in_the_roll_and_comes_with_the_link(base, page):
    visit(page, f"{base}/{LINK}")
    page.locator(".unrolled .rail input").press("ArrowLeft")
    page.wait_for_url(re.compile(r"[?&]at=\d+"), timeout=30_000)
    told = page.locator(".unrolled .status").inner_text()
    step, written = re.match(r"Step (\d+) of .* writes “(.+?) \S+”", told).groups()
    expect(page.locator(".piano-roll .status")).to_contain_text(f"Note {int(step) + 1} of 24: {written},")
    visit(page, page.url)
    expect(page.locator(".piano-roll .status")).to_contain_text(f"Note {int(step) + 1} of 24: {written},")


def test_another_tune_is_drawn_and_in_the_link(base, page):
    visit(page, f"{base}/{LINK}")
    def places():
        return page.locator(".piano-roll .note").evaluate_all("notes => notes.map(n => n.getAttribute('y'))")

    before = places()
    page.get_by_role("button", name="Another tune").click()
    page.wait_for_url(re.compile(r"tune_seed=5(&|$)"), timeout=30_000)
    idle(page)
    assert places() != before


def test_the_files_that_are_downloaded_are_whole(base, page):
    visit(page, f"{base}/{LINK}")
    page.get_by_text("Take the tune home").click()
    found = {}
    for label in ("MIDI (.mid)", "Sound (.wav)"):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        found[label] = Path(download.value.path()).read_bytes()
    assert found["MIDI (.mid)"].startswith(b"MThd") and found["MIDI (.mid)"].endswith(b"\xff\x2f\x00")
    assert found["Sound (.wav)"].startswith(b"RIFF") and len(found["Sound (.wav)"]) > audio.RATE


def test_playing_outlives_a_rerun_and_ends_with_the_room(base, page):
    page.add_init_script("window.tones = 0; const made = AudioContext.prototype.createOscillator;"
                         "AudioContext.prototype.createOscillator = function () { window.tones++; return made.call(this) }")
    visit(page, f"{base}/{Music(room=links.MUSIC, tune_tempo=60).link()}")
    play = page.locator(".piano-roll .play")
    play.click()
    page.get_by_text("Take the tune home").click()
    expect(page.get_by_role("button", name="MIDI (.mid)")).to_be_visible()
    expect(play).to_contain_text("Stop")
    page.locator('.chooser button[data-value="build the wiring"]').click()
    expect(page.locator(".piano-roll")).to_have_count(0)
    page.wait_for_timeout(800)
    before = page.evaluate("window.tones")
    page.wait_for_timeout(2500)
    assert before > 0 and page.evaluate("window.tones") == before


def test_it_plays_from_the_note_that_was_clicked_even_the_last(base, page):
    visit(page, f"{base}/{LINK}")
    said, play, notes = page.locator(".piano-roll .status"), page.locator(".piano-roll .play"), page.locator(".piano-roll .note")
    expect(page.locator(".piano-roll .legend")).to_contain_text("click a note, then Play: it plays from there")
    for k in (-1, 12):
        (notes.last if k < 0 else notes.nth(k)).click()
        first = int(re.match(r"Note (\d+) of 24", said.inner_text()).group(1))
        heard = set()
        play.click()
        while "Stop" in play.inner_text():
            heard.add(int(re.match(r"Note (\d+) of 24", said.inner_text()).group(1)))
            page.wait_for_timeout(20)
        assert min(heard) == first > 1 and max(heard) == 24
    expect(page.locator(".piano-roll .legend")).to_contain_text("click a note")
