"""Matrices against whole stretches of steps: one matmul where a loop over time would make T."""

import numpy as np

from rnn_core.cells import Array, Cell


def product(W: Array, x: Array, out: Array | None = None) -> Array:
    """W @ x_t for every step of x (T, K, N); for a batch of one that is a single matmul."""
    if x.shape[2] > 1:
        return np.matmul(W, x, out=out)
    return np.matmul(x[:, :, 0], W.T, out=None if out is None else out[:, :, 0])[:, :, None]


def flat(a: Array) -> Array:
    """(T, K, N) as (K, T * N), so that one matmul sums over time and batch."""
    return a.transpose(1, 0, 2).reshape(a.shape[1], -1)


def with_ones(x: Array) -> Array:
    """(T, K, N) with a row of ones under every step, so that a bias is one more column of the matrix."""
    T, K, N = x.shape
    heard = np.empty((T, K + 1, N), x.dtype)
    heard[:, :K], heard[:, K] = x, 1
    return heard


class WeightSlopes:
    """The slopes of one strand's weights, summed as the way back passes block after block."""

    def __init__(self, cell: Cell, W_ih: Array, W_hh: Array):
        self.cell, self.H = cell, W_hh.shape[1]
        self.ih = np.zeros((len(W_ih), W_ih.shape[1] + 1), W_ih.dtype)  # the last column is the bias
        self.hh = np.zeros_like(W_hh)
        self.unheard = np.zeros(len(W_hh), W_hh.dtype)

    def add(self, da: Array, x: Array, memories: list[Array]) -> None:
        """da (T, rows * H, N) the slopes along the rows' sums; x (T, I + 1, N) and memories: what was multiplied."""
        for rows, gates in self.cell.heard:
            self.ih[gates.of(self.H)] += flat(da[:, rows.of(self.H)]) @ flat(x).T
        for (rows, gates), memory in zip(self.cell.recalled, memories, strict=True):
            self.hh[gates.of(self.H)] += flat(da[:, rows.of(self.H)]) @ flat(memory).T
        for rows, gates in self.cell.unheard:
            self.unheard[gates.of(self.H)] += da[:, rows.of(self.H)].sum((0, 2))

    def params(self, bias: bool) -> dict[str, Array]:
        """By torch.nn's names, less the suffix.  The biases enter as a sum, so they share a slope, but for the
        gates where the memory's bias stands elsewhere (the GRU's n)."""
        found = {"weight_ih": self.ih[:, :-1].copy(), "weight_hh": self.hh}
        if bias:
            found["bias_ih"] = self.ih[:, -1].copy()
            found["bias_hh"] = self.ih[:, -1].copy()
            for _, gates in self.cell.unheard:
                found["bias_hh"][gates.of(self.H)] = self.unheard[gates.of(self.H)]
        return found
