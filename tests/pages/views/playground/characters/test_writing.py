"""A network writes what it writes in Python, and the colours are its unit's activations."""

import html
import re
from urllib.parse import parse_qsl

import pytest

from pages.common import links
from pages.common.links import Characters
from pages.views.playground.characters import study_link, tinted_text
from rnn_core import zoo
from rnn_core.text import units
from rnn_core.text.corpus import novels
from rnn_core.text.corpus.texts import TEXTS
from rnn_core.text.study import Settings, Study
from tests.app import captions, shown, visit

PROMPT = "It was "


def text(at):
    """The coloured text as plain characters."""
    (told,) = [element.proto.body for element in at.get("html") if "un-tinted" in element.proto.body and "<div" in element.proto.body]
    return html.unescape(re.sub(r"<[^>]+>", "", told.split('<div class="un-tinted">')[1])).replace("↵", "")


@pytest.mark.parametrize("writer", ["RNN", "GRU", "LSTM"])
def test_a_link_brings_the_same_text_back(writer):
    at = visit(reads="characters", writer=writer, prompt=PROMPT, temperature=0.5, top_k=7, characters=100, draw=4)
    assert not at.exception
    model = zoo.load_characters(f"characters-{writer.lower()}")
    assert text(at) == PROMPT + model.write(PROMPT, 100, temperature=0.5, top_k=7, rng=4)
    found = zoo.figures(f"characters-{writer.lower()}")
    assert f"**{found['held_out']['bits']:.3f} bits each**" in shown(at)
    assert f"Unit {found['tracked']['inside quotes']['unit']} " in shown(at)
    assert ("No unit of this network follows *inside quotes*" in shown(at)) == (writer == "RNN")


def test_the_colours_are_the_units_own():
    at = visit(reads="characters", writer="GRU", prompt=PROMPT, characters=50, feature=links.BY_NUMBER, unit=17)
    model = zoo.load_characters("characters-gru")
    values = units.signal(model, model.alphabet.encode(text(at)))[:, 17]
    assert tinted_text.html(text(at), values, len(PROMPT)) in "".join(e.proto.body for e in at.get("html"))
    at.session_state["tinted_table"] = True
    at.run()
    assert f"<td>{values[0]:+.3f}</td>" in shown(at)


def test_a_held_out_page_is_coloured_and_is_held_out():
    told = text(visit(reads="characters", shown=links.HELD_OUT, draw=2))
    assert len(told) > 500 and told.strip() in novels.text("test") and told.strip() not in novels.text("training")


def test_the_others_write_from_the_same_beginning():
    at = visit(reads="characters", prompt=PROMPT, characters=50)
    at.session_state["others"] = True
    at.run()
    assert not at.exception
    for name in zoo.CHARACTERS:
        assert html.escape(zoo.load_characters(name).write(PROMPT, 50, temperature=0.8, rng=0).split("\n")[0]) in shown(at)


@pytest.mark.parametrize("prompt", ["", "😀", "אני", "<script>alert(1)</script>", "\x00\x01", "a" * 300, "$x$ **b**"])
def test_any_beginning_works_and_unknown_characters_are_named(prompt):
    at = visit(reads="characters", prompt=prompt, characters=50, temperature=0)
    assert not at.exception and "<script" not in shown(at)
    if prompt and prompt[0] in "😀א<":
        assert any("The network does not know" in notice.value for notice in at.info)


def test_a_unit_beyond_the_last_is_told():
    assert "no unit beyond 255: its last one is shown" in shown(visit(reads="characters", writer="LSTM", feature=links.BY_NUMBER, unit=500))


def test_without_a_network_of_ones_own_the_page_says_how_to_get_one():
    at = visit(reads="characters", writer="yours")
    assert not at.exception and any("There is no network of yours yet" in notice.value for notice in at.info)
    at.button(key="to_training").click().run()
    assert at.segmented_control(key="task").value == "train your own" and at.button(key="own_train")


