"""The playground's looks in a real browser: the scrubber, what the link holds, a live training."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from pages.common.links import CharacterTraining, Playground
from tests.e2e.conftest import after, heard, idle, visit, visiting

SENTENCE = "she was born in japan … and she speaks"
WATCH = Playground(sentence=SENTENCE, filler=12, look="word by word").link()


def picture(page):
    """What the scrubber shows of each network: its first word, and the cursor's place."""
    return page.eval_on_selector_all(".panel", """panels => panels.map(p =>
        [p.querySelector('.tops b').innerText, p.querySelector('.cursor').style.left])""")


def query(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()}


def told(link):
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query, keep_blank_values=True).items()}


def shared(page):
    page.get_by_role("button", name="Share").click()
    link = page.locator('[data-testid="stPopoverBody"] code').inner_text().strip()
    page.keyboard.press("Escape")
    return link


def test_the_scrubber_moves_without_the_server_and_its_step_comes_to_rest_in_the_link(base, browser, page):
    sent = heard(page)
    visit(page, f"{base}/{WATCH}")
    rail = page.locator(".scrubber input[type=range]")
    rail.focus()
    page.wait_for_timeout(700)
    before = len(sent)
    seen = []
    for _ in range(6):
        rail.press("ArrowLeft")
        seen.append(picture(page))
    assert len({str(p) for p in seen}) == 6, "every press moves the picture"
    assert len(sent) == before, "and the server hears nothing"
    last = int(rail.get_attribute("max"))
    page.wait_for_url(f"**step={last - 6}**", timeout=30_000)
    with visiting(browser) as other:
        visit(other, page.url)
        assert picture(other) == picture(page)
        expect(other.locator(".status")).to_have_text(page.locator(".status").inner_text())


def test_the_scrubber_answers_to_mouse_and_buttons(base, page):
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
    expect(page.locator(".status")).to_contain_text(re.compile(r"\(([3-9]|1\d) of"), timeout=30_000)
    page.get_by_role("button", name="Pause").click()
    paused = page.locator(".status").inner_text()
    page.wait_for_timeout(1200)
    assert page.locator(".status").inner_text() == paused


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


def test_what_was_chosen_in_one_look_is_shared_in_full(base, browser, page):
    visit(page, f"{base}/{Playground(sentence=SENTENCE, look='what mattered').link()}")
    after(page, lambda: page.locator(".st-key-measure").get_by_text("gradient").click())
    after(page, lambda: page.get_by_role("button", name="Pin this").click())
    link = shared(page)
    assert told(link) == Playground(sentence=SENTENCE, look="what mattered", measure="gradient", pinned=((12, 0, SENTENCE),)).query()
    with visiting(browser) as other:
        visit(other, link)
        assert other.locator(".un-influence").all_inner_texts() == page.locator(".un-influence").all_inner_texts()
        expect(other.get_by_text("Pin 1")).to_be_visible()


def test_words_are_left_out_by_clicking_them(base, page):
    visit(page, f"{base}/{Playground(sentence='i live in spain and i speak', filler=0, look='what if', change='without some words').link()}")
    after(page, lambda: page.get_by_role("button", name="spain", exact=True).click())
    assert query(page)["without"] == "3"
    expect(page.get_by_text("Change in the log-odds of")).to_be_visible()


def test_a_lesson_link_opens_in_place(base, page):
    visit(page, f"{base}/playground")
    page.get_by_text("A lesson in four links").click()
    after(page, lambda: page.get_by_role("link", name="3. Watch it being remembered").click())
    expect(page.locator(".status")).to_contain_text("After “germany”")


def test_a_training_can_be_watched_and_stopped_and_its_link_repeats_it(base, browser, page):
    visit(page, f"{base}/{CharacterTraining(reads='characters', task='train your own', own_text='facts', own_size=24, own_steps=10000).link()}")
    page.get_by_role("button", name="Train", exact=True).click()
    stop = page.get_by_role("button", name="Stop")
    stop.wait_for(timeout=30_000)
    page.wait_for_selector(".js-plotly-plot .scatterlayer .trace", state="attached", timeout=30_000)
    steps = [page.locator('[data-testid="stProgress"]').inner_text()]
    page.wait_for_function("was => document.querySelector('[data-testid=stProgress]').innerText !== was", arg=steps[0], timeout=30_000)
    stop.click()
    page.get_by_role("button", name="Go on").wait_for(timeout=30_000)
    idle(page)
    said = page.get_by_text("held-out characters; before the first step").inner_text()
    done = int(query(page)["own_steps"])
    assert 0 < done < 10000
    link = shared(page)
    assert told(link)["own_steps"] == str(done)
    if done < 4000:
        with visiting(browser) as other:
            visit(other, link)
            other.get_by_role("button", name="Train", exact=True).click()
            other.get_by_text("held-out characters; before the first step").wait_for(timeout=60_000)
            idle(other)
            if done % 100 == 0:
                assert other.get_by_text("held-out characters; before the first step").inner_text() == said
            assert f"step {done:,} of {done:,}" in other.get_by_text("characters; step").inner_text()


def written(page):
    return page.locator(".un-tinted").inner_text()


def trained(page):
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_role("button", name="Let it write").wait_for(timeout=60_000)
    idle(page)
    after(page, page.get_by_role("button", name="Let it write").click)


def test_the_link_of_a_text_by_ones_own_network_brings_somebody_else_to_the_same_text(base, browser, page):
    """The link that the first visitor came by names another writer: the network that was just trained writes all the same."""
    visit(page, f"{base}/{CharacterTraining(reads='characters', task='train your own', writer='LSTM', own_text='facts', own_size=16, own_steps=60, own_window=16, prompt='tom ').link()}")
    trained(page)
    assert query(page)["writer"] == "yours"
    link = shared(page)
    with visiting(browser) as other:
        visit(other, link)
        expect(other.get_by_text("There is no network of yours yet")).to_contain_text("GRU of hidden size 16, 60 steps")
        after(other, other.get_by_role("button", name="Train your own").click)
        trained(other)
        assert written(other) == written(page) and shared(other) == link


def test_the_states_can_be_read_by_keyboard_alone(base, page):
    visit(page, f"{base}/{WATCH}")
    header = page.locator("summary", has_text="The states and gates as a table")
    header.focus()
    header.press("Enter")
    region = page.get_by_role("region", name="Every unit's value")
    region.wait_for()
    before = region.inner_text()
    page.locator(".scrubber input[type=range]").press("ArrowLeft")
    expect(region).not_to_have_text(before, use_inner_text=True)
    assert region.locator("tr").count() > 250 and "LSTM, cell c" in region.inner_text()


@pytest.mark.parametrize("name, size, said", [
    ("huge.txt", 50_000_000, "must be 5"), ("really-a.txt", 0, "This is a PDF")])
def test_a_file_that_cannot_be_used_is_told(base, page, name, size, said, tmp_path):
    (tmp_path / name).write_bytes(b"a" * size or b"%PDF-1.7 \xe2\xe3")
    visit(page, f"{base}/{CharacterTraining(reads='characters', task='train your own', own_text='my own text').link()}")
    page.locator('input[type="file"]').set_input_files(tmp_path / name)
    expect(page.get_by_text(said)).to_be_visible(timeout=30_000)
