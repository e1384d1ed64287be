"""Many to one: the visitor's sentence, three verdicts as they form, and what the networks do not know."""

import html
import json

import pytest

from pages.common import links
from pages.common.bars import percent
from rnn_core import zoo
from tests.app import captions, shown, visit

GALLERY, CELLS = "pages/gallery.py", ("rnn", "gru", "lstm")


def room(**query):
    return visit(GALLERY, room=links.SENTIMENT, **query)


def drawing(at):
    return next(json.loads(e.proto.json)[0] for e in at.get("bidi_component") if "nets" in e.proto.json)


def test_a_link_brings_the_networks_own_answers_back():
    text = "I do not like this film"
    at = room(verdict_text=text, at=2)
    assert not at.exception and not at.error
    for cell in CELLS:
        name, p = zoo.load_gallery(f"sentiment-{cell}").read(text).verdict
        assert f"<b>{name} {html.escape(percent(p))}</b>" in shown(at).replace("\\", "")
    data = drawing(at)
    assert data["step"] == 2 and data["net"] == "GRU" and [net["name"] for net in data["nets"]] == ["RNN", "GRU", "LSTM"]
    assert [net["inputs"] for net in data["nets"]] == [text.split()] * 3
    for net in data["nets"]:
        reading = zoo.load_gallery(f"sentiment-{net['name'].lower()}").read(text)
        assert [dict(map(tuple, out))["positive"] for out in net["outputs"]] == pytest.approx(reading.p.tolist(), abs=1e-4)
        assert net["writes"] == [False] * 5 + [True] and net["states"]["rows"] == 64


def test_the_held_out_figures_stand_beside_their_baselines():
    told = shown(room())
    for cell in CELLS:
        assert f"{zoo.figures(f'sentiment-{cell}')['held_out']['accuracy']:.3f} (" in told
    assert "naive Bayes, words and pairs" in told and "always the more frequent verdict" in told and "239 words never were" in told


def test_a_sentence_to_try_takes_the_place_of_the_visitors():
    at = room(at=1)
    at.pills[0].set_value("This film is not bad.").run()
    assert not at.exception and at.text_input(key="verdict_text").value == "This film is not bad."
    assert drawing(at)["nets"][0]["inputs"] == ["This", "film", "is", "not", "bad", "."] and drawing(at)["step"] == 400


def test_unknown_words_are_named():
    at = room(verdict_text="a zorblaxian flurgh")
    assert "“zorblaxian”, “flurgh”" in captions(at) and not at.exception


@pytest.mark.parametrize("text, told", [
    ("", "There is no word to read"), ("   ", "There is no word to read"), ("…“”", "There is no word to read"), ("😀😀", "There is no word to read"),
    ("שלום עולם", "שלום"), ("很好 电影", "很好"), ("qqqq zzzz xxxx", "do not know"), ("<script>alert(1)</script>", "script"), ("$x$ **b** [a](b)", "x"),
    ("a " * 200, "the first 120 are read")])
def test_any_text_gives_a_working_page_and_a_plain_word(text, told):
    at = room(verdict_text=text)
    said = shown(at) + captions(at) + "".join(info.value for info in at.info) + json.dumps([json.loads(e.proto.json)[0] for e in at.get("bidi_component")], ensure_ascii=False)
    assert not at.exception and told in said and "<script" not in shown(at)


@pytest.mark.parametrize("query, told", [({"verdict_text": "a" * 401}, "at most 400 are read"), ({"at": "1e9"}, "cannot be used"), ({"at": "-1"}, "cannot be used")])
def test_a_hostile_link_is_answered_in_a_sentence(query, told):
    at = room(**query)
    assert not at.exception and any(told in info.value for info in at.info)


def test_the_footer_has_shapes_programs_cards_and_failures():
    at = room(verdict_text="not bad")
    for key in ("gallery_shapes", "gallery_code", "gallery_cards"):
        at.session_state[key] = True
    at.run()
    told = shown(at) + "".join(code.value for code in at.code)
    assert not at.exception and "(2, 1, 48)" in told and "(1, 1, 2)" in told and "nn.GRU" in told and "# sentiment-rnn" in told
    assert html.escape(zoo.figures("sentiment-gru")["failures"][0]["text"])[:20] in told.replace("\\", "")
