"""The translation room in a real browser: a typed sentence is drawn, its step and its task come back from the link."""

import re

from playwright.sync_api import expect

from pages.common import links
from pages.common.links import Translation
from tests.e2e.conftest import after, says, visit, visiting

LINK = Translation(room=links.TRANSLATION, tongue_text="the old horse sleeps").link()


def test_a_typed_sentence_is_translated_and_its_link_brings_the_step_back(base, browser, page):
    visit(page, f"{base}/{LINK}")
    said = page.locator(".unrolled .status")
    expect(said).to_contain_text("Step 6 of")  # the first that writes: five are read
    box = page.locator(".st-key-tongue_text input")
    box.fill("the queen doesn't sleep.")
    after(page, lambda: box.press("Enter"))
    expect(page.locator(".tr-lines")).to_contain_text("la reine ne dort pas.")
    expect(said).to_contain_text("Step 7 of")
    page.locator(".unrolled .rail input").press("ArrowRight")
    says(page, at=7)
    told = said.inner_text()
    with visiting(browser) as other:
        visit(other, page.url)
        expect(other.locator(".unrolled .status")).to_have_text(told)


def test_the_decoder_begins_with_the_start_sign_and_a_number_changes_the_networks_and_the_link(base, page):
    visit(page, f"{base}/{LINK}")
    said = page.locator(".unrolled .status")
    expect(said).to_contain_text(re.compile(r"Step 6 of \d+: with attention reads the start sign and writes “"))
    page.locator(".unrolled .rail input").press("ArrowRight")
    expect(said).to_contain_text("reads what was written before, “")
    says(page, at=6)
    after(page, lambda: page.locator(".st-key-tongue_task button", has_text="numbers").click())
    expect(page.locator(".unrolled .nets button")).to_have_count(3)
    box = page.locator(".st-key-tongue_number input")
    box.fill("71")
    after(page, lambda: box.press("Enter"))
    expect(page.locator(".tr-lines")).to_contain_text("soixante et onze")
    says(page, tongue_number=71, tongue_task="numbers")


def test_fed_the_right_words_it_is_told_what_the_network_itself_would_write(base, page):
    """Three things at each step: what it is fed, what it would write, what is right."""
    from rnn_core import zoo

    english, french = ("the", "cows", "fell", "."), ("les", "vaches", "sont", "tombées", ".")
    for net, file in (("with attention", "translation-attention"), ("without attention", "translation-plain")):
        run, step = zoo.load_gallery(file).run(english, french), len(english) + 3
        (itself, p), right = run.outputs[step][0], dict(run.outputs[step]).get("tombées")
        assert itself != "tombées"
        state = Translation(
            room=links.TRANSLATION, tongue_text="the cows fell", tongue_fed=links.RIGHT_WORDS, net=net, at=step)
        visit(page, f"{base}/{state.link()}")
        expect(page.locator(".unrolled .status")).to_have_text(
            f"Step {step + 1} of {run.topology.steps}: {net} is fed the right word before, “sont”, "
            f"and would itself write “{itself}” ({100 * p:.1f} %); right is “tombées”"
            f"{', not among its five most probable' if right is None else f' ({100 * right:.1f} %)'}.")
        expect(page.locator(".unrolled .below .title").first).to_have_text("It would write at this step")
