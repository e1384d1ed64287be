"""One step of each recurrent cell, and its way back: the equations, one line of code to a line.

Two voices meet at every step.  The input says  u = W_ih x + b_ih,  the memory says  v = W_hh h + b_hh,
and a cell combines u, v and its old state, element by element:

    RNN    h' = tanh(u + v)                                         (Elman 1990)
    LSTM   i, f, o = σ(u + v),  g = tanh(u + v)                     (Hochreiter & Schmidhuber 1997,
           c' = f c + i g,  h' = o tanh(c')                          Gers, Schmidhuber & Cummins 2000)
    GRU    r, z = σ(u + v),  n = tanh(u_n + r v_n)                  (Cho et al. 2014; the reset after the
           h' = (1 - z) n + z h                                      product, as in cuDNN and torch.nn)
           n = tanh(u_n + W_hn (r h) + b_hn)                        (the paper's own form: reset_after=False)

Shapes.  A column is one sequence of the batch: a state is (H, N), the gates of a step (rows * H, N), and a
stretch of T steps (T, rows * H, N).  So every gate is one contiguous slab, and one matrix serves the batch.

Speed, without a second set of equations:

*  u + v is one product: [W_hh  W_ih  b] times s = (h, x, 1).  Its transpose sends the slopes of h and x back
   in one product too, and one more, over all steps, the slope of the matrix itself (`joint`, `back`, `products`).
*  σ(a) = 1 / (1 + e), e = exp(-a): one exp serves all the sigmoids of a step, and where a gate would multiply,
   1 + e divides.  The sign of a is changed beforehand, on the rows of the matrix, where that is exact.
*  A trace keeps e, and the sum inside a tanh: near 1 a gate has lost the digits of 1 - σ(a) and of its slope, and
   a tanh near ±1 those of 1 - tanh².
*  Backward is linear in the incoming slope.  `slopes` prepares, for a stretch of steps at once, every factor
   that the run decides; what `backward` leaves to the loop over time is products with them and one matmul.
*  Everything is written into buffers made beforehand: the last positional argument of a ufunc is its `out`.
"""

from functools import partial
from typing import ClassVar, NamedTuple

import numpy as np

from rnn_core.nn.time_blocks import (
    Array,
    backwards,
    blocks,
    each,
    fast,
    finite,
    flat,
    largest_exponents,
    product,
    side_by_side,
    sigmoid,
    stacked,
    steepness,
    tanh_slope,
)

add, divide, dot, exp, minimum, multiply, tanh = np.add, np.divide, np.dot, np.exp, np.minimum, np.multiply, np.tanh


class Weights(NamedTuple):
    """One strand's parameters, or the slopes along them: (gates * H, I), (gates * H, H), (gates * H,) twice."""

    ih: Array
    hh: Array
    b_ih: Array
    b_hh: Array

    def gate(self, k: int) -> "Weights":
        H = self.hh.shape[1]
        return Weights(*(part[k * H : (k + 1) * H] for part in self))


