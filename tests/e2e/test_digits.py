"""The pad in a real browser: digits drawn with mouse and finger, read right, kept by the link; the keyboard."""

import math
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from pages.common import links
from pages.common.components import source
from pages.common.links import OneToOne, Sequences
from pages.views.gallery.digits import pad
from rnn_core import zoo
from rnn_core.gallery import drawing, images
from rnn_core.train.everyday import inputs
from tests.e2e.conftest import after, idle, query, shared, told, visit, visiting

ROOM = Sequences(room=links.SEQUENCES).link()


def arc(cx, cy, rx, ry, start, end, n=16):
    angles = [math.radians(start + (end - start) * k / n) for k in range(n + 1)]
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


DIGITS = {
    "0": [arc(0.5, 0.5, 0.22, 0.36, -90, 270)],
    "1": [[(0.35, 0.3), (0.52, 0.12), (0.52, 0.9)]],
    "2": [[*arc(0.5, 0.32, 0.22, 0.2, 190, 380), (0.28, 0.88), (0.75, 0.88)]],
    "3": [[*arc(0.47, 0.3, 0.22, 0.19, 200, 450), *arc(0.47, 0.69, 0.25, 0.2, -90, 160)]],
    "4": [[(0.3, 0.1), (0.27, 0.55), (0.75, 0.55)], [(0.65, 0.12), (0.62, 0.9)]],
    "5": [[(0.35, 0.12), (0.32, 0.48), *arc(0.48, 0.66, 0.22, 0.22, -110, 140)], [(0.35, 0.12), (0.72, 0.12)]],
    "6": [[(0.62, 0.1), (0.42, 0.3), (0.3, 0.6), *arc(0.5, 0.68, 0.2, 0.2, 180, -180)]],
    "7": [[(0.25, 0.14), (0.75, 0.14), (0.45, 0.9)]],
    "8": [[(0.66, 0.2), *arc(0.5, 0.29, 0.17, 0.17, -30, -200), (0.62, 0.55),
           *arc(0.5, 0.69, 0.2, 0.19, 0, 180), (0.38, 0.5), (0.66, 0.22)]],
    "9": [[*arc(0.5, 0.32, 0.2, 0.2, 0, -360), (0.7, 0.35), (0.66, 0.9)]],
}


def draw(page, strokes):
    box = page.locator(".pad .sheet").bounding_box()
    for stroke in strokes:
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*places[0])
        page.mouse.down()
        for place in places[1:]:
            page.mouse.move(*place)
        page.mouse.up()


def sends_its_drawing(page, but=""):
    """Wait until the link holds a drawing, another than `but`, and the page answers to it."""
    page.wait_for_url(lambda url: told(url).get("digit_drawn") not in (None, "", but), wait_until="commit")
    idle(page)
    return query(page)["digit_drawn"]


def clear(page):
    after(page, page.get_by_role("button", name="Clear").click)
    assert "digit_drawn" not in query(page)


def answers(page):
    return re.findall(r"says (\d)", page.locator(".un-bars").first.inner_text())


def coded(page, strokes):
    """What the pad's own script makes of the strokes."""
    return page.evaluate("""async ([source, strokes]) => {
        const module = await import("data:text/javascript," + encodeURIComponent(source));
        return module.code(strokes);
    }""", [source(Path(pad.__file__).with_suffix(".js")), strokes])


def test_drawn_digits_are_read_and_the_link_brings_them_back(base, browser, page):
    visit(page, f"{base}/{ROOM}")
    for digit in ("0", "3", "7"):
        draw(page, DIGITS[digit])
        sent, meant = (images.parse(code) for code in (sends_its_drawing(page), coded(page, DIGITS[digit])))
        np.testing.assert_allclose(sent, meant, atol=0.25)  # the mouse knows whole pixels only
        assert abs(sent - meant).mean() < 0.02
        assert answers(page).count(digit) >= 2, (digit, answers(page))
        if digit != "7":
            clear(page)
    with visiting(browser) as other:
        visit(other, page.url)
        assert answers(other) == answers(page)
        expect(other.locator(".pad .note")).to_have_text("your drawing")


