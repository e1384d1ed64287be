"""LSTM and GRU with any curves, as Keras and ONNX allow them: the equations as they are written.

With tanh and σ the cells of lstm.py and gru.py compute the same, faster and with more digits far from 0; these keep the sums
themselves.  The way back is theirs: it takes every factor that a run decides from `slopes`.
"""

import numpy as np

from rnn_core.nn.activations import activation
from rnn_core.nn.cells.gru import GRUCell, OriginalGRUCell
from rnn_core.nn.cells.lstm import LSTMCell
from rnn_core.nn.time_blocks import blocks, each, fast, flat, product, stacked


class GeneralLSTMCell(LSTMCell):
    """i, f, o = R(u + v);  g = A(u + v);  c' = f c + i g;  h' = o S(c')."""

    beside = 0

    def __init__(self, shown_by: str, candidate: str, gates: str):
        self.S, self.A, self.R = activation(shown_by), activation(candidate), activation(gates)

    def forward(self, matrices, s, rows, side):
        H, W = side.shape[1], fast(matrices[0], s)
        for s_t, a, c_old, c, h in zip(s, each(rows, len(s) - 1), side, side[1:], s[1:, :H], strict=False):
            np.dot(W, s_t, a)  # a = u + v
            o, i, f = stacked(self.R.value(a[: 3 * H]), H)
            c[...] = f * c_old + i * self.A.value(a[3 * H :])
            h[...] = o * self.S.value(c)

    def gates_of(self, rows, side):
        H = side.shape[1]
        return dict(zip("oifg", [*blocks(self.R.value(rows[:, : 3 * H]), H), self.A.value(rows[:, 3 * H :])], strict=True))

    def slopes(self, s, rows, side):
        H = side.shape[1]
        a, a_g, g, shown = rows[:, : 3 * H], rows[:, 3 * H :], self.A.value(rows[:, 3 * H :]), self.S.value(side[1:])
        opened = self.R.value(a)
        (o, i, f), (do, di, df) = blocks(opened, H), blocks(self.R.slope(a, opened), H)
        along_c = np.stack([g * di, side[:-1] * df, i * self.A.slope(a_g, g), f], 1)
        return shown * do, o * self.S.slope(side[1:], shown), along_c


class GeneralGRUCell(GRUCell):
    """r, z = R(u + v);  n = A(u_n + r v_n);  h' = (1 - z) n + z h."""

    def __init__(self, candidate: str, gates: str):
        self.A, self.R = activation(candidate), activation(gates)

    def forward(self, matrices, s, rows, side):
        T, H = side.shape[:2]
        W, W_n = fast(matrices[0], s), fast(matrices[2], s) if len(matrices) > 2 else None
        product(matrices[1], s[:-1, H:], out=side)
        for s_t, row, n, old, h in zip(s, each(rows, T), side, s[:, :H], s[1:, :H], strict=False):
            a, a_n = row[: len(W)], row[-H:]
            np.dot(W, s_t, a)  # u + v for r and z; v_n
            r, z = stacked(self.R.value(a[: 2 * H]), H)
            n += r * a[2 * H :] if W_n is None else W_n @ (r * old)
            a_n[...] = n
            n[...] = self.A.value(a_n)  # n = A(u_n + r v_n), or A(u_n + W_hn (r h))
            h[...] = (1 - z) * n + z * old

    def gates_of(self, rows, side):
        H = side.shape[1]
        r, z = blocks(self.R.value(rows[:, : 2 * H]), H)
        return {"r": r, "z": z, "v": rows[:, 2 * H : 3 * H], "n": side}

    def slopes(self, s, rows, side):
        H = side.shape[1]
        a, v, a_n = rows[:, : 2 * H], rows[:, 2 * H : 3 * H], rows[:, 3 * H :]
        opened = self.R.value(a)
        (r, z), (dr, dz) = blocks(opened, H), blocks(self.R.slope(a, opened), H)
        k_n = (1 - z) * self.A.slope(a_n, side)
        return np.stack([k_n * v * dr, (s[:-1, :H] - side) * dz, k_n * r, z], 1), k_n


class GeneralOriginalGRUCell(OriginalGRUCell):
    """n = A(u_n + W_hn (r h) + b_hn): the reset before the product."""

    __init__ = GeneralGRUCell.__init__
    forward = GeneralGRUCell.forward

    def gates_of(self, rows, side):
        r, z = blocks(self.R.value(rows[:, : 2 * side.shape[1]]), side.shape[1])
        return {"r": r, "z": z, "n": side}

    def slopes(self, s, rows, side):
        H = side.shape[1]
        a, a_n, old = rows[:, : 2 * H], rows[:, 2 * H :], s[:-1, :H]
        opened = self.R.value(a)
        (r, z), (dr, dz) = blocks(opened, H), blocks(self.R.slope(a, opened), H)
        return old * dr, (old - side) * dz, (1 - z) * self.A.slope(a_n, side), r, z

    def products(self, da, dside, s, rows):
        H = dside.shape[1]
        r_h = self.R.value(rows[:, :H]) * s[:, :H]
        return [*GRUCell.products(self, da, dside, s, rows), flat(dside) @ flat(r_h).T]
