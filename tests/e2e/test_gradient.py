"""The gradient page in a real browser: the slider asks nothing of the server."""

import re

import pytest
from playwright.sync_api import expect

from rnn_core import gradient_flow
from tests.e2e.conftest import (
    AT_REST,
    SIZES,
    beats,
    idle,
    listen,
    note,
    noted,
    notices,
    query,
    says,
    sent,
    slow,
    visit,
    visiting,
)

BEAT = 60  # ms between two lengths while it plays (pages/views/gradient_flow/length/length_slider.js)


def ready(page):
    """All lengths have come."""
    page.locator(".flow[data-n]:not([data-n=''])").wait_for(timeout=30_000)
    page.get_by_text("Measuring every other length").wait_for(state="detached", timeout=30_000)
    page.wait_for_function("() => globalThis.unrolledFlows?.size > 0", timeout=30_000)
    idle(page)


def length(page):
    return page.locator(".flow .length").inner_text()


def drawn(page):
    """{name: points} of every line."""
    lines = page.locator(".flow .lines polyline")
    return dict(lines.evaluate_all("lines => lines.map(l => [l.dataset.name, l.getAttribute('points')])"))


def test_moving_the_slider_draws_and_sends_nothing(base, browser, page):
    visit(page, f"{base}/gradient_flow?length=100")
    ready(page)
    listen(page)
    slider, seen = page.locator(".flow input[type=range]"), set()
    slider.focus()
    for key in ["ArrowRight"] * 6 + ["ArrowLeft"] * 2 + ["Home", "End"]:
        slider.press(key)
        assert set(drawn(page)) == {"RNN", "GRU", "LSTM"}
        seen.add((length(page), drawn(page)["LSTM"]))
    assert len(seen) == 8, seen
    assert length(page) == "1000 steps" and drawn(page)["RNN"].count(",") == 1000
    says(page, length=1000)  # at rest, into the link
    assert sent(page) and min(sent(page)) >= AT_REST
    idle(page)
    with visiting(browser, "phone", "dark") as other:
        visit(other, page.url)
        ready(other)
        assert length(other) == "1000 steps"
        assert other.locator(".flow .sentences").inner_text() == page.locator(".flow .sentences").inner_text()


def test_answers_of_a_slow_server_do_not_move_the_slider_back(base, page):
    visit(page, f"{base}/gradient_flow?length=100")
    ready(page)
    slider = page.locator(".flow input[type=range]")
    with slow(page):
        for _ in range(2):  # two rests of the hand before the first answer
            finished = page.evaluate("() => globalThis.runs.finished")
            slider.press("ArrowRight")
            page.wait_for_function("finished => globalThis.runs.finished > finished", arg=finished)
        note(page.locator(".flow .length"))
    says(page, length=102)
    ready(page)
    assert set(noted(page.locator(".flow .length"))) == {"102 steps"}


def test_on_a_phone_the_picture_stands_before_what_decides_it(base, browser):
    with visiting(browser, "phone") as page:
        visit(page, f"{base}/gradient_flow")
        ready(page)
        slider, setting = (page.locator(which).bounding_box()["y"]
                           for which in (".flow input[type=range]", ".st-key-forget"))
        assert slider < SIZES["phone"]["height"] / 2 and setting > slider


def test_a_knob_redraws_and_keeps_the_length(base, page):
    visit(page, f"{base}/gradient_flow")
    ready(page)
    page.locator(".flow input[type=range]").press("ArrowRight")
    says(page, length=201)
    before = drawn(page)
    page.locator(".st-key-forget").get_by_text("5", exact=True).click()
    says(page, forget=5)
    ready(page)
    assert length(page) == "201 steps"
    assert drawn(page)["LSTM"] != before["LSTM"]
    assert "LSTM: × 0.989 a step back" in page.locator(".flow .sentences").inner_text()
    assert query(page) == {"length": "201", "forget": "5", "v": "2"}
    carried = levels_of(page, "LSTM", at=60)  # before the server has heard of this length
    assert carried == pytest.approx(gradient_flow("lstm", length=60, forget_bias=5.0).log10("state")[::-1], abs=0.12)


def test_a_guess_is_drawn_before_the_answer_and_travels(base, browser, page):
    visit(page, f"{base}/gradient_flow?mode=guess+first")
    ready(page)
    assert "LSTM" not in drawn(page) and "LSTM:" not in page.locator(".flow .sentences").inner_text()
    box = page.locator(".flow .picture").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, box["y"] + 60, steps=8)
    page.mouse.up()
    page.get_by_role("button", name="Show what was measured").click()
    page.wait_for_url("**sketch=**", wait_until="commit")
    idle(page)
    assert "LSTM" in drawn(page) and page.locator(".flow .sketch").count() == 1
    with visiting(browser) as other:
        visit(other, page.url)
        ready(other)
        assert "LSTM" in drawn(other) and other.locator(".flow .sketch").count() == 1


def sentences(page):
    """{name: what is said of it}."""
    return dict(line.split(": ", 1) for line in page.locator(".flow .sentences li").all_inner_texts())


