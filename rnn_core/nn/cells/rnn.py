"""The plain recurrent cell (Elman 1990)."""

import numpy as np

from rnn_core.nn.activations import activation
from rnn_core.nn.cells.cell import Cell
from rnn_core.nn.time_blocks import backwards, each, fast

add, dot, multiply, tanh = np.add, np.dot, np.multiply, np.tanh


class RNNCell(Cell):
    """h' = tanh(u + v), or relu(u + v), or any other curve of rnn_core.nn.activations."""

    name, gates, rows = "rnn", ("h",), ("h",)

    def __init__(self, nonlinearity: str = "tanh"):
        self.nonlinearity = nonlinearity
        self.keeps_rows = nonlinearity != "relu"  # relu's slope can be read off the state
        self.curve = activation(nonlinearity, "nonlinearity")

    def forward(self, matrices, s, rows, side):
        W, H = fast(matrices[0], s), len(matrices[0])
        curve = self._in_place(np.array(0, s.dtype))
        for s_t, a, new in zip(s, each(rows, len(s) - 1), s[1:, :H], strict=False):
            dot(W, s_t, a)  # a = u + v
            curve(a, new)

    def _in_place(self, zero):
        """curve(a, out): ufuncs where there are such, for speed."""
        fast_ones = {"tanh": tanh, "relu": lambda a, out: np.maximum(a, zero, out=out)}
        return fast_ones.get(self.nonlinearity, lambda a, out: np.copyto(out, self.curve.value(a)))

    def slopes(self, s, rows, side):
        new = s[1:, : rows.shape[1]]
        return ((new > 0).astype(new.dtype) if self.nonlinearity == "relu" else self.curve.slope(rows, new),)

    def backward(self, back, slopes, da, ds, dh, dside, arriving):
        later, H = arriving[0], dh.shape[1]
        for k, da_t, ds_t, below, dh_t in backwards(slopes[0], da, ds, ds[:, :H], dh):
            add(dh_t, later, dh_t)
            multiply(dh_t, k, da_t)  # da = dh (1 - h²)
            dot(back[0], da_t, ds_t)  # dh of the step before, and dx: W' da
            later = below
