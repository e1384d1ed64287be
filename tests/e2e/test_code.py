"""The code page in a real browser: what an engineer does who carries an LSTM over."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from pages.common.markdown import JOINER
from rnn_core.frameworks import generate
from tests.e2e.conftest import after, idle, note, noted, notices, query, says, shared, told, visit, visiting

CODE = "/code?program=tagging&bidirectional=true&masked=true"


def lines(page, side):
    """The program's lines as they stand on the page; empty ones are rows of both."""
    return page.eval_on_selector_all(f".column.{side} .line[data-k] code", "all => all.map(e => e.textContent)")


def program(name, **options):
    """A program's lines as they are generated, without the empty ones."""
    return [line for line in generate(name, **options).splitlines() if line]


def drawn(page, url):
    visit(page, url)
    page.wait_for_selector(".pair .line")


def test_both_programs_stand_in_rows_that_mean_the_same_and_are_explained_by_pointer_and_keyboard(base, page):
    drawn(page, base + CODE)
    for side, name in (("left", "pytorch"), ("right", "keras")):
        assert lines(page, side) == program(name, task="tagging", bidirectional=True, masked=True)
    top = "all => all.map(e => Math.round(e.getBoundingClientRect().top))"
    tops = [page.eval_on_selector_all(f".column.{side} .line", top) for side in ("left", "right")]
    assert tops[0]
    assert tops[0] == tops[1]  # row by row
    page.locator(".column.right .line", has_text="layers.Dense").hover()
    expect(page.locator(".explanation")).to_contain_text("no softmax, the loss takes logits")
    page.locator(".column.right").focus()
    seen = set()
    for _ in range(25):
        page.keyboard.press("ArrowDown")
        seen.add(page.locator(".explanation h2").first.inner_text())
    assert {"Seeds", "Data", "Padding"} <= seen
    page.keyboard.press("End")
    assert page.locator(".column.right .line.current").count() == 1


def test_a_chosen_line_lights_its_counterparts_is_explained_and_travels_in_the_link(base, browser, page):
    drawn(page, base + CODE)
    page.locator(".column.left .line", has_text="pack_padded_sequence(x").click()
    expect(page.locator(".explanation")).to_contain_text("enforce_sorted=False spares sorting")
    expect(page.locator(".column.right .line.lit")).to_contain_text(["mask_zero=True"])
    says(page, line="masking")
    with visiting(browser, "phone", "dark") as other:
        drawn(other, page.url)
        expect(other.locator(".explanation")).to_contain_text("Padding, kept out")


