"""One step of each cell on paper: the same numbers as torch.nn, and an operation for every line."""

import numpy as np
import pytest
import torch

from rnn_core import GRU, LSTM, RNN
from rnn_core.nn import equations
from rnn_core.nn.equations import STEPS, lines, parameter_names, parameters, run, source, unroll

CELLS = {"rnn": (RNN, torch.nn.RNN), "gru": (GRU, torch.nn.GRU), "lstm": (LSTM, torch.nn.LSTM)}
every_cell = pytest.mark.parametrize("name", CELLS)


def example(name):
    """A network of 3 inputs and 2 units, 5 steps, and torch's h and c after each."""
    ours, theirs = CELLS[name]
    net, twin = ours(3, 2, dtype=np.float64, rng=7), theirs(3, 2, dtype=torch.float64)
    twin.load_state_dict({key: torch.from_numpy(value) for key, value in net.state_dict().items()})
    x, state, seen = np.random.default_rng(1).normal(size=(5, 3)), None, []
    for step in torch.from_numpy(x):
        _, state = twin(step[None], state)
        seen.append([part.detach().numpy()[0] for part in (state if isinstance(state, tuple) else (state,))])
    return net, x, seen


@every_cell
def test_every_step_is_torchs(name):
    net, x, seen = example(name)
    for known, states in zip(unroll(STEPS[name], parameters(net), x), seen, strict=True):
        for letter, expected in zip("hc", states, strict=False):
            np.testing.assert_allclose(known[f"{letter}_new"], expected, rtol=0, atol=1e-14)


@every_cell
def test_line_by_line_and_in_one_call_are_the_same_to_the_last_bit(name):
    net, x, _ = example(name)
    weights, states = parameters(net), {state: np.array([0.3, -0.7]) for state in equations.state_names(STEPS[name])}
    known = run(STEPS[name], {"x": x[0]} | states | weights)
    told = STEPS[name](x[0], **states, **weights)
    assert all((known[f"{letter}_new"] == value).all() for letter, value in zip("hc", told if isinstance(told, tuple) else (told,), strict=False))


@every_cell
def test_every_line_names_its_place_in_the_source_and_what_it_reads(name):
    code = source(STEPS[name]).splitlines()
    for line in lines(STEPS[name]):
        assert code[line.number].strip().startswith(f"{line.target} = ")
        assert all(read in code[line.number].split("=")[1] for read in line.reads)
    assert {read for line in lines(STEPS[name]) for read in line.reads} >= set(parameter_names(STEPS[name]))


def test_a_gate_that_is_held_is_what_the_hand_says():
    net, x, _ = example("lstm")
    found = unroll(STEPS["lstm"], parameters(net), x, {"f": np.ones(2), "i": np.zeros(2)})
    assert all((known["c_new"] == 0).all() for known in found)
    found = unroll(STEPS["lstm"], parameters(net), x, {"f": np.ones(2), "i": np.ones(2)})
    np.testing.assert_allclose(found[-1]["c_new"], sum(known["g"] for known in found), atol=1e-15)


def test_what_cannot_be_taken_apart_is_named():
    with pytest.raises(TypeError, match=r"x\[0\] is no operation"):
        equations._tree(__import__("ast").parse("x[0]", mode="eval").body)
