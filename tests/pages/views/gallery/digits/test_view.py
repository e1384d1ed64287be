"""A digit at once and row by row: what the page says is what the networks compute; drawings by link, also those that are none."""

import json

import pytest

from pages.common import links
from pages.views.gallery.digits import compute, text, view
from rnn_core import zoo
from rnn_core.gallery import images
from tests.app import captions, shown, visit

GALLERY = "pages/gallery.py"
DRAWN = "006eg50002ggg70002fgf200006gf70000ea6g3001g30g7000abbf30003eg600"


def component(at, part):
    found = [json.loads(element.proto.json)[0] for element in at.get("bidi_component")]
    return next(data for data in found if part in data)


def at_once(**query):
    return visit(GALLERY, room=links.ONE_TO_ONE, **query)


def by_rows(**query):
    return visit(GALLERY, room=links.SEQUENCES, **query)


def net_of(at):
    return component(at, "nets")["nets"][0]


def test_the_answer_is_the_networks_and_there_is_no_recurrence():
    at, (held, _) = at_once(digit_number=40), images.part("test")
    net, p = net_of(at), zoo.load_gallery("digits-feedforward").read(held[40][None])[0, 0]
    assert net["outputs"][0][0] == [str(p.argmax()), round(float(p.max()), 4)]
    assert not net["recurrent"] and net["reads"] == net["writes"] == [True] and len(net["edges"]) == 2
    assert "**No recurrence**" in shown(at)


def test_shuffled_pixels_are_shown_and_the_answer_stays():
    plain, other = net_of(at_once(digit_number=40)), net_of(at_once(digit_number=40, digit_shuffled="true"))
    assert plain["pictures"]["values"] != other["pictures"]["values"]
    for (digit, p), (again, q) in zip(plain["outputs"][0], other["outputs"][0], strict=True):
        assert digit == again and p == pytest.approx(q, abs=2e-4)
    assert "look at the picture it reads now" in shown(at_once(digit_shuffled="true"))


def test_the_page_tells_what_was_measured_on_shuffled_pixels():
    told = zoo.figures("digits-feedforward")["shuffled"]
    assert f"{told['accuracy']:.3f} ({told['low']:.3f}–{told['high']:.3f})" in shown(at_once())


def test_upside_down_every_network_is_measured_with_untouched_weights():
    """What order means is only told by what is measured alike: none of the four is trained or moved for it."""
    held, labels = images.part("test")
    said = shown(at_once())
    for name in (view.AT_ONCE, *view.BY_ROWS):
        right = (zoo.load_gallery(name).read(held[:, ::-1])[-1].argmax(-1) == labels).mean()
        figures = zoo.figures(name)["rows_backwards"]
        assert figures["accuracy"] == round(float(right), 4) and f"{right:.3f}" in said
        assert figures["low"] < zoo.figures("digits-feedforward")["rows_backwards"]["accuracy"] < figures["high"]  # “no differently”


def test_the_pad_says_that_what_it_shows_is_not_yet_shuffled():
    plain, shuffled = (component(at_once(digit_number=40, **query), "shown") for query in ({}, {"digit_shuffled": "true"}))
    assert plain["seen"].startswith("what it gets: 8 × 8") and "that is read" in plain["label"]
    assert shuffled["shown"] == plain["shown"] and "in another order" in shuffled["seen"] and "before its pixels are shuffled" in shuffled["label"]


def test_the_shapes_do_not_speak_of_a_state_that_is_kept():
    at = at_once()
    at.session_state["gallery_shapes"] = True
    at.run()
    assert "<td>hidden layer</td><td>(1, 1, 860)</td><td>made anew for each input; nothing is kept</td>" in shown(at)


def test_a_link_with_a_drawing_brings_the_same_answers():
    at = by_rows(digit_drawn=DRAWN)
    assert not at.exception and component(at, "code")["code"] == component(at, "code")["shown"] == DRAWN
    nets = component(at, "nets")["nets"]
    for cell, net in zip(compute.CELLS, nets, strict=True):
        p = zoo.load_gallery(f"digits-{cell}").read(images.parse(DRAWN)[None])[:, 0]
        assert [told[0] for told in net["outputs"]] == [[str(row.argmax()), round(float(row.max()), 4)] for row in p]
        assert net["writes"] == [False] * 7 + [True] and net["reads"] == [True] * 8
        assert f"says <b>{p[-1].argmax()}</b> " in shown(at)


