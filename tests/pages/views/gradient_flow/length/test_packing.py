"""What is packed for the browser comes out again, within a fortieth of a decade."""

import base64
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.views.gradient_flow.length.packing import OVER, ZERO, levels, pack
from rnn_core import gradient_flow


def unpack(packed, lengths, steps):
    """The levels of every length, lag 0 first, as all_lengths.js makes them."""
    data = zlib.decompress(base64.b64decode(packed))
    count, step, longest = int(np.sum(lengths)), np.frombuffer(data, "<i4", 1)[0], np.frombuffer(data, "<i4", steps, 4)
    four = np.frombuffer(data, np.uint8, -(-count // 4), 4 * steps + 4)
    codes = (four[:, None] >> np.array([0, 2, 4, 6], np.uint8) & 3).ravel()[:count]
    changes = np.array([0, 1, -1, 0], np.int32)[codes]
    changes[codes == 3] = np.frombuffer(data[4 * steps + 4 + len(four) :], "<i4")
    rows, start = [], 0
    for n in lengths:
        apart = np.cumsum(changes[start : start + n], dtype=np.int32)
        lost = (apart == ZERO) | (apart == OVER)
        rows.append(np.where(lost, apart, longest[:n][::-1] + step * np.where(lost, 0, apart)))
        start += n
    return rows


def round_trip(logs, lengths):
    return unpack(pack(logs, lengths), lengths, logs.shape[1])


@pytest.mark.parametrize("how", [{"cell": "lstm"}, {"cell": "rnn", "dtype": "float32"},
                                 {"cell": "rnn", "init": "identity", "nonlinearity": "relu"}, {"cell": "gru", "gain": 0.1}])
def test_every_length_comes_out(how):
    flow = gradient_flow(length=130, hidden_size=6, **how)
    for lengths in (np.arange(1, 131), np.arange(10, 131, 8)):
        logs = flow.of_prefixes("state", lengths)
        for n, row, exact in zip(lengths, round_trip(logs, lengths), levels(logs), strict=True):
            special = (exact[:n] == ZERO) | (exact[:n] == OVER)
            assert (special == ((row[::-1] == ZERO) | (row[::-1] == OVER))).all()
            assert np.abs(row[::-1] - exact[:n])[~special].max(initial=0) <= 25


@given(st.lists(st.lists(st.floats(-2000, 2000) | st.sampled_from([np.inf, -np.inf, 0.0]), min_size=5, max_size=5), min_size=5, max_size=5))
def test_whatever_is_packed_comes_out(rows):
    lengths = np.array([1, 2, 3, 4, 5])
    logs = np.where(np.arange(5) < lengths[:, None], np.array(rows), np.nan)
    for n, row, exact in zip(lengths, round_trip(logs, lengths), levels(logs), strict=True):
        off = np.abs(row[::-1].astype(float) - exact[:n])
        assert (off <= 25).all(), (row, exact)


@pytest.mark.slow
def test_a_thousand_lengths_of_a_cell_are_at_most_120_kib():
    lengths = np.arange(1, 1001)
    for how in ({"cell": "rnn", "init": "keras"}, {"cell": "rnn", "init": "orthogonal", "gain": 1.3}, {"cell": "lstm", "forget_bias": 3.0}):
        assert len(pack(gradient_flow(length=1000, seed=5, **how).of_prefixes("state"), lengths)) <= 120 * 1024
