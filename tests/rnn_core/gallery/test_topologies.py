"""The wirings: their flags, the edges that follow, and real networks in which exactly the drawn edges carry a change."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core.gallery import topologies
from rnn_core.gallery.topologies import (
    ENCODER_DECODER,
    FORECAST,
    MANY_TO_MANY,
    MANY_TO_ONE,
    ONE_TO_MANY,
    ONE_TO_ONE,
    Edge,
    Node,
    Topology,
)
from rnn_core.gallery.wired_runs import carried


def flags(text):
    return tuple(c == "1" for c in text)


@pytest.mark.parametrize("wiring, reads, writes", [
    (ONE_TO_ONE, "1", "1"), (ONE_TO_MANY, "1000", "1111"), (MANY_TO_ONE, "1111", "0001"),
    (MANY_TO_MANY, "1111", "1111"), (ENCODER_DECODER, "111000", "000111")])
def test_the_five_wirings_of_the_cheat_sheet(wiring, reads, writes):
    assert (wiring.reads, wiring.writes) == (flags(reads), flags(writes))


@pytest.mark.parametrize("wiring, how, reads, writes", [
    (MANY_TO_ONE, {"reads": 2}, "11", "01"), (MANY_TO_MANY, {"reads": 3}, "111", "111"),
    (ONE_TO_MANY, {"reads": 1, "writes": 3}, "100", "111"), (ONE_TO_MANY, {"reads": 2, "writes": 2}, "110", "011"),
    (ENCODER_DECODER, {"reads": 2, "writes": 1}, "110", "001"), (ONE_TO_ONE, {"reads": 1}, "1", "1")])
def test_a_wiring_takes_the_length_of_an_input(wiring, how, reads, writes):
    longer = wiring.unrolled(**how)
    assert (longer.reads, longer.writes) == (flags(reads), flags(writes))


@pytest.mark.parametrize("wiring, how, told", [
    (MANY_TO_ONE, {"reads": 3, "writes": 2}, "writes once"), (MANY_TO_MANY, {"reads": 3, "writes": 2}, "once for each"),
    (MANY_TO_ONE, {"reads": 0}, "got 0")])
def test_what_has_no_such_form_is_refused(wiring, how, told):
    with pytest.raises(ValueError, match=told):
        wiring.unrolled(**how)


@pytest.mark.parametrize("reads, writes", [("10", "1"), ("00", "11"), ("11", "00"), ("", "")])
def test_flags_that_are_no_wiring_are_refused(reads, writes):
    with pytest.raises(ValueError):
        Topology("x", flags(reads), flags(writes))


def test_encoder_and_decoder_meet_in_one_edge():
    context = [edge for edge in ENCODER_DECODER.edges() if edge.kind == topologies.CONTEXT]
    assert context == [Edge(Node("h", 2), Node("h", 3), topologies.CONTEXT)]
    assert all(w.split is None for w in (ONE_TO_ONE, ONE_TO_MANY, MANY_TO_ONE, MANY_TO_MANY))


def test_reach_by_hand():
    assert ONE_TO_MANY.reach().tolist() == [[True] * 4]
    assert MANY_TO_ONE.reach().tolist() == [[True]] * 4
    assert np.array_equal(MANY_TO_MANY.reach(), np.triu(np.ones((4, 4), bool)))
    assert Topology("x", flags("111"), flags("111"), two_way=True).reach().all()
    assert np.array_equal(Topology("x", flags("111"), flags("111"), recurrent=False).reach(), np.eye(3, dtype=bool))


def test_attention_looks_at_the_present_state_too():
    looks = [(e.source.step, e.target.step) for e in Topology("x", flags("11"), flags("11"), attends=True).edges() if e.kind == topologies.LOOK]
    assert looks == [(0, 0), (0, 1), (1, 1)]


def test_shapes_are_those_of_torch():
    assert MANY_TO_ONE.shapes(3, 5, 2, batch=7) == {"input": (4, 7, 3), "states": (4, 7, 5), "output": (1, 7, 2)}
    assert Topology("x", flags("11"), flags("11"), two_way=True).shapes(3, 5, 2)["states"] == (2, 1, 10)


def test_what_a_network_reads_of_its_own_is_told_apart_from_what_comes_from_outside():
    """Every step of a network that feeds back reads one vector, from one side or the other."""
    for wiring in (ONE_TO_MANY.unrolled(1, 91), ENCODER_DECODER.unrolled(17, 19), FORECAST.unrolled(44, 22)):
        found = wiring.shapes(3, 5, 2)
        assert found["input"][0] + found["fed back"][0] == found["states"][0] == wiring.steps
    assert ONE_TO_MANY.unrolled(1, 91).shapes(64, 256, 233) == {
        "input": (1, 1, 64), "fed back": (90, 1, 64), "states": (91, 1, 256), "output": (91, 1, 233)}
    assert "fed back" not in ONE_TO_ONE.shapes(3, 5, 2) | MANY_TO_MANY.shapes(3, 5, 2)


pattern = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=7).filter(
    lambda steps: any(r for r, _ in steps) and any(w for _, w in steps))


@given(pattern, st.sampled_from(["rnn", "gru", "lstm"]), st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.integers(0, 9))
def test_in_any_wiring_exactly_the_drawn_edges_carry_a_change(steps, cell, recurrent, feeds_back, two_way, attends, seed):
    wiring = Topology("any", tuple(r for r, _ in steps), tuple(w for _, w in steps), recurrent, feeds_back, two_way, attends)
    assert np.array_equal(carried(wiring, cell, seed=seed) > 0, wiring.reach())
    ends = {node for edge in wiring.edges() for node in (edge.source, edge.target)}  # nothing is drawn that is not there
    assert {n.step for n in ends if n.kind == "x"} == set(wiring.read_steps)
    assert {n.step for n in ends if n.kind == "y"} == set(wiring.write_steps)


@pytest.mark.parametrize("wiring, wrong", [
    (MANY_TO_MANY, {"two_way": True}), (MANY_TO_MANY, {"recurrent": False}), (ENCODER_DECODER, {"recurrent": False}),
    (MANY_TO_ONE, {"recurrent": False}), (ONE_TO_MANY, {"recurrent": False, "feeds_back": False})])
def test_a_wrong_description_would_be_seen(wiring, wrong):
    found = carried(wiring, "gru", seed=0) > 0
    assert np.array_equal(found, wiring.reach()) and not np.array_equal(found, replace(wiring, **wrong).reach())
