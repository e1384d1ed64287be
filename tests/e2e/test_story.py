"""The story on Start, as a visitor on a phone goes through it: chapter by chapter, by button, key and swipe, and back another day."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import AT_REST, SIZES, after, idle, listen, query, says, sent, visit, visiting

PICTURES = {1: ".un-words", 2: ".un-bars", 3: ".frames .bars", 4: ".frames .bars", 5: ".scene svg", 6: ".un-grid", 7: ".frames .bars", 8: ".un-left",
            9: ".frames .bars", 10: ".un-table", 11: '[data-testid="stPageLink"]'}
TALLEST, FINGER, PAGER = 1500, 44, 70  # px


@pytest.fixture
def phone(browser):
    with visiting(browser, "phone") as page:
        yield page


def small(page):
    """What is to be touched and smaller than a finger."""
    return page.evaluate("""least => {
        const all = root => [...root.querySelectorAll("*")].flatMap(e => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
        return all(document.querySelector('.st-key-story')).concat(all(document.querySelector('.st-key-story_pager')))
            .filter(e => e.matches("button, input, summary, a") && e.getClientRects().length)
            .map(e => [e.tagName, e.textContent, e.getBoundingClientRect().height]).filter(([, , height]) => height < least); }""", FINGER)


def in_sight(page, picture):
    """At least half of it, or the height of a hand's breadth, stands in the first screen, above the way to the other chapters."""
    box = page.locator(picture).first.bounding_box()
    assert box["y"] + min(box["height"] / 2, 150) < SIZES["phone"]["height"] - PAGER, (picture, box)


def turn(page, chapter, act):
    after(page, act)
    says(page, chapter=chapter)
    expect(page.locator(".pager .place")).to_contain_text(f"{chapter} of 11")


def test_a_visitor_goes_through_all_chapters_on_a_phone(base, phone):
    visit(phone, base)
    for n, (field, word) in enumerate((("sky_word", "blue"), ("far_word", "german"))):
        phone.get_by_role("textbox").nth(n).fill(word)
        after(phone, lambda n=n: phone.get_by_role("textbox").nth(n).press("Enter"))
        says(phone, **{field: word})
    for chapter in range(1, 12):
        if chapter > 1:
            options = phone.locator('[data-testid="stMain"] .st-key-story_options button')
            assert options.last.bounding_box()["y"] + FINGER < SIZES["phone"]["height"] - PAGER
            after(phone, options.first.click)
        in_sight(phone, PICTURES[chapter])
        assert phone.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight") <= TALLEST, chapter
        assert not small(phone), chapter
        if chapter < 11:
            phone.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 1e5)")
            turn(phone, chapter + 1, phone.locator(".pager .next").click)
            assert phone.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop") == 0
    assert query(phone)["chosen"] == ".".join(f"{n}1" for n in range(2, 12)) and query(phone)["sky_word"] == "blue"
    expect(phone.locator(".pager .next")).to_be_disabled()


def swipe(page, by):
    touch = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", 200), ("touchMove", 200 + by / 2), ("touchMove", 200 + by)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 200}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_keys_and_swipes_turn_pages_and_a_visitor_who_comes_back_goes_on(base, phone):
    visit(phone, f"{base}/?sky_word=blue&far_word=german")
    turn(phone, 2, lambda: phone.keyboard.press("ArrowRight"))
    turn(phone, 3, lambda: swipe(phone, -120))
    turn(phone, 2, lambda: swipe(phone, 120))
    turn(phone, 3, lambda: phone.keyboard.press("ArrowRight"))
    after(phone, phone.get_by_role("button", name="it changes").click)
    phone.locator(".frames input").focus()
    phone.keyboard.press("ArrowRight")  # a slider's own key
    says(phone, chapter=3, slide=1)
    idle(phone)
    visit(phone, base)
    offer = phone.locator(".pager .offer")
    expect(offer).to_have_text("Go on at chapter 3: A sentence is a sequence")
    after(phone, offer.click)
    says(phone, chapter=3, sky_word="blue", chosen=32)
    phone.evaluate("() => localStorage.setItem('unrolled-story', '{\"chapter\": \"<b>')")  # whatever else may stand there
    visit(phone, base)
    expect(phone.locator(".pager .place")).to_contain_text("1 of 11")
    expect(offer).to_have_count(0)


