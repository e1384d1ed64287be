"""The gallery in a real browser: rooms by their pictures, the drawing scrubbed without the server."""

import re

import pytest
from playwright.sync_api import expect

from pages.kit import urls
from pages.kit.urls import Wiring
from tests.e2e.conftest import after, heard, idle, visit, visiting

TRANSLATE = Wiring(room=urls.BUILD, wire_task=3, wire_reads=(0, 1, 2), wire_writes=(3, 4, 5), wire_fed=True).link()


def test_a_room_is_entered_by_its_picture_with_mouse_and_keyboard(base, page):
    visit(page, f"{base}/gallery?room=build+the+wiring")
    pressed = page.locator('.chooser button[aria-pressed="true"]')
    expect(pressed).to_have_text("Build the wiring yourself")
    page.locator('.chooser button[data-value="one to one"]').press("Enter")
    expect(pressed).to_have_attribute("data-value", "one to one")
    idle(page)
    assert "room=one" in page.url
    page.locator('.chooser button[data-value="build the wiring"]').click()
    expect(pressed).to_have_text("Build the wiring yourself")


def test_the_drawing_is_scrubbed_without_the_server_and_its_step_comes_to_rest_in_the_link(base, browser, page):
    sent = heard(page)
    visit(page, f"{base}/{TRANSLATE}")
    rail = page.locator(".unrolled .rail input")
    rail.focus()
    page.wait_for_timeout(700)
    before, seen = len(sent), []
    for _ in range(3):
        rail.press("ArrowLeft")
        seen.append((page.locator(".unrolled .said").inner_text(), *(page.locator(f".unrolled .{part}").evaluate("n => n.style.left")
                                                                    for part in ("now", "veil"))))
    assert all(len(set(part)) == 3 for part in zip(*seen, strict=True)) and len(sent) == before
    assert seen[-1][0] == "Step 3 of 6: your wiring reads “house” and writes nothing."
    page.wait_for_url(re.compile(r"[?&]at=2(&|$)"), timeout=30_000)
    with visiting(browser) as other:
        visit(other, page.url)
        expect(other.locator(".unrolled .said")).to_have_text(seen[-1][0])


def test_another_room_opens_at_its_own_last_step(base, page):
    visit(page, f"{base}/{TRANSLATE}")
    page.locator(".unrolled .rail input").press("ArrowLeft")
    page.wait_for_url(re.compile(r"[?&]at=4(&|$)"), timeout=30_000)
    idle(page)
    page.locator('.chooser button[data-value="images and series"]').click()
    expect(page.locator(".unrolled .said")).to_contain_text("Step 8 of 8")
    idle(page)
    assert not re.search(r"[?&]at=", page.url)


def test_attention_is_drawn_for_the_present_word_alone_and_as_strong_as_its_weights(base, page):
    from rnn_core import zoo

    words = "the cat sees the dog .".split()
    run = zoo.load_gallery("translation-attention").run(words)
    for written in (0, 2):
        step = run.topology.write_steps[written]
        visit(page, f"{base}/{urls.Translating(room=urls.TRANSLATION, tongue_text='the cat sees the dog', at=step).link()}")
        tints = page.locator(".unrolled .tint").evaluate_all("tints => tints.map(t => Number(t.style.opacity))")
        assert tints == pytest.approx([0.55 * round(float(w), 3) for w in run.attention[written]], abs=1e-3)
        shown = page.locator(".unrolled .edge:has(.look)").evaluate_all("edges => edges.map(e => e.style.display !== 'none')")
        assert sum(shown) == len(words) and len(shown) == len(words) * len(run.topology.write_steps)


def test_a_click_into_the_drawing_and_the_arrow_keys_move_to_a_step(base, page):
    visit(page, f"{base}/{TRANSLATE}")
    said = page.locator(".unrolled .said")
    page.locator(".unrolled .stage").click(position={"x": 30, "y": 60})
    expect(said).to_contain_text("Step 1 of 6")
    page.locator(".unrolled .scene").press("ArrowRight")
    expect(said).to_contain_text("Step 2 of 6")


def test_marking_a_step_is_answered_at_once(base, page):
    visit(page, f"{base}/{Wiring(room=urls.BUILD, wire_task=5).link()}")
    page.locator(".st-key-wire_reads_pills button").first.click()
    idle(page)
    after(page, lambda: page.locator(".st-key-wire_writes_pills button").first.click())
    expect(page.get_by_text("Right: every output can hear")).to_be_visible()
    idle(page)
    assert "wire_reads=0" in page.url and "wire_writes=0" in page.url


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("room", [urls.ONE, urls.TUNE, urls.VERDICT, urls.NAMES, urls.TRANSLATION, urls.ROWS, urls.BUILD])
def test_on_a_phone_every_room_fits(base, browser, room, theme):
    with visiting(browser, "phone", theme) as page:
        visit(page, f"{base}/gallery?room={room.replace(' ', '+')}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
        expect(page.locator('.chooser button[aria-pressed="true"]')).to_be_in_viewport()


def test_the_legend_says_what_the_full_colour_stands_for(base, page):
    """Rectified units go beyond 1; the state of a GRU does not."""
    from rnn_core import zoo
    from rnn_core.gallery import images

    state = urls.OneToOne(room=urls.ONE)
    visit(page, f"{base}/{state.link()}")
    most = zoo.load_gallery("digits-feedforward").run(images.part("test")[0][state.digit_number]).states.max()
    assert most > 1.5
    assert page.locator(".unrolled .legend").inner_text() == f"−{most:.3g}+{most:.3g}"
    visit(page, f"{base}/{TRANSLATE}")
    assert page.locator(".unrolled .legend").inner_text() == "−1+1"
