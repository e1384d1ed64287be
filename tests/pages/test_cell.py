"""Inside the cell, as a visitor with a link gets it."""

from tests.app import visit


def component(at):
    return at.get("bidi_component")[0].proto.json


def test_the_page_opens_on_the_lstm_and_ends_in_a_next_step():
    at = visit("pages/cell.py")
    assert not at.exception and at.title[0].value == "Inside the cell"
    assert "lstm" in component(at) and len(at.get("page_link")) == 1
    assert "What to take along" in at.markdown[1].value


def test_hostile_links_give_a_working_page_and_a_notice():
    at = visit("pages/cell.py", hand_w="nan " * 12, hand_held="7", opened="<b>", hand_x="1 2 3 4 5 6 7 8 9")
    assert not at.exception and not at.error
    assert len([info for info in at.info if "link_off" in info.icon]) == 4
    at = visit("pages/cell.py", hand_w="1.0 2.0")
    assert "The link holds 2 weights, and this cell has 12" in at.info[0].value
