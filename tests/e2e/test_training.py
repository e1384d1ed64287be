"""A visitor's own network in a real browser: a live training, what it writes, files that cannot be used."""

from playwright.sync_api import expect

from pages.common.links import CharacterTraining
from tests.e2e.conftest import after, idle, query, shared, told, visit, visiting


def training(**settings):
    return CharacterTraining(reads="characters", task="train your own", **settings).link()


def train(page):
    page.get_by_role("button", name="Train", exact=True).click()


def test_a_training_can_be_watched_and_stopped_and_its_link_repeats_it(base, browser, page):
    visit(page, f"{base}/{training(own_text='facts', own_size=24, own_steps=10000)}")
    train(page)
    stop = page.get_by_role("button", name="Stop")
    stop.wait_for()
    page.wait_for_selector(".js-plotly-plot .scatterlayer .trace", state="attached")
    steps = page.locator('[data-testid="stProgress"]').inner_text()
    expect(page.locator('[data-testid="stProgress"]')).not_to_have_text(steps, use_inner_text=True)
    stop.click()
    page.get_by_role("button", name="Go on").wait_for()
    idle(page)
    said = page.get_by_text("held-out characters; before the first step").inner_text()
    done = int(query(page)["own_steps"])
    assert 0 < done < 10000
    link = shared(page)
    assert told(link)["own_steps"] == str(done)
    if done < 4000:
        with visiting(browser) as other:
            visit(other, link)
            train(other)
            other.get_by_text("held-out characters; before the first step").wait_for(timeout=60_000)
            idle(other)
            if done % 100 == 0:
                assert other.get_by_text("held-out characters; before the first step").inner_text() == said
            assert f"step {done:,} of {done:,}" in other.get_by_text("characters; step").inner_text()


def written(page):
    return page.locator(".un-tinted").inner_text()


def let_write(page):
    train(page)
    page.get_by_role("button", name="Let it write").wait_for(timeout=60_000)
    idle(page)
    after(page, page.get_by_role("button", name="Let it write").click)


def test_the_link_of_a_text_by_ones_own_network_brings_somebody_else_to_the_same_text(base, browser, page):
    """The first visitor's link names another writer: the network that was just trained writes all the same."""
    own = training(writer="LSTM", own_text="facts", own_size=16, own_steps=60, own_window=16, prompt="tom ")
    visit(page, f"{base}/{own}")
    let_write(page)
    assert query(page)["writer"] == "yours"
    link = shared(page)
    with visiting(browser) as other:
        visit(other, link)
        expect(other.get_by_text("There is no network of yours yet")).to_contain_text("GRU of hidden size 16, 60 steps")
        after(other, other.get_by_role("button", name="Train your own").click)
        let_write(other)
        assert written(other) == written(page) and shared(other) == link


def test_a_file_that_cannot_be_used_is_told(base, page, tmp_path):
    visit(page, f"{base}/{training(own_text='my own text')}")
    for name, content, said in (("huge.txt", b"a" * 50_000_000, "must be 5"),
                                ("really-a.txt", b"%PDF-1.7 \xe2\xe3", "This is a PDF")):
        (tmp_path / name).write_bytes(content)
        page.locator('input[type="file"]').set_input_files(tmp_path / name)
        expect(page.get_by_text(said)).to_be_visible()
