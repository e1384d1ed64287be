"""The gallery in a real browser: rooms by their pictures, the drawing scrubbed without the server."""

import re

import pytest
from playwright.sync_api import expect

from pages.common import links
from pages.common.links import WiringTask
from tests.e2e.conftest import AT_REST, after, idle, listen, query, says, sent, visit, visiting

TRANSLATE = WiringTask(
    room=links.WIRING, wire_task=3, wire_reads=(0, 1, 2), wire_writes=(3, 4, 5), wire_fed=True).link()


def test_a_room_is_entered_by_its_picture_with_mouse_and_keyboard_and_so_is_a_step(base, page):
    visit(page, f"{base}/{TRANSLATE}")
    said = page.locator(".unrolled .status")
    page.locator(".unrolled .stage").click(position={"x": 30, "y": 60})
    expect(said).to_contain_text("Step 1 of 6")
    page.locator(".unrolled .scene").press("ArrowRight")
    expect(said).to_contain_text("Step 2 of 6")
    pressed = page.locator('.chooser button[aria-pressed="true"]')
    expect(pressed).to_have_text("Build the wiring yourself")
    says(page, at=1)
    idle(page)
    page.locator('.chooser button[data-value="one to one"]').press("Enter")
    expect(pressed).to_have_attribute("data-value", "one to one")
    says(page, room="one to one")
    idle(page)
    page.locator('.chooser button[data-value="build the wiring"]').click()
    expect(pressed).to_have_text("Build the wiring yourself")


def test_the_drawing_is_scrubbed_without_the_server_and_another_room_opens_at_its_own_last_step(base, browser, page):
    visit(page, f"{base}/{TRANSLATE}")
    rail = page.locator(".unrolled .rail input")
    rail.focus()
    listen(page)
    seen = []
    for _ in range(3):
        rail.press("ArrowLeft")
        places = (page.locator(f".unrolled .{part}").evaluate("n => n.style.left") for part in ("now", "veil"))
        seen.append((page.locator(".unrolled .status").inner_text(), *places))
    assert all(len(set(part)) == 3 for part in zip(*seen, strict=True))
    assert seen[-1][0] == "Step 3 of 6: your wiring reads “house” and writes nothing."
    says(page, at=2)
    assert sent(page) and min(sent(page)) >= AT_REST
    with visiting(browser) as other:
        visit(other, page.url)
        expect(other.locator(".unrolled .status")).to_have_text(seen[-1][0])
    idle(page)
    page.locator('.chooser button[data-value="images and series"]').click()
    expect(page.locator(".unrolled .status")).to_contain_text("Step 8 of 8")
    says(page, at=None)
    idle(page)
    assert "at" not in query(page)


def test_attention_is_drawn_for_the_present_word_alone_and_as_strong_as_its_weights(base, page):
    from rnn_core import zoo

    words = "the cat sees the dog .".split()
    run = zoo.load_gallery("translation-attention").run(words)
    for written in (0, 2):
        step = run.topology.write_steps[written]
        state = links.Translation(room=links.TRANSLATION, tongue_text="the cat sees the dog", at=step)
        visit(page, f"{base}/{state.link()}")
        tints = page.locator(".unrolled .tint").evaluate_all("tints => tints.map(t => Number(t.style.opacity))")
        assert tints == pytest.approx([0.55 * round(float(w), 3) for w in run.attention[written]], abs=1e-3)
        edges = page.locator(".unrolled .edge:has(.attention)")
        shown = edges.evaluate_all("edges => edges.map(e => e.style.display !== 'none')")
        assert sum(shown) == len(words) and len(shown) == len(words) * len(run.topology.write_steps)


def test_marking_a_step_is_answered_at_once(base, page):
    visit(page, f"{base}/{WiringTask(room=links.WIRING, wire_task=5).link()}")
    page.locator(".st-key-wire_reads_pills button").first.click()
    idle(page)
    after(page, lambda: page.locator(".st-key-wire_writes_pills button").first.click())
    expect(page.get_by_text("Right: every output can hear")).to_be_visible()
    idle(page)
    assert "wire_reads=0" in page.url and "wire_writes=0" in page.url