class Cell:
    """What a layer must know of a cell.  T, N, H, I: steps, batch, hidden_size, input_size.

    `gates` are the blocks of weight_ih and weight_hh as torch.nn orders them; `rows` are those of a step's one product
    as a trace keeps them: exp(-a) for a sigmoid, the sum a for a tanh, and under them `beside` more blocks.
    s (T + 1, H + I + 1, N) holds h, x and a one; `side` is a further state or gate: c for the LSTM, (T + 1, H, N), n for
    the GRU, (T, H, N).
    """

    name: ClassVar[str]
    gates: ClassVar[tuple[str, ...]]
    rows: tuple[str, ...]
    states: ClassVar[tuple[str, ...]] = ("h",)
    beside: ClassVar[int] = 0
    keeps_rows: bool = True  # False: a trace need not keep them
    carried: int = 0  # blocks beside the rows' slopes for what passes a step by without a product
    side_rows: ClassVar[int | None] = None  # how many more rows than steps the side has; None: no side

    def joint(self, w: Weights) -> Array:
        """(rows * H, H + I + 1): [W_hh  W_ih  b], gate by gate as a trace keeps them."""
        joint = side_by_side(w.hh, w.ih, w.b_ih + w.b_hh)
        order = [self.gates.index(row) for row in self.rows]
        return joint if self.rows == self.gates else stacked(joint, len(w.hh) // len(order))[order].reshape(joint.shape)

    def matrices(self, w: Weights) -> tuple[Array, ...]:
        """Every matrix of a step, as fresh arrays: a run keeps them, whatever becomes of the weights."""
        return (self.joint(w),)

    def forward(self, matrices: tuple[Array, ...], s: Array, rows: Array, side: Array) -> None:
        """Run T steps: s[0], side[0] and every x are given, all the rest is filled in."""
        raise NotImplementedError

    def gates_of(self, rows: Array, side: Array) -> dict[str, Array]:
        """Every gate of a run by its letter, each (T, H, N)."""
        return {}

    def slopes(self, s: Array, rows: Array, side: Array) -> tuple[Array, ...]:
        """Every factor of the way back that the run decides."""
        raise NotImplementedError

    def backward(self, back: tuple[Array, ...], slopes: tuple[Array, ...], da: Array, ds: Array,
                 dh: Array, dside: Array, arriving: list[Array]) -> None:
        """Run T steps back.

        dh (T, H, N) holds what reaches each h_t from above and, on exit, all that reaches it.  da (T, rows * H, N)
        receives the slopes along the rows' sums, ds (T, H + I, N) those that each step sends to the h before it and
        to its x, dside those along the side.  arriving: the slopes of h (and c) that come from later steps.
        """
        raise NotImplementedError

    def back(self, matrices: tuple[Array, ...]) -> tuple[Array, ...]:
        """The matrices of the way back: transposed, the joint one without its column of biases."""
        return (matrices[0][:, :-1].T,)

    def products(self, da: Array, dside: Array, s: Array, rows: Array) -> list[Array]:
        """The slopes along every matrix, summed over time and batch; of da (T, rows * H, N) the rows' alone."""
        return [flat(da) @ flat(s).T]

    def weights(self, found: list[Array], H: int) -> Weights:
        """What `products` found, put back in torch.nn's order."""
        joint = found[0]
        if self.rows != self.gates:
            joint = stacked(joint, H)[[self.rows.index(gate) for gate in self.gates]].reshape(joint.shape)
        return Weights(joint[:, H:-1], joint[:, :H], joint[:, -1], joint[:, -1])


class RNNCell(Cell):
    """h' = tanh(u + v), or relu(u + v)."""

    name, gates, rows = "rnn", ("h",), ("h",)

    def __init__(self, nonlinearity: str = "tanh"):
        self.nonlinearity = nonlinearity
        self.keeps_rows = nonlinearity == "tanh"  # relu's slope can be read off the state

    def forward(self, matrices, s, rows, side):
        W, H = fast(matrices[0], s), len(matrices[0])
        curve = tanh if self.nonlinearity == "tanh" else partial(_relu, np.array(0, s.dtype))
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


def _relu(zero: Array, a: Array, out: Array) -> None:
    np.maximum(a, zero, out=out)


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


class GRUCell(Cell):
    """r, z = σ(u + v);  n = tanh(u_n + r v_n);  h' = (1 - z) n + z h, as torch.nn has it (reset_after=True)."""

    name, gates, side_rows, carried = "gru", ("r", "z", "n"), 0, 1
    rows: tuple[str, ...] = ("r", "z", "v")
    beside = 1  # the sum inside n's tanh

    def joint(self, w):
        H, ih, bias = w.hh.shape[1], w.ih.copy(), w.b_ih + w.b_hh
        ih[2 * H :], bias[2 * H :] = 0, w.b_hh[2 * H :]  # the third block is v_n, which hears no input
        return side_by_side(w.hh, ih, bias)

    def apart(self, w):
        """(H, I + 1): what the input alone says to n."""
        n = w.gate(2)
        return side_by_side(n.ih, n.b_ih)

    def matrices(self, w):
        return self.joint(w), self.apart(w)

    def back(self, matrices):
        return matrices[0][:, :-1].T, matrices[1][:, :-1].T

    def forward(self, matrices, s, rows, side):
        T, H = side.shape[:2]
        W = fast(matrices[0], s, sigmoids=2 * H)
        product(matrices[1], s[:-1, H:], out=side)
        one, q, most = np.array(1, s.dtype), np.empty_like(rows[0, : 2 * H]), largest_exponents(rows[0, : 2 * H])
        q_r, q_z = stacked(q, H)
        kept = (each(part, T) for part in (rows[:, : 3 * H], rows[:, : 2 * H], *blocks(rows[:, H:], H)))
        for s_t, a, e, e_z, v, a_n, n, old, h in zip(s, *kept, side, s[:, :H], s[1:, :H], strict=False):
            dot(W, s_t, a)  # u + v for r and z, with the other sign; v_n
            minimum(e, most, out=e)
            exp(e, e)
            add(e, one, q)  # r, z = σ(u + v) = 1 / q
            divide(v, q_r, a_n)
            add(n, a_n, a_n)
            tanh(a_n, n)  # n = tanh(u_n + r v_n)
            multiply(e_z, n, h)
            add(h, old, h)
            divide(h, q_z, h)  # h' = (e n + h) / (1 + e) = (1 - z) n + z h

    def gates_of(self, rows, side):
        H = side.shape[1]
        r, z = blocks(sigmoid(rows[:, : 2 * H]), H)
        return {"r": r, "z": z, "v": rows[:, 2 * H : 3 * H], "n": side}

    def slopes(self, s, rows, side):
        H = side.shape[1]
        e, v, a_n = rows[:, : 2 * H], rows[:, 2 * H : 3 * H], rows[:, 3 * H :]
        along_h = np.empty((len(rows), 4 * H, side.shape[2]), s.dtype)
        k_r, k_z, k_v, z = blocks(along_h, H)
        opened = sigmoid(e, along_h[:, 2 * H :])  # r, z
        multiply(e, opened, along_h[:, : 2 * H])  # 1 - r, 1 - z
        k_n = tanh_slope(a_n, side)
        k_n *= k_z
        k_z *= z
        k_z *= s[:-1, :H] - side
        k_v *= k_n
        k_r *= v
        k_r *= k_v
        return stacked(along_h, H), k_n

    def backward(self, back, slopes, da, ds, dh, dside, arriving):
        H, later = dh.shape[1], arriving[0]
        steps = backwards(slopes[0], stacked(da, H), da[:, : 3 * H], da[:, 3 * H :], ds, ds[:, :H], dh)
        for k_rzvh, d_rzvh, da_t, kept, ds_t, below, dh_t in steps:
            add(dh_t, later, dh_t)
            multiply(k_rzvh, dh_t, d_rzvh)  # dr, dz, dv_n, and z dh, which passes the step by
            dot(back[0], da_t, ds_t)
            add(below, kept, below)  # dh of the step before: W' dv + z dh
            later = below
        multiply(dh, slopes[1], dside)  # dn = dh (1 - z) (1 - n²), for all steps at once
        ds[:, H:] += product(back[1], dside)

    def products(self, da, dside, s, rows):
        return [flat(da) @ flat(s).T, flat(dside) @ flat(s[:, dside.shape[1] :]).T]

    def weights(self, found, H):
        joint, n = found
        ih = np.concatenate([joint[: 2 * H, H:-1], n[:, :-1]])
        return Weights(ih, joint[:, :H], np.concatenate([joint[: 2 * H, -1], n[:, -1]]), joint[:, -1])


class OriginalGRUCell(GRUCell):
    """n = tanh(u_n + W_hn (r h) + b_hn): the reset before the product (Cho et al. 2014; reset_after=False)."""

    rows, carried = ("r", "z"), 0

    def joint(self, w):
        return super().joint(w)[: 2 * w.hh.shape[1]]

    def apart(self, w):
        n = w.gate(2)
        return side_by_side(n.ih, n.b_ih + n.b_hh)

    def matrices(self, w):
        return *super().matrices(w), w.gate(2).hh.copy()

    def back(self, matrices):
        return *super().back(matrices), matrices[2].T

    def forward(self, matrices, s, rows, side):
        T, H = side.shape[:2]
        W, W_n = fast(matrices[0], s, sigmoids=2 * H), fast(matrices[2], s)
        product(matrices[1], s[:-1, H:], out=side)
        one, q, most = np.array(1, s.dtype), np.empty_like(rows[0, : 2 * H]), largest_exponents(rows[0, : 2 * H])
        (q_r, q_z), rh = stacked(q, H), np.empty_like(side[0])
        kept = (each(part, T) for part in (rows[:, : 2 * H], *blocks(rows[:, H:], H)))
        for s_t, e, e_z, a_n, n, old, h in zip(s, *kept, side, s[:, :H], s[1:, :H], strict=False):
            dot(W, s_t, e)
            minimum(e, most, out=e)
            exp(e, e)
            add(e, one, q)  # r, z = σ(u + v) = 1 / q
            divide(old, q_r, rh)
            dot(W_n, rh, a_n)
            add(n, a_n, a_n)
            tanh(a_n, n)  # n = tanh(u_n + W_hn (r h))
            multiply(e_z, n, h)
            add(h, old, h)
            divide(h, q_z, h)  # h' = (1 - z) n + z h

    def gates_of(self, rows, side):
        r, z = blocks(sigmoid(rows[:, : 2 * side.shape[1]]), side.shape[1])
        return {"r": r, "z": z, "n": side}

    def slopes(self, s, rows, side):
        H = side.shape[1]
        e, a_n, old = rows[:, : 2 * H], rows[:, 2 * H :], s[:-1, :H]
        opened = sigmoid(e)
        (r, z), (dr, dz) = blocks(opened, H), blocks(steepness(e, opened), H)
        return old * dr, (old - side) * dz, e[:, H:] * z * tanh_slope(a_n, side), r, z

    def backward(self, back, slopes, da, ds, dh, dside, arriving):
        H, later = dh.shape[1], arriving[0]
        d_rh, kept = np.empty_like(dh[0]), np.empty_like(dh[0])
        steps = backwards(*slopes, da, da[:, :H], da[:, H:], ds, ds[:, :H], dh, dside)
        for k_r, k_z, k_n, r, z, da_t, dr, dz, ds_t, below, dh_t, dn in steps:
            add(dh_t, later, dh_t)
            multiply(dh_t, k_n, dn)
            multiply(dh_t, k_z, dz)
            dot(back[2], dn, d_rh)  # d(r h) = W_hn' dn
            multiply(d_rh, k_r, dr)
            dot(back[0], da_t, ds_t)
            multiply(dh_t, z, kept)
            add(below, kept, below)
            multiply(d_rh, r, kept)
            add(below, kept, below)  # dh of the step before: W' (dr, dz) + z dh + r d(r h)
            later = below
        ds[:, H:] += product(back[1], dside)

    def products(self, da, dside, s, rows):
        H = dside.shape[1]
        r_h = sigmoid(rows[:, :H]) * s[:, :H]
        return [*super().products(da, dside, s, rows), flat(dside) @ flat(r_h).T]

    def weights(self, found, H):
        joint, n, n_hh = found
        bias = np.concatenate([joint[:, -1], n[:, -1]])
        return Weights(np.concatenate([joint[:, H:-1], n[:, :-1]]), np.concatenate([joint[:, :H], n_hh]), bias, bias)
