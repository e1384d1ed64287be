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
stretch of T steps (T, rows * H, N).  So every gate is one contiguous slab, and a single W_hh @ h serves all.

Speed, without a second set of equations:

*  σ(a) = (1 + tanh(a / 2)) / 2, so one tanh serves all the gates of a step.  The halving is done beforehand,
   on the rows of the weights, where it is exact (`gate_scale`).
*  Backward is linear in the incoming slope.  `slopes` prepares, for a stretch of steps at once, every factor
   that the run decides; what `backward` leaves to the loop over time is products with them and one matmul.
*  Everything is written into buffers made beforehand: the last positional argument of a ufunc is its `out`.
"""

from typing import ClassVar, NamedTuple

import numpy as np

Array = np.ndarray
add, dot, maximum, multiply, subtract, tanh = np.add, np.dot, np.maximum, np.multiply, np.subtract, np.tanh


class Span(NamedTuple):
    """Blocks `start` to `stop` of a stack of H-high blocks."""

    start: int
    stop: int

    def of(self, hidden_size: int) -> slice:
        return slice(self.start * hidden_size, self.stop * hidden_size)


class Cell:
    """What a layer must know of a cell.

    `gates` are the blocks of weight_ih and weight_hh as torch.nn orders them; `rows` is what one row of a
    trace holds.  `heard` pairs the rows that the input speaks to with the gates it speaks through, and
    `recalled` does the same for the memory.  Every method works on a stretch of T steps.
    """

    name: ClassVar[str]
    gates: ClassVar[tuple[str, ...]]
    rows: ClassVar[tuple[str, ...]]
    states: ClassVar[tuple[str, ...]] = ("h",)
    sigmoids: ClassVar[tuple[str, ...]] = ()
    heard: ClassVar[tuple[tuple[Span, Span], ...]]
    recalled: ClassVar[tuple[tuple[Span, Span], ...]]
    unheard: ClassVar[tuple[tuple[Span, Span], ...]] = ()  # rows that hear no input, only the memory's bias

    def gate_scale(self, hidden_size: int, dtype: np.dtype) -> Array:
        """(gates * H, 1): one half for the rows of sigmoid gates, one for the others."""
        scale = [0.5 if gate in self.sigmoids else 1.0 for gate in self.gates]
        return np.repeat(np.array(scale, dtype), hidden_size)[:, None]

    def forward(self, W_hh: Array, a: Array, h: Array, c: Array | None = None) -> None:
        """Run T steps.  a (T, rows * H, N): u on entry, the rows on exit; h, c (T + 1, H, N): h[0], c[0] given."""
        raise NotImplementedError

    def slopes(self, a: Array, h: Array, c: Array | None) -> tuple[Array, ...]:
        """Every factor of the backward recurrence that the run decides, each (T, H, N)."""
        raise NotImplementedError

    def backward(self, W_hh_T: Array, slopes: tuple[Array, ...], da: Array, dh: Array, dc: Array | None,
                 carry: tuple[Array, Array]) -> None:
        """Run T steps back.

        dh (T, H, N) holds what reaches each h_t from above, and on exit all that reaches it; da (T, rows * H, N)
        receives the slopes along the rows' sums, dc those along each c_t; carry = (dh, dc) arrives from the
        steps after these and leaves for those before.
        """
        raise NotImplementedError

    def memories(self, a: Array, h_old: Array) -> list[Array]:
        """What the memory's matrix was multiplied with, one entry for each pair of `recalled`."""
        return [h_old]


class RNNCell(Cell):
    """h' = tanh(u + v), or relu(u + v)."""

    name, gates, rows = "rnn", ("h",), ("h",)
    heard = recalled = ((Span(0, 1), Span(0, 1)),)

    def __init__(self, nonlinearity: str = "tanh"):
        self.nonlinearity = nonlinearity

    def forward(self, W_hh, a, h, c=None):
        zero, v, is_tanh = np.array(0, a.dtype), np.empty_like(h[0]), self.nonlinearity == "tanh"
        for u, old, new in zip(a, h, h[1:], strict=False):
            dot(W_hh, old, v)
            add(u, v, u)
            tanh(u, new) if is_tanh else maximum(u, zero, new)

    def slopes(self, a, h, c):
        new = h[1:]
        return (1 - new * new if self.nonlinearity == "tanh" else (new > 0).astype(new.dtype),)

    def backward(self, W_hh_T, slopes, da, dh, dc, carry):
        later, _ = carry  # W_hh' da of the step after
        for k, da_t, dh_t in zip(slopes[0][::-1], da[::-1], dh[::-1], strict=True):
            add(dh_t, later, dh_t)
            multiply(dh_t, k, da_t)
            dot(W_hh_T, da_t, later)