def test_a_held_out_digit_is_chosen_by_its_number():
    at = by_rows(digit_number=12)
    pictures_, labels = images.part("test")
    data = component(at, "code")
    assert data["code"] == "" and data["shown"] == images.code(pictures_[12])
    assert f"held-out digit 12: a {labels[12]}" in data["note"]
    at.number_input(key="digit_number").set_value(13).run()
    assert component(at, "code")["shown"] == images.code(pictures_[13])


def test_another_number_takes_the_drawings_place():
    at = by_rows(digit_drawn=DRAWN)
    at.number_input(key="digit_number").set_value(3).run()
    assert component(at, "code")["code"] == "" and "held-out digit 3" in component(at, "code")["note"]


@pytest.mark.parametrize("where", [links.SEQUENCES, links.ONE_TO_ONE])
@pytest.mark.parametrize("drawn, told", [
    ("0" * 64, "The drawing is blank"), ("h" * 64, "64 signs from 0 to g"), ("00", "64 signs"), ("<script>alert(1)</script>", "64 signs"),
    ("٣" * 64, "64 signs"), ("0" * 65, "at most 64"), ("g" * 10**5, "at most 64"), ("NaN", "64 signs")])
def test_a_drawing_that_is_none_gets_a_notice_and_the_page_works(where, drawn, told):
    at = visit(GALLERY, room=where, digit_drawn=drawn)
    assert not at.exception and any(told in info.value for info in at.info), [info.value for info in at.info]
    assert component(at, "nets")["nets"] and "<script" not in shown(at)


@pytest.mark.parametrize("query", [{"digit_number": "1000000000"}, {"digit_number": "NaN"}, {"digit_number": "-1"}, {"seq_what": "both"}])
def test_hostile_links_get_a_notice(query):
    at = by_rows(**query)
    assert not at.exception and any("cannot be used" in info.value for info in at.info)


def test_a_solid_block_is_read_as_something():
    at = by_rows(digit_drawn="g" * 64)
    assert not at.exception and "your drawing" in component(at, "code")["note"]
    assert [info.value for info in at.info] == [text.doubt("g" * 64, compute.by_rows("g" * 64))]


def test_held_out_shares_stand_beside_the_baselines():
    told = shown(by_rows())
    for name in text.LABELS:
        held = zoo.figures(name)["held_out"]
        assert f"{held['accuracy']:.3f} ({held['low']:.3f}–{held['high']:.3f})" in told
    assert "logistic regression, all pixels" in told and "always the same digit" in told


def test_a_failure_is_read_again_at_the_press_of_a_button():
    at = by_rows()
    wrong = text.failures({f"digits-{cell}": zoo.figures(f"digits-{cell}") for cell in compute.CELLS})
    assert len(wrong) >= 3
    for k in (0, len(wrong) - 1):
        at.button(key=f"digit_wrong_{k}").click().run()
        assert not at.exception and component(at, "code")["shown"] == wrong[k]["code"]
        net = component(at, "nets")["nets"][compute.CELLS.index(wrong[k]["name"].split("-")[1])]
        assert net["outputs"][-1][0][0] == str(wrong[k]["said"]) != str(wrong[k]["is"])


def test_the_few_lines_say_whose_sizes_they_have():
    at = by_rows()
    at.session_state["gallery_code"] = True
    at.run()
    lines = next(code.value for code in at.code if "nn.GRU" in code.value)
    units = zoo.figures("digits-gru")["hidden_size"]
    assert f"nn.GRU(3, {units}," in lines and f"nn.Linear({units}, 2)" in lines
    assert "toy data" in captions(at) and f"Numbers read at a step 3 (8); hidden units {units} ({units}); outputs 2 (10)." in captions(at)
    assert "The same wiring in a few lines of PyTorch and Keras" in [expander.label for expander in at.expander]