def test_programs_are_copied_whole_and_taken_along_as_files_and_notebooks(base, page):
    keras = generate("keras", task="tagging", bidirectional=True, masked=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drawn(page, base + CODE)
    copy = page.locator(".head.right button")
    note(copy)
    copy.click()
    assert "Copied" in noted(copy, until="Copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == keras
    page.get_by_role("button", name="Download").click()
    for label, check in (("Keras .py", lambda text: text == keras),
                         ("both and the proof .ipynb", lambda text: json.loads(text)["nbformat"] == 4)):
        with page.expect_download() as taken:
            page.get_by_role("button", name=label).click()
        assert check(Path(taken.value.path()).read_text(encoding="utf-8")), label
        assert taken.value.suggested_filename.startswith("tagging_lstm_")


def test_a_choice_changes_both_programs_and_the_address(base, page):
    drawn(page, base + CODE)
    page.locator(".st-key-cell").get_by_text("GRU").click()
    expect(page.locator(".column.left .line", has_text="nn.GRU")).to_be_visible()
    idle(page)
    assert lines(page, "right") == program("keras", task="tagging", cell="gru", bidirectional=True, masked=True)
    assert query(page) == {"program": "tagging", "bidirectional": "true", "masked": "true", "cell": "GRU"}
    link = told(shared(page))
    assert link["hidden_size"] == "32" and link["program_seed"] == "0"


def test_on_a_phone_one_program_is_in_sight_with_the_others_lines(base, browser):
    with visiting(browser, "phone") as page:
        drawn(page, base + CODE)
        expect(page.locator(".column.right")).to_be_hidden()
        page.locator(".column.left .line", has_text="pack_padded_sequence(x").tap()
        expect(page.locator(".explanation .opposite")).to_contain_text("mask_zero=True")
        page.locator(".tabs button").last.tap()
        expect(page.locator(".column.left")).to_be_hidden()
        expect(page.locator(".column.right")).to_be_visible()


@pytest.mark.parametrize("bad, count", [
    ("cell=%3Cscript%3Ealert(1)%3C/script%3E&hidden_size=1e99", 2),
    ("line=%3Cimg%20src=x%20onerror=alert(1)%3E&num_layers=-4&dropout=NaN&bidirectional=7", 4)])
def test_a_hostile_link_gives_a_working_page(base, page, bad, count):
    drawn(page, f"{base}/code?{bad}")
    expect(notices(page)).to_have_count(count)
    assert lines(page, "left") == program("pytorch")


@pytest.mark.parametrize("sign", ["a~b~c", "*x* _y_ `z` $q$ $r$", ":material/home: :smile: :red[x]", "a -> b <- c -- d",
                                  "https://example.com www.example.com a@b.com", "<b>q</b> &lt; [l](http://x.y)"])
def test_what_a_link_asks_for_in_vain_is_shown_sign_by_sign_and_leaves_the_address(base, page, sign):
    link = urlencode({"cell": sign, "program_seed": "1.5", "hidden_size": "inf", "num_layers": 2})
    visit(page, f"{base}/code?{link}")
    expect(notices(page)).to_have_count(3)
    first = notices(page).first
    assert f"cell=“{sign}” cannot" in first.inner_text().replace(JOINER, "") and not first.locator("a").count()
    assert query(page) == {"num_layers": "2"}
    expect(page.get_by_label("hidden_size")).to_have_value("32")


def test_the_drawing_is_drawn_and_the_round_can_be_played(base, page):
    visit(page, f"{base}/code?part=same+weights&cell=GRU")
    expect(page.locator(".drawing svg path")).to_have_count(5)
    visit(page, f"{base}/code?part=spot+the+bug&bug=0")
    after(page, page.get_by_text("kernel = np.concatenate([r, z, n]).T").click)
    expect(page.locator('[data-testid="stAlert"]').first).to_contain_text("PyTorch keeps the blocks r, z, n")


@pytest.mark.parametrize("size, least", [("desktop", 24), ("phone", 44)])
def test_the_choices_of_a_bug_are_large_enough_to_hit(base, browser, size, least):
    with visiting(browser, size) as page:
        visit(page, f"{base}/code?part=spot+the+bug&bug=0")
        page.wait_for_selector('[data-testid="stRadio"] input', state="attached")
        heights = page.eval_on_selector_all(
            '[data-testid="stRadio"] label:has(input)', "all => all.map(e => e.getBoundingClientRect().height)")
        assert len(heights) == 4
        assert min(heights) >= least


def test_on_a_phone_no_column_of_the_cost_tables_is_cut(base, browser):
    with visiting(browser, "phone") as page:
        visit(page, f"{base}/code?part=cost")
        page.wait_for_function("() => document.querySelectorAll('.un-scroll').length === 2")
        assert page.eval_on_selector_all(".un-scroll", "all => all.map(e => e.scrollWidth - e.clientWidth)") == [0, 0]


def test_a_long_explanation_can_be_scrolled_by_keyboard_on_a_phone(base, browser):
    with visiting(browser, "phone") as page:
        page.set_viewport_size({"width": 390, "height": 420})
        drawn(page, f"{base}{CODE}&line=masking")
        explanation = page.get_by_role("region", name="What the chosen line is about")
        explanation.focus()
        assert explanation.evaluate("e => e.scrollHeight > e.clientHeight")
        page.keyboard.press("End")
        page.wait_for_function("""() => [...document.querySelectorAll('*')]
            .map(e => e.shadowRoot?.querySelector('.explanation')).find(Boolean).scrollTop > 0""")
