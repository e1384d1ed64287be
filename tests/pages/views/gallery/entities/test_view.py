"""Many to many, aligned: names marked by a one-way and a two-way network, one under the other."""

import html
import json
import re

import pytest

from pages.common import links
from pages.views.gallery.entities import compute, view
from pages.views.gallery.entities import text as sentences
from rnn_core import zoo
from rnn_core.gallery.entities import TYPES
from tests.app import captions, shown, visit

GALLERY = "pages/gallery.py"
CALLED, BORDERS = "Jordan called me yesterday about a job at Siemens.", "Jordan borders Syria and exports very little."


def room(**query):
    return visit(GALLERY, room=links.ENTITIES, **query)


def drawing(at):
    return next(json.loads(e.proto.json)[0] for e in at.get("bidi_component") if "nets" in e.proto.json)


def blocks(at):
    """Network → the marks in its sentence, (name, kind)."""
    (told,) = [e.proto.body for e in at.get("html") if '<div class="un-entities"' in e.proto.body]
    found = {}
    for block in told.split('<div class="un-entities"')[1:]:
        label = html.unescape(re.search(r"<b>(.*?)</b>", block)[1])
        found[label] = [tuple(map(html.unescape, pair)) for pair in re.findall(r"<mark[^>]*>(.*?)<small>(.*?)</small></mark>", block)]
    return found


@pytest.mark.parametrize("cell", ["RNN", "GRU"])
def test_a_link_brings_the_networks_own_entities_back(cell):
    at = room(marks_text=CALLED, marks_cell=cell, at=1)
    assert not at.exception and not at.error
    kinds = {f"one-way {cell}": cell.lower(), f"two-way {cell}": f"bi{cell.lower()}"}
    for label, kind in kinds.items():
        reading = zoo.load_gallery(f"entities-{kind}").read(CALLED)
        assert blocks(at)[label] == [(sentences.entity_text(reading, e, CALLED), TYPES[e.type]) for e in reading.entities]
    data = drawing(at)
    assert [net["name"] for net in data["nets"]] == list(kinds)[::-1] and data["step"] == 1
    assert [net["twoWay"] for net in data["nets"]] == [True, False] and data["nets"][0]["back"]["rows"] == 96
    assert all(net["writes"] == [True] * len(net["inputs"]) for net in data["nets"])


def test_only_what_follows_tells_the_two_jordans_apart():
    first = {text: {label.split()[0]: marks[0] for label, marks in blocks(room(marks_text=text)).items()} for text in (CALLED, BORDERS)}
    assert first[CALLED]["two-way"] == ("Jordan", "person") and first[BORDERS]["two-way"] == ("Jordan", "place")
    assert first[CALLED]["one-way"] == first[BORDERS]["one-way"]
    told = shown(room(marks_text=BORDERS))
    assert "They differ: “Jordan” is a person for the one-way and a place for the two-way network." in told and "un-differs" in told


def test_the_held_out_figures_stand_beside_their_baselines():
    told = shown(room())
    for kind in zoo.FAMILIES["entities"][1]:
        main = next(iter(zoo.figures(f"entities-{kind}")["held_out"].values()))
        assert f"{main['f1']:.3f} ({main['low']:.3f}–{main['high']:.3f})" in told
    assert "no recurrence" in told and "looking names up" in told


def test_the_table_names_what_is_found_and_a_network_without_recurrence_too():
    at = room(marks_text=CALLED)
    at.session_state["entities_table"] = True
    at.run()
    assert not at.exception and f"<td>{compute.ALONE}</td>" in shown(at) and "<td>Siemens</td>" in shown(at)


def test_a_sentence_to_try_takes_the_place_of_the_visitors():
    at = room(at=1)
    at.pills[0].set_value("The cat sat on the mat.").run()
    assert not at.exception and drawing(at)["nets"][0]["inputs"][1] == "cat" and drawing(at)["step"] == 400
    assert "Neither finds a name here." in shown(at) and blocks(at) == {"one-way GRU": [], "two-way GRU": []}


@pytest.mark.parametrize("text, told", [
    ("", "There is no word to read"), ("…“”", "There is no word to read"), ("😀😀", "There is no word to read"), ("שלום עולם", "שלום"),
    ("很好 电影", "很好"), ("qqqq zzzz xxxx", "known by parts of their spelling"), ("<script>alert(1)</script> Jordan", "script"),
    ("$x$ **b** [a](b)", "x"), ("a " * 200, "the first 80 are read"), ("JORDAN CALLED ANNA", "JORDAN")])
def test_any_text_gives_a_working_page_and_a_plain_word(text, told):
    at = room(marks_text=text)
    said = shown(at) + captions(at) + "".join(info.value for info in at.info) + json.dumps([json.loads(e.proto.json)[0] for e in at.get("bidi_component")], ensure_ascii=False)
    assert not at.exception and told in said and "<script" not in shown(at)


@pytest.mark.parametrize("query, told", [({"marks_text": "a" * 401}, "at most 400 are read"), ({"marks_cell": "CNN"}, "cannot be used"),
                                         ({"at": "NaN"}, "cannot be used")])
def test_a_hostile_link_is_answered_in_a_sentence(query, told):
    at = room(**query)
    assert not at.exception and any(told in info.value for info in at.info)


def test_the_footer_has_shapes_programs_cards_and_failures():
    at = room(marks_text=BORDERS)
    for key in ("gallery_shapes", "gallery_code", "gallery_cards"):
        at.session_state[key] = True
    at.run()
    told = shown(at) + "".join(code.value for code in at.code)
    assert not at.exception and "(8, 1, 64)" in told and "(8, 1, 192)" in told and "(8, 1, 7)" in told
    assert "bidirectional=True" in told and "# entities-words" in told
    assert html.escape(zoo.figures("entities-bigru")["failures"][0]["text"])[:20] in told.replace("\\", "")


def test_the_sentences_to_try_are_what_their_label_says():
    pairs, others = view.EXAMPLES[:4], [text.split()[0].lower() for text in view.EXAMPLES[4:]]
    assert all(a.split()[0] == b.split()[0] and a != b for a, b in (pairs[:2], pairs[2:]))
    assert len({*others, pairs[0].split()[0].lower(), pairs[2].split()[0].lower()}) == 4
    assert any("the first four are two pairs that begin alike" in pills.label for pills in room().pills)


def test_the_page_says_that_the_sentences_are_made_and_what_written_apart_means():
    at = room()
    assert "2,000 made sentences" in shown(at) and "“Wordings written apart” were written by themselves" in captions(at)