def test_the_default_view_shows_a_unit_that_follows():
    at = visit(reads="characters")
    model, (tracked, *_) = zoo.load_characters("characters-gru"), zoo.figures("characters-gru")["tracked"].values()
    values = units.signal(model, model.alphabet.encode(text(at)))[:, tracked["unit"]]
    here = units.shown(values, "inside quotes", text(at)).feature
    assert min(abs(tracked["correlation"]), abs(here)) > 0.8 and text(at).count('"') > 3
    assert f"Unit {tracked['unit']} follows *inside quotes*" in shown(at) and f"In the text shown here it is **{here:+.2f}**" in shown(at)


def test_a_unit_that_does_not_follow_in_the_text_shown_is_not_said_to():
    at = visit(reads="characters", writer="LSTM", prompt="It is a truth universally")
    assert "nothing to follow" in shown(at) and "how far the text has come (-0.96)" in shown(at)


@pytest.mark.parametrize("prompt", ["", "😀"])
def test_what_the_network_wrote_is_not_called_a_page_of_the_novels(prompt):
    assert "that training did not show" not in captions(visit(reads="characters", prompt=prompt, characters=50))
    assert "that training did not show" in captions(visit(reads="characters", shown=links.HELD_OUT))


def linked(at):
    (code,) = [code.value for code in at.code if "playground?" in code.value]
    return dict(parse_qsl(code.split("?", 1)[1], keep_blank_values=True))


def with_own(study, **query):
    at = visit(reads="characters", writer="yours", prompt="tom ", characters=50, **query)
    at.session_state["own_study"] = study
    return at.run()


@pytest.mark.slow
def test_the_link_of_a_text_by_ones_own_network_leads_to_the_same_text():
    study = Study(TEXTS["facts"](), Settings("gru", 16, window=16, steps=500, seed=2))
    while study.step < 60:
        study.advance(1e-6)
    sent = with_own(study)
    link = linked(sent)
    assert (link["writer"], link["own_size"], link["own_steps"], link["own_window"], link["own_seed"], link["own_text"]) == (
        "yours", "16", "60", "16", "2", "facts")
    at = visit(**link)
    assert any("GRU of hidden size 16, 60 steps" in n.value and "**Let it write**" in n.value for n in at.info)
    at.button(key="to_training").click().run()
    at.button(key="own_train").click().run()
    at.button(key="own_write").click().run()
    assert not at.exception and text(at) == text(sent) and linked(at) == link


@pytest.mark.parametrize("query, told", [({}, "sees the same numbers"), ({"writer": "yours"}, "trains the network again"),
                                         ({"writer": "yours", "own_text": links.OWN_TEXT}, "nor your text"),
                                         ({"task": "train your own", "own_text": links.OWN_TEXT}, "nor your text"),
                                         ({"task": "train your own"}, "trains the network again")])
def test_a_link_promises_what_it_can_keep(query, told):
    assert told in captions(visit(reads="characters", **query))


def test_the_code_of_ones_own_text_is_that_of_ones_own_network():
    study = Study(TEXTS["facts"](), Settings("gru", 8, steps=1))
    (code,) = [code.value for code in with_own(study).code if "model.write" in code.value]
    assert code == study_link.program(Characters(writer="yours", prompt="tom ", characters=50), study, 0, "")


@pytest.mark.slow
def test_a_page_that_ones_own_network_has_read_is_not_called_unread():
    at = with_own(Study(novels.text("test"), Settings("gru", 8, steps=1)), shown=links.HELD_OUT)
    assert "some of it stands in the text that your network learnt from" in captions(at)
    at.session_state["own_study"] = Study(TEXTS["Jane Austen"](), Settings("gru", 8, steps=1))
    assert "that training did not show" in captions(at.run())


def test_shades_follow_the_values_and_text_is_escaped():
    told = tinted_text.html("<b>x", __import__("numpy").array([1.0, 0.5, 0, -2.0]), 1)
    assert "&lt;" in told and "<b>x" not in told.replace("<b>&lt;</b>", "")
    assert re.findall(r"rgba\(([\d,]+),([\d.]+)\)", told.split("</style>")[1]) == [
        ("225,114,43", "0.30"), ("225,114,43", "0.15"), ("59,143,209", "0.60")]
    assert "−2" in tinted_text.key(__import__("numpy").array([-2.0, 1]))
