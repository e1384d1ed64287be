"""The lesson's links: each is opened, and what its caption claims is looked up."""

import json

import pytest

from pages.views.gallery.lesson import STEPS
from tests.app import visit

GALLERY = "pages/gallery.py"


def opened(number):
    return visit(GALLERY, **STEPS[number - 1].state.query())


def nets(at):
    return {net["name"]: net for e in at.get("bidi_component") if "nets" in e.proto.json for net in json.loads(e.proto.json)[0]["nets"]}


@pytest.mark.parametrize("number", range(1, 8))
def test_every_link_opens_a_whole_page(number):
    at = opened(number)
    assert not at.exception and not at.error and not at.warning


def test_nothing_is_wired_yet_in_the_first():
    (net,) = nets(opened(1)).values()
    assert not any(net["reads"]) and not any(net["writes"]) and not opened(1).success


def test_not_bad_turns_a_gated_network_round():
    gru = nets(opened(2))["GRU"]
    before = next(k for k, word in enumerate(gru["inputs"]) if word == "not") - 1
    assert gru["outputs"][before][0][0] == "negative" and gru["written"][-1] == "positive"


def test_the_digit_is_one_step_and_then_eight():
    assert [len(next(iter(nets(opened(k)).values()))["reads"]) for k in (3, 4)] == [1, 8]


def test_only_two_ways_know_that_jordan_is_a_place():
    said = {net["twoWay"]: net["written"][net["inputs"].index("Jordan")] for net in nets(opened(6)).values()}
    assert said[True] == "place" != said[False]


def test_the_long_sentence_is_right_with_attention_and_not_without():
    found = nets(opened(7))
    written = {bool(net.get("attention")): " ".join(w for w in net["written"] if w) for net in found.values()}
    assert "ne voit pas le vieux cheval derrière notre maison" in written[True]
    assert "ne voit pas le vieux cheval derrière notre maison" not in written[False]
