"""Pins: kept in the link, three at most, and the way back."""

from tests.app import shown, visit


def test_pins_are_kept_in_the_link_and_side_by_side():
    at = visit(sentence="grass is", filler=0, seed=0)
    at.button(key="pin").click().run()
    assert at.query_params["pinned"] == "0~0~grass is" and at.button(key="pin").disabled
    at.text_input(key="sentence").set_value("i live in france … i speak").run()
    at.slider(key="filler").set_value(20).run()
    html = shown(at)
    assert "**Now**" in html and "**Pin 1**" in html and html.count("un-bars") > 8
    assert [t.value for t in at.text] == ["i live in france … i speak (20 filler words, seed 0)", "grass is"]
    at.button(key="back_1").click().run()
    assert at.text_input(key="sentence").value == "grass is" and at.slider(key="filler").value == 0
    at.button(key="unpin_1").click().run()
    assert "pinned" not in at.query_params and "**Pin 1**" not in shown(at)


def test_three_are_the_most_and_a_spoiled_one_is_told():
    at = visit(pinned="1~2~a b\n2~2~a c\n3~2~a d")
    assert at.button(key="pin").disabled and "**Pin 3**" in shown(at) and not at.exception
    at = visit(pinned="1~2~a\n" * 4)
    assert any("there is room for 3" in notice.value for notice in at.info) and not at.exception


def test_what_was_pinned_is_text_and_nothing_else():
    at = visit(pinned="1~2~<img src=x onerror=alert(1)> **b** $x$")
    assert "<img" not in shown(at) and not at.exception
