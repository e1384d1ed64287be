"""What stands around every page, in a real browser: the first visit to a fresh server, ways from page to page."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.e2e.conftest import after, query, serving, visit, visiting
from tests.e2e.test_playground import bars, type_sentence


def test_a_fresh_servers_first_visitor_by_deep_link_gets_the_framed_page(browser):
    with serving() as url, visiting(browser) as page:
        visit(page, f"{url}/playground?sentence=the+color+of+the+sky+is&filler=0&seed=0")
        expect(page.locator("h1")).to_have_text("Which word comes next?")
        expect(page.locator('[data-testid="stTopNavLink"]').first).to_be_visible()
        assert page.title() == "Sequence completion · Unrolled"
        assert all(rows[0][0] == "blue" for rows in bars(page).values())


def test_the_address_bar_follows_and_going_back_and_elsewhere_works(base, page):
    visit(page, f"{base}/playground?seed=5")
    type_sentence(page, "grass is")
    assert query(page) == {"seed": "5", "sentence": "grass is"}
    after(page, page.locator('[data-testid="stTopNavLink"]').first.click)
    expect(page.locator("h1")).to_have_text("What does a network remember?")
    assert urlsplit(page.url).query == ""
    after(page, page.go_back)
    expect(page.locator("h1")).to_have_text("Which word comes next?")


def test_the_way_deeper_opens_on_the_visitors_sentence(base, page):
    visit(page, f"{base}/?chapter=2&chosen=22&own_sentence=I+grew+up+in+Germany%2C+so+I+speak")
    after(page, page.get_by_text("change the sentence").last.click)
    expect(page.locator("h1")).to_have_text("Which word comes next?")
    assert page.locator(".st-key-sentence input").input_value().startswith("I grew up in Germany")
    assert bars(page)["LSTM"][0][0] == "german"