def test_the_loop_unrolls_and_time_moves_without_a_word_to_the_server(base, phone):
    visit(phone, f"{base}/?chapter=5&chosen=51&slide=3")
    opener, time, scene = phone.locator(".opener input"), phone.locator(".rail input"), phone.locator(".scene svg")
    copies = scene.locator("g.copy:visible")
    expect(copies).to_have_count(1)
    listen(phone)
    phone.locator(".opener .go").click()  # the visitor's machine asks for reduced motion: at once
    assert copies.count() > 3 and opener.get_attribute("aria-valuetext") == "unrolled"
    time.focus()
    phone.keyboard.press("ArrowRight")
    expect(phone.locator(".equation")).to_contain_text("h₄ = tanh( W_ih x₄ + b_ih + W_hh h₃ + b_hh )")
    expect(phone.locator("pre")).to_contain_text("x[4]")
    expect(phone.locator(".numbers .say")).to_contain_text("Word 4 of 17: “in”.")
    says(phone, slide=4, unrolled=100)
    assert min(sent(phone)) >= AT_REST - 1, sent(phone)
    idle(phone)
    scene.locator("g.use.hh").nth(2).locator("circle").first.dispatch_event("click")
    expect(scene).to_have_class("lit-hh")
    expect(phone.locator(".scene .one")).to_contain_text("W_hh is one object: 270 × 270 numbers, kept once, used at all 18 steps.")
    scene.locator("g.box.ih").press("Enter")
    expect(scene).to_have_class("lit-ih")
    assert "\u2212" not in phone.locator(".threads").get_attribute("d") and phone.locator(".threads").get_attribute("d").count("M") >= copies.count() - 1


def test_the_loop_alone_is_as_wide_as_the_screen_and_leads_back(base, page):
    visit(page, f"{base}/?chapter=5&chosen=51")
    narrow = page.locator(".scene svg").bounding_box()["width"]
    after(page, page.get_by_role("button", name="As wide as your screen").click)
    says(page, large="true", chapter=5)
    assert page.locator(".scene svg").bounding_box()["width"] > 1.2 * narrow
    expect(page.locator(".pager")).to_have_count(0)
    after(page, page.get_by_role("button", name="Back to the story").click)
    expect(page.locator(".pager .place")).to_contain_text("5 of 11")


def test_without_animation_frames_the_loop_opens_at_once_and_with_them_it_glides(base, phone):
    phone.emulate_media(reduced_motion="no-preference")
    visit(phone, f"{base}/?chapter=5&chosen=51")
    places = phone.evaluate("""async () => {
        const root = [...document.querySelectorAll("*")].map(e => e.shadowRoot).find(r => r?.querySelector(".unroller")), range = root.querySelector(".opener input");
        root.querySelector(".go").click();
        const seen = [];
        while (Number(range.value) < 1000) { seen.push(Number(range.value)); await new Promise(requestAnimationFrame); }
        return seen; }""")
    assert len({*places}) > 5 and places == sorted(places)
    says(phone, unrolled=100)
    idle(phone)
    value = phone.evaluate("""() => {
        const root = [...document.querySelectorAll("*")].map(e => e.shadowRoot).find(r => r?.querySelector(".unroller"));
        const kept = globalThis.requestAnimationFrame;
        globalThis.requestAnimationFrame = undefined;
        root.querySelector(".go").click();
        globalThis.requestAnimationFrame = kept;
        return root.querySelector(".opener input").value; }""")
    assert value == "0"
    phone.emulate_media(reduced_motion="reduce")