def test_the_legend_says_what_the_full_colour_stands_for(base, page):
    """Rectified units go beyond 1; the state of a GRU does not."""
    from rnn_core import zoo
    from rnn_core.gallery import images

    state = links.OneToOne(room=links.ONE_TO_ONE)
    visit(page, f"{base}/{state.link()}")
    most = zoo.load_gallery("digits-feedforward").run(images.part("test")[0][state.digit_number]).states.max()
    assert most > 1.5
    assert page.locator(".unrolled .legend").inner_text() == f"−{most:.3g}+{most:.3g}"
    visit(page, f"{base}/{TRANSLATE}")
    assert page.locator(".unrolled .legend").inner_text() == "−1+1"


@pytest.mark.parametrize("room, name, told", [
    (links.SENTIMENT, "RNN", "RNN"), (links.ENTITIES, "one-way GRU", "one-way"), (links.SEQUENCES, "LSTM", "LSTM"),
    (links.TRANSLATION, "without attention", "without attention")])
def test_the_network_that_is_drawn_is_in_the_link(base, browser, page, room, name, told):
    visit(page, f"{base}/gallery?room={room.replace(' ', '+')}")
    pressed, said = page.locator('.unrolled .nets [aria-pressed="true"]'), page.locator(".unrolled .status")
    page.locator(".unrolled .nets button", has_text=re.compile(f"^{name}$")).click()
    expect(pressed).to_have_text(name)
    says(page, net=told)
    idle(page)
    expect(pressed).to_have_text(name)
    with visiting(browser) as other:
        visit(other, page.url)
        expect(other.locator('.unrolled .nets [aria-pressed="true"]')).to_have_text(name)
        expect(other.locator(".unrolled .status")).to_have_text(said.inner_text())


def test_one_way_stays_one_way_when_the_cell_changes_and_another_room_begins_with_its_first_network(base, page):
    visit(page, f"{base}/{links.Entities(room=links.ENTITIES, net='one-way').link()}")
    pressed = page.locator('.unrolled .nets [aria-pressed="true"]')
    expect(pressed).to_have_text("one-way GRU")
    after(page, lambda: page.locator(".st-key-marks_cell button", has_text="RNN").click())
    expect(pressed).to_have_text("one-way RNN")
    page.locator('.chooser button[data-value="images and series"]').click()
    expect(page.locator(".unrolled .status")).to_contain_text("RNN reads")
    says(page, net=None)


def test_every_units_value_is_within_reach_of_a_keyboard(base, page):
    """What the arrow keys name is what the network keeps, at whatever step is shown."""
    from rnn_core import zoo

    text = "This film is not bad"
    run = zoo.load_gallery("sentiment-gru").run(text)
    visit(page, f"{base}/{links.Sentiment(room=links.SENTIMENT, verdict_text=text).link()}")
    units, label = page.get_by_role("slider", name="Unit of the state"), page.locator(".unrolled .label")
    expect(label).to_contain_text("arrow keys")
    last = len(run.states[-1]) - 1
    for key, unit in (("ArrowRight", 0), ("ArrowRight", 1), ("End", last), ("ArrowLeft", last - 1)):
        units.press(key)
        number, value = re.match(r"unit (\d+): (-?[\d.]+)", label.inner_text()).groups()
        assert int(number) == unit and float(value) == pytest.approx(run.states[-1][unit], abs=0.01)
        assert units.get_attribute("aria-valuetext") == label.inner_text()
        assert units.get_attribute("aria-valuenow") == str(unit)
    units.press("ArrowUp")
    above = int(units.get_attribute("aria-valuenow"))
    assert 0 < above < unit - 1
    page.locator(".unrolled .rail input").press("ArrowLeft")
    assert float(label.inner_text().split(": ")[1]) == pytest.approx(run.states[-2][above], abs=0.01)
