"""The playground as a visitor with a link meets it."""

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rnn_core import zoo
from rnn_core.corpus import stretch

ROOT = Path(__file__).parents[2]


def visit(page="pages/playground.py", **query):
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.run()
    at.query_params.update({name: str(value) for name, value in query.items()})
    return at.switch_page(page).run()


def shown(at):
    """All the HTML and text of the page."""
    return "\n".join(str(element.proto) for element in at.get("html")) + "\n".join(m.value for m in at.markdown)


def first(kind, text):
    return zoo.load(f"completion-{kind}").read(text).ranked[0]


def test_a_link_brings_its_sentence_back_with_the_numbers_of_the_models():
    at = visit(sentence="she was born in france … so she speaks", filler=7, seed=3)
    assert not at.exception
    assert at.text_input(key="sentence").value == "she was born in france … so she speaks"
    assert at.slider(key="filler").value == 7
    text = stretch("she was born in france … so she speaks", 7, 3)
    for kind in ("window", "rnn", "gru", "lstm"):
        word, p = first(kind, text)
        assert f"says *{word}* ({p:.2f})" in shown(at)


def test_typing_another_sentence_changes_the_answer():
    at = visit()
    at.text_input(key="sentence").set_value("the color of the sky is").run()
    assert not at.exception
    assert shown(at).count("says *blue*") == 4


def test_a_preset_fills_the_sentence_in():
    at = visit()
    at.button(key="preset_The sky").click().run()
    assert at.text_input(key="sentence").value == "the color of the sky is"


@pytest.mark.parametrize("query, name", [
    ({"filler": 9999}, "filler"), ({"filler": "abc"}, "filler"), ({"filler": "NaN"}, "filler"), ({"seed": -1}, "seed"),
    ({"sentence": "a" * 5000}, "sentence"), ({"colour": "red"}, "colour")])
def test_a_spoiled_link_gives_a_working_page_and_a_plain_notice(query, name):
    at = visit(**query)
    assert not at.exception and at.text_input(key="sentence").value
    assert any(name in notice.value for notice in at.info), [notice.value for notice in at.info]


@pytest.mark.parametrize("text", [
    "", "   ", "___", "😀😀😀", "אני גדלתי בגרמניה", "<script>alert(1)</script> the color of the sky is", "\x00the\x00 sky is",
    "$x^2$ [a](javascript:alert(1)) `code` **bold**", "word " * 115, "ÆØÅ ﬁ ² İ", "… … …", "[...] ...", "zyxw vutsr"])
def test_whatever_is_typed_the_page_works(text):
    at = visit()
    at.text_input(key="sentence").set_value(text).run()
    assert not at.exception
    assert "<script" not in shown(at)
    assert shown(at).count(" says *") >= 1


def test_words_it_does_not_know_are_named():
    at = visit(sentence="the zyxw of the sky is")
    assert any("“zyxw” is not among" in warning.value for warning in at.warning)
    assert not visit(sentence="the color of the sky is").warning


def test_filler_without_a_place_for_it_is_told():
    at = visit(sentence="the color of the sky is", filler=20)
    assert any("write three dots" in notice.value for notice in at.info)


def test_a_damaged_model_is_told_and_the_others_are_shown(tmp_path, monkeypatch):
    import streamlit as st

    for file in zoo.FOLDER.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    lstm = tmp_path / "completion-lstm.safetensors"
    lstm.write_bytes(lstm.read_bytes()[:-100])
    st.cache_resource.clear()
    st.cache_data.clear()
    monkeypatch.setattr(zoo.load, "__defaults__", (tmp_path,))
    try:
        at = visit(sentence="the color of the sky is")
        assert not at.exception
        assert any("completion-lstm.safetensors is damaged" in error.value for error in at.error)
        assert shown(at).count("says *blue*") == 3
    finally:
        st.cache_resource.clear()
        st.cache_data.clear()


def test_every_page_runs_where_torch_cannot_be_imported():
    code = """
import sys
sys.modules["torch"] = None
from streamlit.testing.v1 import AppTest
for page in sys.argv[1:]:
    at = AppTest.from_file("app.py", default_timeout=60).run()
    at = at.switch_page(page).run()
    assert not at.exception and at.title, page
print("fine")
"""
    every = [f"pages/{path.name}" for path in sorted((ROOT / "pages").glob("[a-z]*.py"))]
    done = subprocess.run([sys.executable, "-c", code, *every], cwd=ROOT, capture_output=True, text=True)
    assert len(every) >= 2 and "fine" in done.stdout, done.stderr[-2000:]


@pytest.mark.parametrize("sentence, dotted", [("I grew up in Germany … so I'm fluent in", True), ("grass is", False)])
def test_the_distance_chart_is_drawn_when_it_is_opened(sentence, dotted):
    at = visit(sentence=sentence)
    assert not at.get("plotly_chart")
    at.session_state["far"] = True
    at.run()
    assert not at.exception and len(at.get("plotly_chart")) == 1
    assert any("probability of *german*" in caption.value for caption in at.caption) == dotted


def test_who_guesses_first_sees_the_answers_after_the_guess():
    at = visit(sentence="the color of the sky is", mode="guess first")
    assert "<caption" not in shown(at) and not at.markdown and any("write the word you expect" in i.value for i in at.info)
    at.text_input(key="guess").set_value("Green").run()
    assert shown(at).count("<tr class=un-mine>") == 4 and shown(at).count("your word: place") == 4
    at.text_input(key="guess").set_value("zyxw").run()
    assert "<caption" not in shown(at) and any("“zyxw” is not among" in i.value for i in at.info)


def test_another_sentence_asks_for_another_guess():
    at = visit(sentence="the color of the sky is", mode="guess first", guess="blue")
    assert shown(at).count("your word: place 1<") == 4
    at.text_input(key="sentence").set_value("grass is").run()
    assert at.text_input(key="guess").value == "" and "<caption" not in shown(at)
