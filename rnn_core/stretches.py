"""Matrices against whole stretches of steps: one matmul where a loop over time would make T."""

import numpy as np

Array = np.ndarray


def product(W: Array, x: Array, out: Array | None = None) -> Array:
    """W @ x_t for every step of x (T, K, N); for a batch of one that is a single matmul."""
    if x.shape[2] > 1:
        return np.matmul(W, x, out=out)
    return np.matmul(x[:, :, 0], W.T, out=None if out is None else out[:, :, 0])[:, :, None]


def flat(a: Array) -> Array:
    """(T, K, N) as (K, T * N), so that one matmul sums over time and batch."""
    return a.transpose(1, 0, 2).reshape(a.shape[1], -1)
