"""Long short-term memory (Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000)."""

import numpy as np

from rnn_core.nn.cells.cell import Cell
from rnn_core.nn.time_blocks import backwards, blocks, each, fast, finite, sigmoid, stacked, steepness, tanh_slope

add, divide, dot, exp, multiply, tanh = np.add, np.divide, np.dot, np.exp, np.multiply, np.tanh


class LSTMCell(Cell):
    """i, f, g, o = σ, σ, tanh, σ of u + v;  c' = f c + i g;  h' = o tanh(c')."""

    name, gates, states, side_rows = "lstm", ("i", "f", "g", "o"), ("h", "c"), 1
    carried = 1
    rows = ("o", "i", "f", "g")  # the sigmoids side by side, and i, f, g, which share the slope of c
    beside = 2  # g and tanh(c')

    def forward(self, matrices, s, rows, side):
        H, T = side.shape[1], len(s) - 1
        W = fast(matrices[0], s, sigmoids=3 * H)
        one, ig, q = np.array(1, s.dtype), np.empty_like(side[0]), np.empty_like(rows[0, : 3 * H])
        q_o, q_i, q_f = stacked(q, H)
        kept = (each(part, T) for part in (rows[:, : 4 * H], rows[:, : 3 * H], *blocks(rows[:, 3 * H :], H)))
        with np.errstate(over="ignore"):  # e = inf: the gate is 0
            for s_t, a, e, a_g, g, shown, c_old, c, h in zip(s, *kept, side, side[1:], s[1:, :H], strict=False):
                dot(W, s_t, a)  # a = u + v, of o, i, f with the other sign
                exp(e, e)
                add(e, one, q)  # o, i, f = σ(a) = 1 / q
                tanh(a_g, g)
                divide(c_old, q_f, c)
                divide(g, q_i, ig)
                add(c, ig, c)  # c' = f c + i g
                tanh(c, shown)
                divide(shown, q_o, h)  # h' = o tanh(c')

    def gates_of(self, rows, side):
        H = side.shape[1]
        return dict(zip("oifg", [*blocks(sigmoid(rows[:, : 3 * H]), H), rows[:, 4 * H : 5 * H]], strict=True))

    def slopes(self, s, rows, side):
        H = side.shape[1]
        e, (a_g, g, shown) = finite(rows[:, : 3 * H]), blocks(rows[:, 3 * H :], H)
        opened = sigmoid(e)
        (o, i, f), (do, di, df) = blocks(opened, H), blocks(steepness(e, opened), H)
        along_c = np.empty((len(rows), 4, *side.shape[1:]), s.dtype)
        multiply(g, di, along_c[:, 0])
        multiply(side[:-1], df, along_c[:, 1])
        multiply(i, tanh_slope(a_g, g), along_c[:, 2])
        along_c[:, 3] = f
        return shown * do, o * tanh_slope(side[1:], shown), along_c

    def backward(self, back, slopes, da, ds, dh, dside, arriving):
        H, (later, c_later) = dh.shape[1], arriving
        steps = backwards(*slopes, da[:, : 4 * H], da[:, :H], stacked(da[:, H:], H), da[:, 4 * H :],
                          ds, ds[:, :H], dh, dside)
        for k_o, k_c, k_ifgc, da_t, d_o, d_ifgc, c_below, ds_t, below, dh_t, dc_t in steps:
            add(dh_t, later, dh_t)
            multiply(dh_t, k_o, d_o)  # do = dh tanh(c') σ'
            multiply(dh_t, k_c, dc_t)
            add(dc_t, c_later, dc_t)  # dc = dh o (1 - tanh²(c')) + what passed the step after by
            multiply(k_ifgc, dc_t, d_ifgc)  # di, df, dg = dc (g σ', c σ', i (1 - g²)), and f dc passes this one by
            dot(back[0], da_t, ds_t)  # dh of the step before, and dx: W' da
            later, c_later = below, c_below
        arriving[1][...] = c_later
