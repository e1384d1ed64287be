"""A visitor's own text, pasted or uploaded: learnt as it is, cut or refused in words, and never lost."""

import pytest

from pages.common import links
from pages.views.playground.characters.text_source import LONGEST_PASTE
from tests.app import shown, visit

OWN = {"reads": "characters", "task": "train your own", "own_steps": 120, "own_size": 12, "own_text": links.OWN_TEXT}
TEXT = "the cat sat on the mat.\n" * 60


@pytest.mark.slow
def test_ones_own_text_is_learnt():
    at = visit(**OWN)
    at.text_area(key="own_paste").set_value(TEXT).run()
    at.button(key="own_train").click().run()
    assert not at.exception and at.session_state["own_study"].text == TEXT
    at.segmented_control(key="task").set_value("let it write").run()
    at.segmented_control(key="task").set_value("train your own").run()
    assert at.text_area(key="own_paste").value == TEXT, "nothing typed is lost"


def test_a_file_is_read_or_refused_in_words():
    at = visit(**OWN)
    at.file_uploader(key="own_file").upload("notes.txt", TEXT.encode("utf-16"), "text/plain").run()
    assert any("“notes.txt”, 1,440 characters. The file was read as utf-16" in n.value for n in at.info)
    at.button(key="own_train").click().run()
    assert at.session_state["own_study"].text == TEXT
    at.file_uploader(key="own_file").upload("notes.txt", b"%PDF-1.7 ...", "text/plain").run()
    assert any("This is a PDF" in e.value for e in at.error) and not at.exception


@pytest.mark.parametrize("text, told", [
    ("", "There are 0 characters"), ("too short", "There are 9 characters"), ("a" * 2000, "2,000 characters, and all of them are 'a': there is nothing to predict; give a text with at least 2"),
    ("\x00\u202e" * 3000, "There are 0 characters"),
    ("".join(map(chr, range(0x4E00, 0x4E00 + 20_000))), "20,000 different characters"), ("`" * 2000, r"all of them are '\`'")])
def test_a_text_that_cannot_be_learnt_is_told_and_nothing_is_lost(text, told):
    at = visit(**OWN)
    at.text_area(key="own_paste").set_value(text).run()
    at.button(key="own_train").click().run()
    assert not at.exception and any(told in error.value for error in at.error), [e.value for e in at.error]


def test_emoji_and_right_to_left_are_learnt_like_any_text():
    at = visit(**OWN)
    at.text_area(key="own_paste").set_value("אני גדלתי בגרמניה 😀 <b>&amp;</b>\n" * 60).run()
    at.button(key="own_train").click().run()
    assert not at.exception and "😀" in at.session_state["own_study"].model.alphabet.symbols
    at.button(key="own_write").click().run()
    assert not at.exception and "<b>&amp;</b>" not in shown(at)


def test_a_paste_that_is_too_long_is_cut_with_a_notice_of_both_numbers_and_all_of_it_stays():
    at = visit(**OWN)
    long = TEXT * 40
    assert not at.text_area(key="own_paste").proto.max_chars, "Streamlit throws away what is longer, without a word"
    at.text_area(key="own_paste").set_value(long).run()
    assert any(f"{len(long):,} characters; the first {LONGEST_PASTE:,}" in w.value for w in at.warning)
    assert at.text_area(key="own_paste").value == long
    at.button(key="own_train").click().run()
    assert not at.exception and at.session_state["own_study"].text == long[:LONGEST_PASTE]


def test_a_files_name_is_a_name_and_not_markdown():
    at = visit(**OWN)
    at.file_uploader(key="own_file").upload("**b** [a](javascript:x) `c` :smile:.txt", TEXT.encode(), "text/plain").run()
    (notice,) = [n.value for n in at.info if "Learning from" in n.value]
    assert r"\*\*b\*\* \[a\](javascript" in notice and r"\`c\`" in notice and ":smile:" not in notice