def test_every_digit_drawn_by_hand_is_read(page):
    """The code of each drawing, as the room sends it, given to the three networks of the room."""
    networks = [zoo.load_gallery(f"digits-{cell}") for cell in ("rnn", "gru", "lstm")]
    pictures = {digit: images.parse(coded(page, strokes)) for digit, strokes in DIGITS.items()}
    read = {digit: [network.run(picture).outputs[-1][0][0] for network in networks]
            for digit, picture in pictures.items()}
    right = sum(said == digit for digit, all_said in read.items() for said in all_said)
    assert right >= 27, read  # of 30: ten digits, three networks


def test_a_finger_draws_and_the_page_stands_still(base, browser):
    with visiting(browser, "phone", "dark") as page:
        visit(page, f"{base}/{OneToOne(room=links.ONE_TO_ONE).link()}")
        page.locator(".pad .sheet").scroll_into_view_if_needed()
        box, main = page.locator(".pad .sheet").bounding_box(), page.get_by_test_id("stMain")
        top = main.evaluate("main => main.scrollTop")
        finger = page.context.new_cdp_session(page)
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in DIGITS["1"][0]]
        for kind, place in [("touchStart", places[0]), *(("touchMove", p) for p in places[1:]), ("touchEnd", None)]:
            touched = [dict(zip("xy", place, strict=True))] if place else []
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
        sends_its_drawing(page)
        expect(page.locator(".pad .note")).to_have_text("your drawing")
        assert main.evaluate("main => main.scrollTop") == top
        assert len(query(page)["digit_drawn"]) == 64


def test_several_strokes_are_one_drawing_and_clear_forgets_them(base, page):
    visit(page, f"{base}/{ROOM}")
    draw(page, DIGITS["4"][:1])
    first = sends_its_drawing(page)
    draw(page, DIGITS["4"][1:])
    both = sends_its_drawing(page, first)
    assert answers(page).count("4") >= 2, answers(page)
    assert shared(page).count(both) == 1
    clear(page)
    expect(page.locator(".pad .note")).to_contain_text("held-out digit")


def test_a_linked_drawing_can_be_cleared_and_a_keyboard_chooses_a_held_out_digit(base, page):
    visit(page, f"{base}/{Sequences(room=links.SEQUENCES, digit_drawn='00' + 'g' * 40 + '0' * 22).link()}")
    expect(page.locator(".pad .note")).to_have_text("your drawing")
    after(page, lambda: page.get_by_role("button", name="Clear").press("Enter"))
    number = page.locator(".st-key-digit_number input")
    number.fill("12")
    after(page, lambda: number.press("Enter"))
    expect(page.locator(".pad .note")).to_contain_text("held-out digit 12")
    assert query(page)["digit_number"] == "12"


def test_a_forecast_follows_the_slider(base, page):
    visit(page, f"{base}/{Sequences(room=links.SEQUENCES, seq_what=links.BY_YEARS).link()}")
    slider = page.locator(".st-key-series_from input[type=range]")
    slider.focus()
    after(page, lambda: slider.press("ArrowLeft"))
    assert query(page)["series_from"] == "1985"
    expect(page.get_by_text("Steps 1 to 44 read the record, 1942 to 1985")).to_be_visible()
    said = page.locator(".unrolled .status")
    expect(said).to_contain_text("2007")
    page.locator(".unrolled .rail input").press("Home")
    expect(said).to_contain_text(re.compile(r"reads “1942: \d+” and would say “1943: \d+” if it ended here"))


@pytest.mark.parametrize("strokes, code", [([], ""), ([[[0.5, 0.5]]], None), ([[[0.1, 0.5], [0.9, 0.5]]], None)])
def test_a_dot_and_a_line_have_a_code_too(page, strokes, code):
    found = coded(page, strokes)
    assert found == code if code is not None else re.fullmatch("[0-9a-g]{64}", found) and set(found) != {"0"}


def test_the_pad_and_its_twin_make_the_same_pixels_of_every_everyday_drawing(page):
    """What the training and the cards measure is what a visitor's drawing becomes."""
    for _, _, _, text in inputs("digits", "development"):
        drawn = [(stroke / 100).tolist() for stroke in drawing.strokes(text)]
        assert coded(page, drawn) == images.code(drawing.picture(drawn)), text
