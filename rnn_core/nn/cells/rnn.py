"""The plain recurrent cell (Elman 1990)."""

import numpy as np

from rnn_core.nn.cells.cell import Cell
from rnn_core.nn.time_blocks import backwards, each, fast, tanh_slope

add, dot, multiply, tanh = np.add, np.dot, np.multiply, np.tanh


class RNNCell(Cell):
    """h' = tanh(u + v), or relu(u + v)."""

    name, gates, rows = "rnn", ("h",), ("h",)

    def __init__(self, nonlinearity: str = "tanh"):
        self.nonlinearity = nonlinearity
        self.keeps_rows = nonlinearity == "tanh"  # relu's slope can be read off the state

    def forward(self, matrices, s, rows, side):
        W, H, zero = fast(matrices[0], s), len(matrices[0]), np.array(0, s.dtype)
        curve = tanh if self.nonlinearity == "tanh" else lambda a, out: np.maximum(a, zero, out=out)
        for s_t, a, new in zip(s, each(rows, len(s) - 1), s[1:, :H], strict=False):
            dot(W, s_t, a)  # a = u + v
            curve(a, new)

    def slopes(self, s, rows, side):
        new = s[1:, : rows.shape[1]]
        return (tanh_slope(rows, new) if self.nonlinearity == "tanh" else (new > 0).astype(new.dtype),)

    def backward(self, back, slopes, da, ds, dh, dside, arriving):
        later, H = arriving[0], dh.shape[1]
        for k, da_t, ds_t, below, dh_t in backwards(slopes[0], da, ds, ds[:, :H], dh):
            add(dh_t, later, dh_t)
            multiply(dh_t, k, da_t)  # da = dh (1 - h²)
            dot(back[0], da_t, ds_t)  # dh of the step before, and dx: W' da
            later = below