class LSTMCell(Cell):
    """i, f, o = σ(u + v), g = tanh(u + v);  c' = f c + i g;  h' = o tanh(c')."""

    name, gates, rows, states = "lstm", ("i", "f", "g", "o"), ("i", "f", "g", "o"), ("h", "c")
    sigmoids = ("i", "f", "o")
    heard = recalled = ((Span(0, 4), Span(0, 4)),)

    def forward(self, W_hh, a, h, c=None):
        H, half = h.shape[1], np.array(0.5, a.dtype)
        v, ig = np.empty_like(a[0]), np.empty_like(h[0])
        steps = zip(a, a[:, : 2 * H], a[:, :H], a[:, H : 2 * H], a[:, 2 * H : 3 * H], a[:, 3 * H :],
                    h, h[1:], c, c[1:], strict=False)
        for u, i_f, i, f, g, o, old, new, c_old, c_new in steps:
            dot(W_hh, old, v)
            add(u, v, u)
            tanh(u, u)
            multiply(i_f, half, i_f)
            add(i_f, half, i_f)
            multiply(o, half, o)
            add(o, half, o)
            multiply(f, c_old, c_new)
            multiply(i, g, ig)
            add(c_new, ig, c_new)
            tanh(c_new, new)
            multiply(o, new, new)

    def slopes(self, a, h, c):
        H = h.shape[1]
        i, f, g, o = a[:, :H], a[:, H : 2 * H], a[:, 2 * H : 3 * H], a[:, 3 * H :]
        shown = np.tanh(c[1:])
        return (g * i * (1 - i), c[:-1] * f * (1 - f), i * (1 - g * g), shown * o * (1 - o),
                o * (1 - shown * shown), np.ascontiguousarray(f))

    def backward(self, W_hh_T, slopes, da, dh, dc, carry):
        H = dh.shape[1]
        later, kept = carry  # W_hh' da and f dc of the step after
        steps = zip(*(k[::-1] for k in slopes), da[::-1], *(da[::-1, s * H : (s + 1) * H] for s in range(4)),
                    dh[::-1], dc[::-1], strict=True)
        for k_i, k_f, k_g, k_o, k_c, f, da_t, di, df, dg, do, dh_t, dc_t in steps:
            add(dh_t, later, dh_t)
            multiply(dh_t, k_o, do)
            multiply(dh_t, k_c, dc_t)
            add(dc_t, kept, dc_t)
            multiply(dc_t, k_g, dg)
            multiply(dc_t, k_f, df)
            multiply(dc_t, k_i, di)
            multiply(dc_t, f, kept)
            dot(W_hh_T, da_t, later)