def test_what_explodes_is_not_told_as_nothing(base, browser):
    with visiting(browser, theme="dark") as page:
        visit(page, f"{base}/gradient_flow?init=orthogonal&gain=3&activation=relu&length=1000")
        ready(page)
        assert sentences(page)["RNN"].startswith(
            "it explodes: at this length its states, and with them every gradient, are larger than float64")
        mark = page.locator(".flow .marks text", has_text="▲").first
        colour = page.locator(".flow .legend i").first.evaluate("n => getComputedStyle(n).backgroundColor")
        assert mark.evaluate("n => getComputedStyle(n).fill") == colour


@pytest.mark.parametrize("link, cell", [
    ("forget=3&length=100&seeds=5", "LSTM"), ("length=100", "GRU"), ("init=keras&length=300", "LSTM")])
def test_half_is_told_where_the_line_is_at_half(base, page, link, cell):
    visit(page, f"{base}/gradient_flow?{link}")
    ready(page)
    said = sentences(page)[cell]
    logs = levels_of(page, cell)
    first = next((lag for lag, log in enumerate(logs) if log <= logs[0] - 0.3), None)
    average = 0.30103 * (len(logs) - 1) / (logs[0] - logs[-1])
    told = re.search(r"for the first time after (?:at most )?(\d+) step", said)
    if told:
        assert int(told[1]) == pytest.approx(first, abs=1)
    elif first is None:
        assert "more than half is left" in said
    else:
        assert 0.7 * average - 2 <= first <= 1.3 * average + 2
    assert "which halves it every" in said or "more than half is left" in said


def levels_of(page, name, at=None):
    """log10 of the drawn line, from its points and the labels of the axis; with `at` the slider is moved to it first."""
    return page.locator(".flow").evaluate("""(root, [name, at]) => {
        const slider = root.querySelector('input[type=range]');
        if (at !== null) { slider.value = at - 1; slider.dispatchEvent(new Event('input')); }
        const labels = [...root.querySelectorAll('.grid text')]
            .filter(t => /^10|^1$/.test(t.textContent) && t.getAttribute('text-anchor') === 'end');
        const digit = c => '⁰¹²³⁴⁵⁶⁷⁸⁹'.includes(c) ? '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c) : '-';
        const tell = t => t.textContent === '1' ? 0 : Number([...t.textContent.slice(2)].map(digit).join(''));
        const [a, b] = [labels[0], labels[labels.length - 1]], y = t => Number(t.getAttribute('y')) - 4;
        const slope = (tell(b) - tell(a)) / (y(b) - y(a));
        const points = root.querySelector(`.lines polyline[data-name="${name}"]`).getAttribute('points').split(' ');
        return points.map(p => tell(a) + slope * (Number(p.split(',')[1]) - y(a)));
    }""", [name, at])


def test_a_guess_that_is_none_is_told_and_draws_nothing(base, page):
    visit(page, f"{base}/gradient_flow?mode=guess+first&length=100&sketch=0:0_50:-1e308_99:1e308")
    ready(page)
    expect(page.get_by_text("so it is left out")).to_be_visible()
    assert set(drawn(page)) == {"RNN", "GRU"} and "NaN" not in page.locator(".flow .picture").inner_html()


def test_on_a_phone_the_wave_starts_with_the_loss_in_sight(base, browser):
    with visiting(browser, "phone") as page:
        visit(page, f"{base}/gradient_flow?panel=watch+it+flow")
        for k in range(3):
            box = page.locator(".wave .loss").nth(k).bounding_box()
            assert box["x"] > 0 and box["x"] + box["width"] <= SIZES["phone"]["width"]
        assert page.locator(".wave .strip text").first.bounding_box()["height"] > 11


def test_the_picture_plays_and_stops(base, page):
    visit(page, f"{base}/gradient_flow?length=1000")
    ready(page)
    page.locator(".flow").get_by_role("button", name="Play").click()
    expect(page.locator(".flow .length")).not_to_have_text(re.compile("^(1000 steps|1 step)$"))
    page.locator(".flow").get_by_role("button", name="Pause").click()
    stopped = length(page)
    assert stopped not in ("1000 steps", "1 step")
    beats(page, BEAT, 2)
    assert length(page) == stopped


def test_a_live_training_is_stopped_and_kept(base, page):
    visit(page, f"{base}/gradient_flow?panel=does+it+learn%3F&learn_delay=100")
    page.locator(".st-key-train_now button").first.click()
    page.get_by_text("of 1000").wait_for(timeout=30_000)
    page.locator(".st-key-train_stop button").first.click()
    page.get_by_text("Stopped after step").wait_for(timeout=30_000)
    idle(page)


@pytest.mark.parametrize("bad, count", [
    ("length=1e9&hidden=0&gain=NaN", 3), ("init=%3Cscript%3E&kept=%00~&quantity=x&precision=float16", 4)])
def test_a_hostile_link_gives_a_working_page(base, page, bad, count):
    visit(page, f"{base}/gradient_flow?{bad}")
    ready(page)
    assert set(drawn(page)) == {"RNN", "GRU", "LSTM"}
    expect(notices(page)).to_have_count(count)
