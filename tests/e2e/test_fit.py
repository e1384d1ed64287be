"""Every page and panel on every screen: a phone held upright, a narrow one, a desk; dark and light; and axe-core finds nothing
there that it does not find on a bare Streamlit page too.

Each is loaded once, on a phone in the dark; the other screens and the light come while it lives.  What opens at a desk
in the light is looked at by all other visits: none may be wider than its screen (`idle`)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import CONTRAST, STANDARDS, violations
from tests.e2e.conftest import SIZES, idle, serving, visit, visiting
from tests.e2e.test_gradient import ready

PLAYGROUND = ["", *(f"?look={look}" for look in ("word+by+word", "what+mattered", "what+if", "how+far+back")),
              "?reads=characters", "?reads=characters&task=train+your+own"]
STORY = ["/", "/?chapter=5&chosen=51&slide=5&unrolled=100", "/?chapter=9&chosen=91", "/?chapter=11&chosen=111"]
ROOMS = ["one to one", "one to many: music", "many to one: sentiment", "many to many: names",
         "many to many: translation", "images and series", "build the wiring"]
CELLS = ["", "?predicted=most+of+it&opened=GRU&units=2&hand_held=0.5+-1.0", "?inside=train+a+tiny+one&toy_rounds=50", "?inside=on+your+sentence"]
PARTS = ["programs", "same+weights", "what+trips+people", "spot+the+bug", "the+video%27s+code", "cost"]
NARROW = {"width": 360, "height": 780}


def turn_to(page, theme):
    """The visitor's machine turns dark or light, and the page with it."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function("""dark => {
        const colour = getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor;
        const [red, green, blue] = colour.match(/\\d+/g).map(Number);
        return (red + green + blue < 200) === dark;
    }""", arg=theme == "dark")
    idle(page)


def resize(page, size):
    page.set_viewport_size(size)
    idle(page)


def unfold(page):
    """Open every expander."""
    page.eval_on_selector_all('[data-testid="stExpander"] details:not([open]) > summary', "all => all.forEach(one => one.click())")
    idle(page)


def screens(page) -> Iterator[list[str]]:
    """Both themes on both screens, at the desk with everything open; each with the rules of axe that may find something new."""
    for size, theme, rules in (("phone", "dark", STANDARDS), ("phone", "light", CONTRAST),
                               ("desktop", "light", STANDARDS), ("desktop", "dark", CONTRAST)):
        resize(page, SIZES[size])
        turn_to(page, theme)
        if size == "desktop":
            unfold(page)
        yield rules


@pytest.fixture(scope="session")
def streamlits_own(browser):
    """The kinds of violation on a bare page."""
    with serving("bare_page.py", Path(__file__).parent) as url, visiting(browser, "phone", "dark") as page:
        visit(page, url)
        return {kind for rules in screens(page) for kind in violations(page, rules)}


@pytest.fixture
def fits(streamlits_own) -> Callable:
    def check(page, look=lambda page: None):
        """On every screen; every time `look` may say what else must hold."""
        for rules in screens(page):
            look(page)
            found = violations(page, rules)
            ours = {kind: found[kind] for kind in found.keys() - streamlits_own}
            assert not ours, ours
        resize(page, NARROW)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth + 1")
        assert not cut(page)

    return check


def cut(page):
    """Links to pages whose text does not end within them."""
    ends = page.eval_on_selector_all('[data-testid="stPageLink"] p', """all => all.map(e => {
        const range = document.createRange();
        range.selectNodeContents(e);
        return [e.innerText, range.getBoundingClientRect().right, e.closest("a").getBoundingClientRect().right]; })""")
    return [(text, end, link) for text, end, link in ends if not end <= link <= NARROW["width"]]


@pytest.fixture
def phone(browser):
    with visiting(browser, "phone", "dark") as page:
        yield page


@pytest.mark.parametrize("path", [*STORY, "/not_learning", *(f"/playground{state}" for state in PLAYGROUND)])
def test_the_story_the_symptoms_and_the_playground_fit_every_screen_in_both_themes(base, phone, fits, path):
    visit(phone, base + path)
    fits(phone)
    if "chapter=11" in path:
        assert phone.locator('[data-testid="stPageLink"]').count() > 4


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_of_the_gallery_fits_and_its_picture_is_in_sight(base, phone, fits, room):
    def in_sight(page):
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth + 1")
        expect(page.locator('.chooser button[aria-pressed="true"]')).to_be_in_viewport()

    visit(phone, f"{base}/gallery?room={room.replace(' ', '+')}")
    in_sight(phone)
    fits(phone, in_sight)


@pytest.mark.parametrize("state", CELLS)
def test_the_opened_cell_fits_and_its_picture_stands_on_the_first_screen_of_a_phone(base, phone, fits, state):
    visit(phone, f"{base}/cell{state}")
    expect(phone.locator(":is(.hand-cell, .training-film, .carried-words) svg").first).to_be_in_viewport()
    fits(phone)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_code_page_fits(base, phone, fits, part):
    visit(phone, f"{base}/code?part={part}&cell=GRU&num_layers=2&bidirectional=true&program=sequence-to-sequence")
    fits(phone)


def test_programs_that_were_not_run_link_to_some_that_were_and_the_link_fits(base, phone, fits):
    visit(phone, f"{base}/code?program_seed=1&hidden_size=57")
    expect(phone.locator('[data-testid="stPageLink"]').first).to_be_visible()
    fits(phone)


def test_the_gradient_page_fits_and_keeps_its_picture(base, phone, fits):
    def three_bands(page):
        ready(page)
        assert page.locator(".flow .bands polygon").count() == 3

    visit(phone, f"{base}/gradient_flow?seeds=2&hidden=8")
    three_bands(phone)
    fits(phone, three_bands)


def test_your_network_fits_with_its_check_up(base, phone, fits):
    visit(phone, f"{base}/your_network?your_example=two+layers")
    expect(phone.locator(".js-plotly-plot")).to_have_count(3)
    fits(phone)
