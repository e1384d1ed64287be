"""Build the wiring: clicks mark the steps, and the answer is checked at once."""

import json

import pytest

from pages.common import links
from rnn_core.gallery.wiring_tasks import TASKS
from tests.app import shown, visit

GALLERY = "pages/gallery.py"


def drawing(at):
    return next(json.loads(e.proto.json)[0] for e in at.get("bidi_component") if "nets" in e.proto.json)


def test_a_right_wiring_is_praised_drawn_and_measured():
    at = visit(GALLERY, room=links.WIRING, wire_task=4, wire_reads="0.1.2.3", wire_writes="0.1.2.3", wire_back="true")
    assert not at.exception and "Right" in at.success[0].value
    net = drawing(at)["nets"][0]
    assert net["inputs"] == ["Jordan", "won", "the", "race"] and net["twoWay"] and net["back"]["rows"] == 16
    assert sum(e[4] == "backward" for e in net["edges"]) == 3
    assert "no way leads there" not in shown(at)


def test_one_way_alone_cannot_know_jordan_and_the_table_shows_the_zeros():
    at = visit(GALLERY, room=links.WIRING, wire_task=4, wire_reads="0.1.2.3", wire_writes="0.1.2.3")
    assert "“won”, “the”, “race”" in at.warning[0].value
    assert shown(at).count("no way leads there") == 6  # below the diagonal of four by four


def test_clicks_mark_the_steps():
    at = visit(GALLERY, room=links.WIRING, wire_task=5)
    assert "Choose at least one step" in at.info[0].value
    reads, _ = at.pills
    reads.set_value([0]).run()
    at.pills[1].set_value([0]).run()
    assert "Right" in at.success[0].value


def test_before_two_choices_the_tasks_steps_are_drawn_with_a_hint():
    at = visit(GALLERY, room=links.WIRING, wire_task=3)
    (net,) = drawing(at)["nets"]
    assert "Choose at least one step" in at.info[0].value and net["reads"] == net["writes"] == [False] * 6 and net["split"] is None
    at.pills[0].set_value([0, 1]).run()
    (net,) = drawing(at)["nets"]
    assert net["reads"] == [True, True] + [False] * 4 and net["inputs"][:2] == ["the", "white"] and not any(net["writes"])


def test_another_task_begins_anew():
    at = visit(GALLERY, room=links.WIRING, wire_task=0, wire_reads="0.1.2.3", wire_writes="3")
    assert "Right" in at.success[0].value
    at.pills[0].set_value([0, 1, 2, 3]).run()
    at.selectbox[0].set_value(5).run()
    assert [pills.value for pills in at.pills] == [[], []]
    assert not at.success and "Choose at least one step" in at.info[0].value


@pytest.mark.parametrize("task", range(len(TASKS)))
def test_any_marking_gives_a_working_page(task):
    for reads, writes in (("0", "0"), ("9", "0"), ("0.1.2.3.4.5.6.7.8.9", "0.1.2.3.4.5.6.7.8.9"), ("3", "0")):
        at = visit(GALLERY, room=links.WIRING, wire_task=task, wire_reads=reads, wire_writes=writes, wire_fed="true", wire_back="true")
        assert not at.exception


def test_a_task_beyond_the_last_is_the_last():
    assert visit(GALLERY, room=links.WIRING, wire_task=99).selectbox[0].value == len(TASKS) - 1
