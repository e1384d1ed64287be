"""Digits row by row: what the page says is what the networks compute; drawings by link, also those that are none."""

import json

import pytest

from pages.common import links
from pages.views.gallery.digits import compute, text
from rnn_core import zoo
from rnn_core.gallery import images
from rnn_core.nn.safetensors import DamagedFile
from tests.app import captions, shown, visit

GALLERY = "pages/gallery.py"
DRAWN = "006eg50002ggg70002fgf200006gf70000ea6g3001g30g7000abbf30003eg600"


def component(at, part):
    found = [json.loads(element.proto.json) for element in at.get("bidi_component")]
    return next(data for data in found if part in data)


def room(**query):
    return visit(GALLERY, room=links.SEQUENCES, **query)


def test_a_link_with_a_drawing_brings_the_same_answers():
    at = room(digit_drawn=DRAWN)
    assert not at.exception and component(at, "code")["code"] == component(at, "code")["shown"] == DRAWN
    nets = component(at, "nets")["nets"]
    for cell, net in zip(compute.READERS, nets, strict=True):
        p = zoo.load_gallery(f"digits-{cell}").read(images.parse(DRAWN)[None])[:, 0]
        assert [told[0] for told in net["outputs"]] == [[str(row.argmax()), round(float(row.max()), 4)] for row in p]
        assert net["writes"] == [False] * 7 + [True] and net["reads"] == [True] * 8
        assert f"says <b>{p[-1].argmax()}</b> " in shown(at)


def test_a_held_out_digit_is_chosen_by_its_number():
    at = room(digit_number=12)
    pictures_, labels = images.part("test")
    data = component(at, "code")
    assert data["code"] == "" and data["shown"] == images.code(pictures_[12])
    assert f"held-out digit 12: a {labels[12]}" in data["note"]
    at.number_input(key="digit_number").set_value(13).run()
    assert component(at, "code")["shown"] == images.code(pictures_[13])


def test_another_number_takes_the_drawings_place():
    at = room(digit_drawn=DRAWN)
    at.number_input(key="digit_number").set_value(3).run()
    assert component(at, "code")["code"] == "" and "held-out digit 3" in component(at, "code")["note"]


@pytest.mark.parametrize("where", [links.SEQUENCES, links.ONE_TO_ONE])
@pytest.mark.parametrize("drawn, told", [
    ("0" * 64, "The drawing is blank"), ("h" * 64, "64 signs from 0 to g"), ("00", "64 signs"), ("<script>alert(1)</script>", "64 signs"),
    ("٣" * 64, "64 signs"), ("0" * 65, "at most 64"), ("g" * 10**5, "at most 64"), ("NaN", "64 signs")])
def test_a_drawing_that_is_none_is_told_and_the_page_works(where, drawn, told):
    at = visit(GALLERY, room=where, digit_drawn=drawn)
    assert not at.exception and any(told in info.value for info in at.info), [info.value for info in at.info]
    assert component(at, "nets")["nets"] and "<script" not in shown(at)


@pytest.mark.parametrize("query", [{"digit_number": "1000000000"}, {"digit_number": "NaN"}, {"digit_number": "-1"}, {"seq_what": "both"}])
def test_hostile_links_are_told(query):
    at = room(**query)
    assert not at.exception and any("cannot be used" in info.value for info in at.info)


def test_a_solid_block_is_read_as_something():
    at = room(digit_drawn="g" * 64)
    assert not at.exception and not at.info and "your drawing" in component(at, "code")["note"]


def test_held_out_shares_stand_beside_the_baselines():
    told = shown(room())
    for name in text.EXPLAINED:
        held = zoo.figures(name)["held_out"]
        assert f"{held['accuracy']:.3f} ({held['low']:.3f}–{held['high']:.3f})" in told
    assert "logistic regression, all pixels" in told and "always the same digit" in told


def test_a_failure_is_read_again_at_the_press_of_a_button():
    at = room()
    wrong = text.wrong({f"digits-{cell}": zoo.figures(f"digits-{cell}") for cell in compute.READERS})
    assert len(wrong) >= 3
    for k in (0, len(wrong) - 1):
        at.button(key=f"digit_wrong_{k}").click().run()
        assert not at.exception and component(at, "code")["shown"] == wrong[k]["code"]
        net = component(at, "nets")["nets"][compute.READERS.index(wrong[k]["name"].split("-")[1])]
        assert net["outputs"][-1][0][0] == str(wrong[k]["said"]) != str(wrong[k]["is"])


def test_when_an_answer_settles_is_told_right():
    runs = compute.by_rows(DRAWN)
    told = text.forming(runs)
    for cell, name in (("rnn", "RNN"), ("gru", "GRU"), ("lstm", "LSTM")):
        said = [best[0][0] for best in runs[cell].outputs]
        first = next(t for t in range(8) if set(said[t:]) == {said[-1]})
        assert f"{name} says {said[-1]} from row {first + 1} on" in told
    assert told in captions(room(digit_drawn=DRAWN))


@pytest.mark.parametrize("name, query", [("digits-gru", {"room": links.SEQUENCES}), ("series-rnn", {"room": links.SEQUENCES, "seq_what": links.BY_YEARS}),
                                         ("digits-feedforward", {"room": links.ONE_TO_ONE})])
def test_a_damaged_model_is_told_with_its_remedy(name, query, monkeypatch):
    import streamlit as st

    def damaged(asked, *rest):
        if asked == name:
            raise DamagedFile(f"rebuild it with python -m rnn_core.train {name}")
        return whole(asked, *rest)

    whole = zoo.load_gallery
    st.cache_resource.clear()
    st.cache_data.clear()
    monkeypatch.setattr(zoo, "load_gallery", damaged)
    try:
        at = visit(GALLERY, **query)
        assert not at.exception and [error.value for error in at.error] == [f"rebuild it with python -m rnn_core.train {name}"]
    finally:
        st.cache_resource.clear()
        st.cache_data.clear()


def test_the_few_lines_say_whose_sizes_they_have():
    at = room()
    at.session_state["gallery_code"] = True
    at.run()
    lines = next(code.value for code in at.code if "nn.GRU" in code.value)
    units = zoo.figures("digits-gru")["hidden_size"]
    assert f"nn.GRU(3, {units}," in lines and f"nn.Linear({units}, 2)" in lines
    assert "toy data" in captions(at) and f"Numbers read at a step 3 (8); hidden units {units} ({units}); outputs 2 (10)." in captions(at)
    assert "The same wiring in a few lines of PyTorch and Keras" in [expander.label for expander in at.expander]