class GRUCell(Cell):
    """r, z = σ(u + v);  n = tanh(u_n + r v_n);  h' = (1 - z) n + z h, as torch.nn has it (reset_after=True)."""

    name, gates, rows = "gru", ("r", "z", "n"), ("r", "z", "v", "n")
    sigmoids = ("r", "z")
    heard = ((Span(0, 2), Span(0, 2)), (Span(3, 4), Span(2, 3)))
    recalled = ((Span(0, 3), Span(0, 3)),)
    unheard = ((Span(2, 3), Span(2, 3)),)

    def forward(self, W_hh, a, h, c=None):
        H, half = h.shape[1], np.array(0.5, a.dtype)
        v, rv = np.empty_like(a[0, : 3 * H]), np.empty_like(h[0])
        steps = zip(a[:, : 3 * H], a[:, : 2 * H], a[:, :H], a[:, H : 2 * H], a[:, 2 * H : 3 * H], a[:, 3 * H :],
                    h, h[1:], strict=False)
        for u, r_z, r, z, v_n, n, old, new in steps:
            dot(W_hh, old, v)
            add(u, v, u)  # in the third block u is b_hn, so that it becomes v_n
            tanh(r_z, r_z)
            multiply(r_z, half, r_z)
            add(r_z, half, r_z)
            multiply(r, v_n, rv)
            add(n, rv, n)
            tanh(n, n)
            subtract(old, n, new)  # (1 - z) n + z h = n + z (h - n)
            multiply(z, new, new)
            add(n, new, new)

    def slopes(self, a, h, c):
        H = h.shape[1]
        r, z, v_n, n = a[:, :H], a[:, H : 2 * H], a[:, 2 * H : 3 * H], a[:, 3 * H :]
        k_n = (1 - z) * (1 - n * n)
        k_v = k_n * r
        return k_v * v_n * (1 - r), (h[:-1] - n) * z * (1 - z), k_v, k_n, np.ascontiguousarray(z)

    def backward(self, W_hh_T, slopes, da, dh, dc, carry):
        H, (later, _) = dh.shape[1], carry  # W_hh' dv + z dh of the step after
        k_r, k_z, k_v, k_n, z = slopes
        kept = np.empty_like(later)
        steps = zip(k_r[::-1], k_z[::-1], k_v[::-1], z[::-1], da[::-1, : 3 * H],
                    *(da[::-1, s * H : (s + 1) * H] for s in range(3)), dh[::-1], strict=True)
        for k_r_t, k_z_t, k_v_t, z_t, dv, dr, dz, dv_n, dh_t in steps:
            add(dh_t, later, dh_t)
            multiply(dh_t, k_r_t, dr)
            multiply(dh_t, k_z_t, dz)
            multiply(dh_t, k_v_t, dv_n)
            multiply(dh_t, z_t, kept)
            dot(W_hh_T, dv, later)
            add(later, kept, later)
        multiply(dh, k_n, da[:, 3 * H :])


class OriginalGRUCell(GRUCell):
    """n = tanh(u_n + W_hn (r h) + b_hn): the reset before the product (Cho et al. 2014; reset_after=False)."""

    rows = ("r", "z", "n")
    heard = ((Span(0, 3), Span(0, 3)),)
    recalled = ((Span(0, 2), Span(0, 2)), (Span(2, 3), Span(2, 3)))
    unheard = ()

    def memories(self, a, h_old):
        return [h_old, a[:, : h_old.shape[1]] * h_old]

    def forward(self, W_hh, a, h, c=None):
        H, half = h.shape[1], np.array(0.5, a.dtype)
        W_rz, W_n = W_hh[: 2 * H], W_hh[2 * H :]
        v, v_n = np.empty_like(a[0, : 2 * H]), np.empty_like(h[0])
        steps = zip(a[:, : 2 * H], a[:, :H], a[:, H : 2 * H], a[:, 2 * H :], h, h[1:], strict=False)
        for r_z, r, z, n, old, new in steps:
            dot(W_rz, old, v)
            add(r_z, v, r_z)
            tanh(r_z, r_z)
            multiply(r_z, half, r_z)
            add(r_z, half, r_z)
            multiply(r, old, new)
            dot(W_n, new, v_n)
            add(n, v_n, n)
            tanh(n, n)
            subtract(old, n, new)
            multiply(z, new, new)
            add(n, new, new)

    def slopes(self, a, h, c):
        H = h.shape[1]
        r, z, n = a[:, :H], a[:, H : 2 * H], a[:, 2 * H :]
        return (h[:-1] * r * (1 - r), (h[:-1] - n) * z * (1 - z), (1 - z) * (1 - n * n),
                np.ascontiguousarray(r), np.ascontiguousarray(z))

    def backward(self, W_hh_T, slopes, da, dh, dc, carry):
        H, (later, _) = dh.shape[1], carry  # all that the step after sends to h
        W_rz_T, W_n_T = W_hh_T[:, : 2 * H], W_hh_T[:, 2 * H :]
        d_rh, kept = np.empty_like(later), np.empty_like(later)
        steps = zip(*(k[::-1] for k in slopes), da[::-1, : 2 * H],
                    *(da[::-1, s * H : (s + 1) * H] for s in range(3)), dh[::-1], strict=True)
        for k_r, k_z, k_n, r, z, da_rz, dr, dz, dn, dh_t in steps:
            add(dh_t, later, dh_t)
            multiply(dh_t, k_n, dn)
            multiply(dh_t, k_z, dz)
            dot(W_n_T, dn, d_rh)
            multiply(d_rh, k_r, dr)
            dot(W_rz_T, da_rz, later)
            multiply(dh_t, z, kept)
            add(later, kept, later)
            multiply(d_rh, r, kept)
            add(later, kept, later)
