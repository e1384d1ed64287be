"""A run as the drawing's data: the very edges of its wiring, and the table that says the same."""

import base64

import numpy as np
import pytest

from pages.views.gallery.shared import unrolled_data
from rnn_core.gallery.runs import Run
from rnn_core.gallery.topologies import ENCODER_DECODER, MANY_TO_ONE, Topology

RNG = np.random.default_rng(0)


def run(text="a<b>", p=0.75):
    return Run(MANY_TO_ONE.unrolled(2), (text, "c"), ((("no", 0.6), ("yes", 0.4)), (("yes", p), ("no", 1 - p))), RNG.uniform(-1, 1, (2, 5)))


def test_the_drawing_has_exactly_the_edges_of_the_wiring():
    for topology in (MANY_TO_ONE, ENCODER_DECODER, Topology("x", (True,) * 3, (True,) * 3, two_way=True)):
        T = topology.steps
        found = unrolled_data.network("gru", Run(topology, ("i",) * T, ((("o", 1.0),),) * T, np.zeros((T, 2))))
        assert found["edges"] == [[e.source.kind, e.source.step, e.target.kind, e.target.step, e.kind] for e in topology.edges()]
        assert (found["reads"], found["writes"], found["split"]) == (list(topology.reads), list(topology.writes), topology.split)


@pytest.mark.parametrize("reads, writes, named", [("10", "01", False), ("1100", "0011", True), ("11110", "00001", False), ("1100", "1111", False)])
def test_only_reading_all_and_then_writing_is_called_encoder_and_decoder(reads, writes, named):
    wiring = Topology("x", *(tuple(c == "1" for c in flags) for flags in (reads, writes)))
    T = wiring.steps
    found = unrolled_data.network("your wiring", Run(wiring, ("i",) * T, ((("o", 1.0),),) * T, np.zeros((T, 2))))
    assert (found["split"] is not None) == wiring.encoder_decoder == named


def test_states_come_as_bytes_that_say_their_scale():
    shown = run()
    heat = unrolled_data.network("gru", shown)["states"]
    values = np.frombuffer(base64.b64decode(heat["values"]), np.int8).reshape(2, 5) * heat["scale"] / 127
    assert np.abs(values - shown.states).max() <= heat["scale"] / 254 + 1e-9


def test_the_stamp_changes_with_anything_that_is_drawn():
    first = unrolled_data.drawing({"gru": Run(MANY_TO_ONE.unrolled(1), ("a",), ((("yes", 0.9),),), np.ones((1, 3)) * 0.5)})
    second = unrolled_data.drawing({"gru": Run(MANY_TO_ONE.unrolled(1), ("a",), ((("yes", 0.9),),), np.ones((1, 3)) * 0.6)})
    assert first["stamp"] != second["stamp"]


def test_the_table_says_what_is_written_and_in_brackets_what_would_be():
    rows = unrolled_data.rows({"gru": run(), "lstm": run()})
    assert rows[1]["Reads"] == "c" and rows[1]["GRU"] == "yes 75.0 %, no 25.0 %"
    assert rows[0]["LSTM"] == "(no 60.0 %, yes 40.0 %)"


def test_what_was_drawn_by_chance_is_named_first():
    drawn = Run(MANY_TO_ONE.unrolled(1), ("a",), ((("yes", 0.9), ("no", 0.1)),), np.zeros((1, 2)), taken=("no",))
    assert unrolled_data.rows({"gru": drawn})[0]["GRU"] == "no, drawn from: yes 90.0 %, no 10.0 %"


def test_networks_of_other_lengths_stand_under_each_other():
    other = Run(MANY_TO_ONE.unrolled(1), ("z",), ((("no", 1.0),),), np.zeros((1, 5)))
    assert [row["Network"] for row in unrolled_data.rows({"gru": run(), "two-way": other})] == ["GRU", "GRU", "two-way"]


def test_pictures_are_bytes():
    grey = np.array([[0.0, 1.0, 0.5]])
    found = unrolled_data.picture(grey)
    assert (found["height"], found["width"]) == (1, 3) and list(base64.b64decode(found["values"])) == [0, 255, 128]


def test_a_network_keeps_its_colour_whatever_stands_beside_it():
    pair = ("two-way GRU", "one-way GRU")
    for order in (pair, pair[::-1]):
        found = {net["name"]: net["colour"] for net in unrolled_data.drawing({kind: run() for kind in order})["nets"]}
        assert found == {kind: unrolled_data.name_and_colour(kind)[1] for kind in pair} and len(set(found.values())) == 2
    assert unrolled_data.name_and_colour("with attention")[1] != unrolled_data.name_and_colour("without attention")[1]


def test_what_is_right_is_not_shown_as_written_when_it_was_fed_in():
    forced = Run(MANY_TO_ONE.unrolled(1), ("a",), ((("fell", 0.9), ("fallen", 0.1)),), np.zeros((1, 2)), taken=("fallen",), forced=True)
    assert unrolled_data.network("gru", forced)["forced"] and not unrolled_data.network("gru", run())["forced"]
    assert unrolled_data.rows({"gru": forced})[0]["GRU"] == "right is fallen; it would write: fell 90.0 %, fallen 10.0 %"
