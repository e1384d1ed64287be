"""What a network that was read gives: gates and states as arrays, a table, slopes."""

import io

import numpy as np
import pandas as pd
import pytest
import torch

from rnn_core import LSTM, load_network
from rnn_core.files import Layer, Network, Stack

X = np.random.default_rng(0).normal(size=(6, 2, 3))


def saved(made):
    stream = io.BytesIO()
    torch.save(made.state_dict(), stream)
    return stream.getvalue()


def lstm():
    torch.manual_seed(0)
    return torch.nn.LSTM(3, 4, 2, bidirectional=True).double()


def test_gates_and_states_are_those_of_the_layer_and_follow_the_inputs_form():
    network, net = load_network(saved(lstm())), LSTM(3, 4, 2, bidirectional=True, dtype=np.float64)
    net.load_state_dict(lstm().state_dict())
    trace = net.trace(X)
    gates, states = network.gates(X), network.states(X)
    for k, name in enumerate(("lstm_l0", "lstm_l0_reverse", "lstm_l1", "lstm_l1_reverse")):
        for gate in "ifgo":
            assert np.array_equal(gates[f"{name}.{gate}"], trace.gates[gate][k])
        assert np.array_equal(states[f"{name}.h"], trace.h[k]) and np.array_equal(states[f"{name}.c"], trace.c[k])
    alone = network.gates(X[:, 0])
    assert alone["lstm_l0.f"].shape == (6, 4) and np.allclose(alone["lstm_l0.f"], gates["lstm_l0.f"][:, 0])
    assert pd.DataFrame(alone["lstm_l0.f"]).shape == (6, 4)


def test_a_table_has_a_line_for_every_number():
    network = load_network(saved(lstm()))
    table = pd.DataFrame(network.table(X))
    assert len(table) == 2 * 2 * 6 * 2 * 4 and list(table)[:6] == ["layer", "direction", "step", "sequence", "unit", "h"]
    (line,) = table[(table.layer == "lstm_l1") & (table.direction == "reverse") & (table.step == 5) & (table.sequence == 1)
                    & (table.unit == 2)].f
    assert line == network.gates(X)["lstm_l1_reverse.f"][5, 1, 2]


def test_its_architecture_is_rows_of_a_table():
    rows = pd.DataFrame(load_network(saved(lstm())).architecture)
    assert list(rows.layer) == ["lstm_l0", "lstm_l1"] and list(rows.input_size) == [3, 8] and list(rows.parameters) == [288, 448]


def layered(merge="concat", **options):
    below, above = (LSTM(size, 4, bidirectional=True, dtype=np.float64, rng=size) for size in (3, 8 if merge == "concat" else 4))
    p = np.random.default_rng(1).normal(size=(2, 3, 4))
    layers = (Layer("a", below, merge=merge, **options), Layer("b", above, projection=tuple(p), merge="mul"))
    return Network("test", "keras", "test", (Stack("both", layers),), ("float64",))


@pytest.mark.parametrize("options", [{}, {"merge": "sum"}, {"merge": "ave"}, {"merge": "mul"}, {"reverse": True}, {"go_backwards": True}])
def test_slopes_through_every_layer_are_those_of_differences(options):
    network = layered(**options)
    run = network.run(X)
    readout = np.random.default_rng(2).normal(size=run.output.shape)
    slope = run.backward(readout).x
    for place in ((0, 0, 1), (3, 1, 2), (5, 0, 0)):
        sides = []
        for sign in (1, -1):
            moved = X.copy()
            moved[place] += sign * 1e-6
            sides.append((network.run(moved).output * readout).sum())
        assert abs((sides[0] - sides[1]) / 2e-6 - slope[place]) < 1e-7


def test_reading_from_the_end_is_reading_the_input_turned():
    plain, reverse, backwards = (layered(**options).run(X[::-1] if not options else X)
                                 for options in ({}, {"reverse": True}, {"go_backwards": True}))
    assert np.array_equal(reverse.outputs[0], plain.outputs[0][::-1]) and np.array_equal(backwards.outputs[0], plain.outputs[0])
    assert np.array_equal(reverse.states["a.h"], plain.states["a.h"][::-1]) and np.array_equal(backwards.gates["a.f"], plain.gates["a.f"])


@pytest.mark.parametrize("x, words", [
    (np.ones((4, 2)), r"\(steps, 3\) or \(steps, batch, 3\); got \(4, 2\)"), (np.ones(3), "got"), (np.ones((0, 3)), "got"),
    ([["a", "b", "c"]], "numbers only"), (np.full((2, 3), np.nan), "6 of 6 values that are NaN")])
def test_an_input_that_does_not_fit_is_named(x, words):
    with pytest.raises(ValueError, match=words):
        load_network(saved(lstm())).gates(x)
