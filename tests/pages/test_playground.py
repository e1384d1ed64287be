"""The playground as a visitor with a link meets it."""

import subprocess
import sys

import pytest

from rnn_core import zoo
from rnn_core.text.corpus import add_filler
from tests.app import ROOT, shown, visit


def first(kind, text):
    return zoo.load(f"completion-{kind}").read(text).ranked[0]


def test_a_link_brings_its_sentence_back_with_the_numbers_of_the_models():
    at = visit(sentence="she was born in france … so she speaks", filler=7, seed=3)
    assert not at.exception
    assert at.text_input(key="sentence").value == "she was born in france … so she speaks"
    assert at.slider(key="filler").value == 7
    text = add_filler("she was born in france … so she speaks", 7, 3)
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


@pytest.mark.parametrize("query", [{"sentence": "the zyxw of the sky is"}, {"sentence": "the zyxw of the sky is", "mode": "guess first"}])
def test_what_is_not_read_is_told_just_below_the_sentence(query):
    shown = [getattr(element, "key", None) or element.type for element in visit(**query).main]
    assert shown.index("sentence") < shown.index("warning") < shown.index("preset_The sky")


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


@pytest.mark.slow
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


@pytest.mark.parametrize("view", ["word by word", "what mattered", "what if", "how far back"])
@pytest.mark.parametrize("text", ["", "in", "😀😀", "אני גדלתי", "<script>alert(1)</script> sky", "zyxw vutsr", "word " * 115, "germany"])
def test_every_view_works_whatever_was_typed(view, text):
    at = visit(look=view, sentence=text, step=7, answer="<b>", swap="😀", rival="zyxw", without="0.399")
    assert not at.exception and "<script" not in shown(at)


def test_the_networks_read_words_or_characters():
    at = visit(sentence="grass is")
    assert at.title[0].value == "Which word comes next?"
    at.segmented_control(key="reads").set_value("characters").run()
    assert not at.exception and at.title[0].value == "Which character comes next?"
    spoiled = visit(reads="characters", own_size=9999, temperature="NaN")
    assert not spoiled.exception and {n.value.split("=")[0] for n in spoiled.info} == {"The link's temperature", "The link's own_size"}


def test_who_guesses_first_sees_the_answers_after_the_guess():
    at = visit(sentence="the color of the sky is", mode="guess first")
    assert "<caption" not in shown(at) and not at.markdown and any("write the word you expect" in i.value for i in at.info)
    at.text_input(key="guess").set_value("Green").run()
    assert shown(at).count("<tr class=un-guess>") == 4 and shown(at).count("your word: place") == 4
    at.text_input(key="guess").set_value("zyxw").run()
    assert "<caption" not in shown(at) and any("“zyxw” is not among" in i.value for i in at.info)


def test_another_sentence_asks_for_another_guess():
    at = visit(sentence="the color of the sky is", mode="guess first", guess="blue")
    assert shown(at).count("your word: place 1<") == 4
    at.text_input(key="sentence").set_value("grass is").run()
    assert at.text_input(key="guess").value == "" and "<caption" not in shown(at)
