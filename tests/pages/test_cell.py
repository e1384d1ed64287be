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


def test_a_tiny_cell_is_trained_and_what_cannot_be_learnt_is_said():
    at = visit("pages/cell.py", inside="train a tiny one", toy_rounds=50)
    assert not at.exception and "After 50 training steps the LSTM is off by" in "".join(m.value for m in at.markdown)
    at = visit("pages/cell.py", inside="train a tiny one", toy_task="my own sequence", toy_sequence="0.1 0.2")
    assert not at.exception and "at least 3 numbers; got 2" in at.info[0].value


def test_a_sentence_is_followed_from_its_clue_and_odd_ones_are_answered_plainly():
    at = visit("pages/cell.py", inside="on your sentence")
    assert not at.exception and '"word": 5' in component(at) and "What a gate cannot do" in "".join(m.value for m in at.markdown)
    at = visit("pages/cell.py", inside="on your sentence", follow=3)
    assert '"word": 3' in component(at)
    at = visit("pages/cell.py", inside="on your sentence", sentence=" … ", filler=0)
    assert not at.exception and at.info[0].value == "Type a sentence of at least one word."
    at = visit("pages/cell.py", inside="on your sentence", sentence="xyzzy *plugh* sat", filler=0, follow=400)
    assert not at.exception and "do not know xyzzy" in at.info[0].value and len(at.info) == 2
