"""The playground in a real browser: what a student, a teacher and a keyboard user do; the scrubber; links."""

import re

import pytest
from playwright.sync_api import expect

from pages.common.links import Playground
from tests.e2e.conftest import AT_REST, after, beats, listen, notices, query, says, sent, shared, told, visit, visiting

GERMANY = "I grew up in Germany … I'm fluent in"
SENTENCE = "she was born in japan … and she speaks"
WATCH = Playground(sentence=SENTENCE, filler=12, look="word by word").link()
BEAT = 450  # ms a step while the scrubber plays (pages/views/playground/words/scrubber.js)


def bars(page):
    """{network: [(word, percent), …]} as it stands on the page."""
    return page.eval_on_selector_all("table.un-top", """tables => Object.fromEntries(tables.map(t => [
        t.caption.innerText.trim(), [...t.querySelectorAll('tbody tr')].map(r => [r.querySelector('th').innerText,
        r.querySelector('.un-p').innerText])]))""")


def type_sentence(page, text):
    box = page.locator(".st-key-sentence input")
    box.fill(text)
    after(page, lambda: box.press("Enter"))


def test_the_germany_sentence_separates_the_networks_and_its_shared_link_brings_the_same_numbers(base, browser, page):
    visit(page, f"{base}/playground")
    type_sentence(page, GERMANY)
    found = bars(page)
    assert list(found) == ["Window net", "RNN", "GRU", "LSTM"]
    assert found["GRU"][0][0] == found["LSTM"][0][0] == "german"
    assert found["Window net"][0][0] != "german"
    assert all(len(rows) == 5 for rows in found.values())
    slider = page.locator(".st-key-filler input[type=range]")
    for _ in range(3):
        after(page, lambda: slider.press("ArrowRight"))
    link = shared(page)
    assert told(link) == Playground(sentence=GERMANY, filler=15).link_query()
    with visiting(browser, "phone", "dark") as other:
        visit(other, link)
        assert bars(other) == bars(page) != found


@pytest.mark.parametrize("bad, count", [
    ("filler=9999&seed=-1&nonsense=1", 3), ("filler=abc&sentence=" + "a" * 3000, 2),
    ("sentence=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", 0), ("sentence=%00%FF&filler=1e9", 1)])
def test_a_hostile_link_gives_a_working_page(base, page, bad, count):
    visit(page, f"{base}/playground?{bad}")
    assert len(bars(page)) == 4
    expect(notices(page)).to_have_count(count)


def test_the_keyboard_alone_reaches_everything(base, page):
    visit(page, f"{base}/playground")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("() => { const e = document.activeElement;"
                                  " return e.getAttribute('aria-label') || e.innerText.trim() || e.type }"))
    wanted = ("Your sentence", "The sky", "Filler words", "Filler seed", "Share", "How often are they right")
    missing = [name for name in wanted if not any(name in str(label) for label in reached)]
    assert not missing, (missing, reached)


def test_a_guess_comes_before_the_answers_and_travels_in_the_link(base, browser, page):
    visit(page, f"{base}/playground?mode=guess+first")
    assert bars(page) == {}
    box = page.locator(".st-key-guess input")
    box.fill("german")
    after(page, lambda: box.press("Enter"))
    assert bars(page)["LSTM"][0][0] == "german" and page.locator(".un-guess").count() == 4
    with visiting(browser) as other:
        visit(other, page.url)
        assert bars(other) == bars(page) and other.locator(".un-guess").count() == 4
    type_sentence(page, "the color of the sky is")  # another sentence asks for another guess
    assert box.input_value() == "" and bars(page) == {}


def picture(page):
    """What the scrubber shows of each network: its first word, and the cursor's place."""
    return page.eval_on_selector_all(".panel", """panels => panels.map(p =>
        [p.querySelector('.tops b').innerText, p.querySelector('.cursor').style.left])""")


