"""Gated recurrent units: torch.nn's form, and that of the paper (Cho et al. 2014)."""

import numpy as np

from rnn_core.nn.cells.cell import Cell, Weights
from rnn_core.nn.time_blocks import (
    backwards,
    blocks,
    each,
    fast,
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
        W, W_n = fast(matrices[0], s, sigmoids=2 * H), fast(matrices[2], s) if len(matrices) > 2 else None
        product(matrices[1], s[:-1, H:], out=side)
        one, q, most = np.array(1, s.dtype), np.empty_like(rows[0, : 2 * H]), largest_exponents(rows[0, : 2 * H])
        (q_r, q_z), rh = stacked(q, H), np.empty_like(side[0])
        e_z, v, sum_n = rows[:, H : 2 * H], rows[:, 2 * H : 3 * H], rows[:, -H:]
        kept = (each(part, T) for part in (rows[:, : len(self.rows) * H], rows[:, : 2 * H], e_z, v, sum_n))
        for s_t, a, e, e_z, v, a_n, n, old, h in zip(s, *kept, side, s[:, :H], s[1:, :H], strict=False):
            dot(W, s_t, a)  # u + v for r and z, with the other sign; v_n
            minimum(e, most, out=e)
            exp(e, e)
            add(e, one, q)  # r, z = σ(u + v) = 1 / q
            if W_n is None:
                divide(v, q_r, a_n)
            else:  # the paper's form
                dot(W_n, divide(old, q_r, rh), a_n)
            add(n, a_n, a_n)
            tanh(a_n, n)  # n = tanh(u_n + r v_n), or tanh(u_n + W_hn (r h))
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
