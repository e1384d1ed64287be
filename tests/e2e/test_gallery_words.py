"""The rooms of words in a real browser: a sentence is typed, and its drawing, marks and link follow."""

import pytest
from playwright.sync_api import expect

from pages.common import links
from pages.common.links import Entities, Sentiment
from tests.e2e.conftest import after, idle, visit, visiting


def typed(page, key, text):
    box = page.locator(f".st-key-{key} input")
    box.fill(text)
    after(page, lambda: box.press("Enter"))


def test_a_verdict_follows_what_is_typed_and_its_link_brings_it_back(base, browser, page):
    visit(page, f"{base}/{Sentiment(room=links.SENTIMENT).link()}")
    typed(page, "verdict_text", "This film is not bad")
    expect(page.locator(".un-sentiment .un-answer").nth(1)).to_contain_text("positive")
    said = page.locator(".unrolled .status").inner_text()
    assert "Step 5 of 5" in said and "bad" in said
    told = page.locator(".un-sentiment").inner_text()
    with visiting(browser, "phone", "dark") as other:
        visit(other, page.url)
        assert other.locator(".un-sentiment").inner_text() == told
        assert other.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_a_sentence_to_try_changes_the_text_and_the_verdict(base, page):
    visit(page, f"{base}/{Sentiment(room=links.SENTIMENT).link()}")
    after(page, lambda: page.locator(".st-key-verdict_text_example button").nth(1).click())
    expect(page.locator(".st-key-verdict_text input")).to_have_value("This film is not good.")
    expect(page.locator(".un-sentiment .un-answer").nth(1)).to_contain_text("negative")
    idle(page)
    assert "verdict_text=This" in page.url


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_names_are_marked_in_the_visitors_own_sentence(base, browser, size):
    with visiting(browser, size) as page:
        visit(page, f"{base}/{Entities(room=links.ENTITIES).link()}")
        typed(page, "marks_text", "Victoria flew to Rome to meet Anna.")
        blocks = page.locator(".un-entities")
        expect(blocks).to_have_count(2)
        expect(blocks.nth(1).locator("mark").first).to_contain_text("Victoria")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
