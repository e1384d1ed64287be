"""Visits in a real browser: what a student, a teacher and a keyboard user do."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from pages.common.links import Playground
from tests.e2e.conftest import SIZES, after, serving, visit, visiting

GERMANY = "I grew up in Germany … I'm fluent in"


def bars(page):
    """{network: [(word, percent), …]} as it stands on the page."""
    return page.eval_on_selector_all("table.un-top", """tables => Object.fromEntries(tables.map(t => [
        t.caption.innerText.trim(), [...t.querySelectorAll('tbody tr')].map(r => [r.querySelector('th').innerText,
        r.querySelector('.un-p').innerText])]))""")


def type_sentence(page, text):
    box = page.locator(".st-key-sentence input")
    box.fill(text)
    after(page, lambda: box.press("Enter"))


def test_a_fresh_servers_first_visitor_by_deep_link_gets_the_framed_page(browser):
    with serving() as url, visiting(browser) as page:
        visit(page, f"{url}/playground?sentence=the+color+of+the+sky+is&filler=0&seed=0")
        expect(page.locator("h1")).to_have_text("Which word comes next?")
        expect(page.locator('[data-testid="stTopNavLink"]').first).to_be_visible()
        assert page.title() == "Sequence completion · Unrolled"
        assert all(rows[0][0] == "blue" for rows in bars(page).values())


def test_the_germany_sentence_separates_the_networks(base, page):
    visit(page, f"{base}/playground")
    type_sentence(page, GERMANY)
    found = bars(page)
    assert list(found) == ["Window net", "RNN", "GRU", "LSTM"]
    assert found["GRU"][0][0] == found["LSTM"][0][0] == "german"
    assert found["Window net"][0][0] != "german"
    assert all(len(rows) == 5 for rows in found.values())


def test_a_shared_link_brings_the_same_numbers_to_somebody_else(base, browser, page):
    visit(page, f"{base}/playground")
    type_sentence(page, "she was born in egypt … and her mother tongue is")
    slider = page.locator(".st-key-filler input[type=range]")
    for _ in range(3):
        after(page, lambda: slider.press("ArrowRight"))
    page.get_by_role("button", name="Share").click()
    link = page.locator('[data-testid="stPopoverBody"] code').inner_text().strip()
    told = {key: value[0] for key, value in parse_qs(urlsplit(link).query, keep_blank_values=True).items()}
    assert told == Playground(sentence="she was born in egypt … and her mother tongue is", filler=15).query()
    with visiting(browser, "phone", "dark") as other:
        visit(other, link)
        assert bars(other) == bars(page)


def test_the_address_bar_follows_and_going_back_and_elsewhere_works(base, page):
    visit(page, f"{base}/playground?seed=5")
    type_sentence(page, "grass is")
    assert parse_qs(urlsplit(page.url).query) == {"seed": ["5"], "sentence": ["grass is"]}
    after(page, page.locator('[data-testid="stTopNavLink"]').first.click)
    expect(page.locator("h1")).to_have_text("What does a network remember?")
    assert urlsplit(page.url).query == ""
    after(page, page.go_back)
    expect(page.locator("h1")).to_have_text("Which word comes next?")


@pytest.mark.parametrize("path", ["", "/code?program_seed=1&hidden_size=57"])
def test_no_link_to_a_page_is_cut_on_a_narrow_phone(base, browser, path):
    with visiting(browser, "phone") as page:
        page.set_viewport_size({"width": 360, "height": 780})
        visit(page, base + path)
        ends = page.eval_on_selector_all('[data-testid="stPageLink"] p', """all => all.map(e => {
            const range = document.createRange();
            range.selectNodeContents(e);
            return [e.innerText, range.getBoundingClientRect().right, e.closest("a").getBoundingClientRect().right]; })""")
        assert ends and all(text <= link <= 360 for _, text, link in ends), ends


def test_the_doors_of_the_first_page_open_on_their_sentence(base, page):
    visit(page, base)
    after(page, page.get_by_text("Change the words yourself").last.click)
    expect(page.locator("h1")).to_have_text("Which word comes next?")
    assert page.locator(".st-key-sentence input").input_value().startswith("I grew up in Germany")
    assert bars(page)["LSTM"][0][0] == "german"


@pytest.mark.parametrize("bad", ["filler=9999", "filler=abc", "seed=-1", "sentence=" + "a" * 3000, "nonsense=1",
                                 "sentence=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", "sentence=%00%FF&filler=1e9"])
def test_a_hostile_link_gives_a_working_page(base, page, bad):
    visit(page, f"{base}/playground?{bad}")
    assert len(bars(page)) == 4
    if "img" not in bad:
        expect(page.locator('[data-testid="stAlert"]').first).to_be_visible()


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


@pytest.mark.parametrize("path", ["/", "/playground", *(f"/playground?look={look}" for look in (
    "word+by+word", "what+mattered", "what+if", "how+far+back")), "/playground?reads=characters", "/playground?reads=characters&task=train+your+own"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_fits_its_screen_in_both_themes(base, browser, path, size, theme):
    with visiting(browser, size, theme) as page:
        visit(page, base + path)
        wide = page.evaluate("() => { const m = document.querySelector('[data-testid=\"stMain\"]');"
                             " return m.scrollWidth - m.clientWidth; }")
        assert wide <= 1
        dark = page.evaluate("() => getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor")
        brightness = sum(int(n) for n in dark[dark.index("(") + 1 : -1].split(",")[:3])
        assert (brightness < 200) == (theme == "dark"), dark
