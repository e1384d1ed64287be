"""A trace shows the run from the inside; what it shows must make up the outputs by the cells' own equations."""

import numpy as np
import pytest

from rnn_core import GRU, LSTM

T, N, I, H = 6, 3, 5, 4


@pytest.mark.parametrize("layout", ["batch", "batch_first", "unbatched"])
@pytest.mark.parametrize("two_way", [False, True])
def test_gates_and_states_obey_the_equations(layout, two_way):
    rng = np.random.default_rng(0)
    shape = {"batch": (T, N, I), "batch_first": (N, T, I), "unbatched": (T, I)}[layout]
    time = {"batch": 1, "batch_first": 2, "unbatched": 1}[layout]
    lstm = LSTM(I, H, bidirectional=two_way, batch_first=layout == "batch_first", dtype=np.float64)
    trace = lstm.trace(rng.normal(size=shape))
    g = trace.gates
    np.testing.assert_allclose(trace.h, g["o"] * np.tanh(trace.c), atol=1e-14)
    for k, c in enumerate(trace.c):
        ordered = np.moveaxis(c, time - 1, 0)
        old = np.roll(ordered, -1 if k else 1, 0)
        old[-1 if k else 0] = 0
        i, f, gg = (np.moveaxis(g[x][k], time - 1, 0) for x in "ifg")
        np.testing.assert_allclose(ordered, f * old + i * gg, atol=1e-14)
    gru = GRU(I, H, bidirectional=two_way, batch_first=layout == "batch_first", dtype=np.float64)
    trace = gru.trace(rng.normal(size=shape))
    for k, h in enumerate(trace.h):
        ordered = np.moveaxis(h, time - 1, 0)
        old = np.roll(ordered, -1 if k else 1, 0)
        old[-1 if k else 0] = 0
        z, n = (np.moveaxis(trace.gates[x][k], time - 1, 0) for x in "zn")
        np.testing.assert_allclose(ordered, (1 - z) * n + z * old, atol=1e-14)
    np.testing.assert_array_equal(np.concatenate(list(trace.h), -1), trace.output)