def test_the_scrubber_moves_without_the_server_and_its_step_comes_to_rest_in_the_link(base, browser, page):
    visit(page, f"{base}/{WATCH}")
    rail = page.locator(".scrubber input[type=range]")
    rail.focus()
    listen(page)
    seen = []
    for _ in range(6):
        rail.press("ArrowLeft")
        seen.append(picture(page))
    assert len({str(p) for p in seen}) == 6, "every press moves the picture"
    assert len({cursor for (_, cursor), *_ in seen}) == 6, "and its cursors"
    says(page, step=int(rail.get_attribute("max")) - 6)
    assert sent(page) and min(sent(page)) >= AT_REST, "and the server hears of it when the hand has come to rest"
    with visiting(browser) as other:
        visit(other, page.url)
        assert picture(other) == picture(page)
        expect(other.locator(".status")).to_have_text(page.locator(".status").inner_text())


def test_the_scrubber_answers_to_mouse_and_buttons_and_its_states_can_be_read_by_keyboard_alone(base, page):
    visit(page, f"{base}/{WATCH}")
    page.locator(".words button", has_text="japan").click()
    expect(page.locator(".status")).to_contain_text("After “japan”")
    page.get_by_role("button", name="One step on").click()
    expect(page.locator(".status")).not_to_contain_text("After “japan”")
    page.locator(".panel").nth(3).locator(".plot").first.click(position={"x": 2, "y": 8})
    expect(page.locator(".status")).to_contain_text("Before the first word")
    page.get_by_role("button", name="gate f").click()
    assert page.get_by_role("button", name="gate f").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".status")).to_contain_text(re.compile(r"\(([3-9]|1\d) of"))
    page.get_by_role("button", name="Pause").click()
    paused = page.locator(".status").inner_text()
    beats(page, BEAT)
    assert page.locator(".status").inner_text() == paused
    header = page.locator("summary", has_text="The states and gates as a table")
    header.focus()
    header.press("Enter")
    region = page.get_by_role("region", name="Every unit's value")
    region.wait_for()
    before = region.inner_text()
    page.locator(".scrubber input[type=range]").press("ArrowLeft")
    expect(region).not_to_have_text(before, use_inner_text=True)
    assert region.locator("tr").count() > 250 and "LSTM, cell c" in region.inner_text()


def test_the_scrubber_fits_a_finger(base, browser):
    with visiting(browser, "phone", "dark") as page:
        visit(page, f"{base}/{WATCH}")
        page.locator(".words button", has_text="japan").tap()
        expect(page.locator(".status")).to_contain_text("After “japan”")
        canvas = page.locator(".panel canvas").first
        canvas.scroll_into_view_if_needed()
        assert page.locator(".rail").bounding_box()["y"] >= 0, "the rail stays in sight above the panels"
        box = canvas.bounding_box()
        page.touchscreen.tap(box["x"] + box["width"] - 3, box["y"] + 30)
        last = int(page.locator(".scrubber input[type=range]").get_attribute("max"))
        expect(page.locator(".status")).to_contain_text(f"({last} of {last})")


def test_what_was_chosen_in_one_view_is_shared_in_full(base, browser, page):
    visit(page, f"{base}/{Playground(sentence=SENTENCE, look='what mattered').link()}")
    after(page, lambda: page.locator(".st-key-measure").get_by_text("gradient").click())
    after(page, lambda: page.get_by_role("button", name="Pin this").click())
    link = shared(page)
    state = Playground(sentence=SENTENCE, look="what mattered", measure="gradient", pinned=((12, 0, SENTENCE),))
    assert told(link) == state.link_query()
    with visiting(browser) as other:
        visit(other, link)
        assert other.locator(".un-influence").all_inner_texts() == page.locator(".un-influence").all_inner_texts()
        expect(other.get_by_text("Pin 1")).to_be_visible()


def test_words_are_left_out_by_clicking_them(base, page):
    state = Playground(sentence="i live in spain and i speak", filler=0, look="what if", change="without some words")
    visit(page, f"{base}/{state.link()}")
    after(page, lambda: page.get_by_role("button", name="spain", exact=True).click())
    assert query(page)["without"] == "3"
    expect(page.get_by_text("Change in the log-odds of")).to_be_visible()


def test_a_lesson_link_opens_in_place(base, page):
    visit(page, f"{base}/playground")
    page.get_by_text("A lesson in four links").click()
    after(page, lambda: page.get_by_role("link", name="3. Watch it being remembered").click())
    expect(page.locator(".status")).to_contain_text("After “germany”")
