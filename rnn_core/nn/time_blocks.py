"""Blocks of steps, (T, rows, N): how they are walked, cut, stacked, and multiplied in one matmul instead of T."""

from collections.abc import Iterable
from itertools import repeat

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


def each(block: Array, steps: int) -> Iterable[Array]:
    """The rows of a block in turn; a block of a single row is scratch that serves every step."""
    return block if len(block) == steps else repeat(block[0])


def backwards(*parts: Array) -> Iterable[tuple[Array, ...]]:
    """All of them together, from the last step to the first."""
    return zip(*(part[::-1] for part in parts), strict=True)


def blocks(rows: Array, height: int) -> list[Array]:
    """The gates side by side in (T, count * height, N), each (T, height, N); views."""
    return [rows[:, k : k + height] for k in range(0, rows.shape[1], height)]


def stacked(rows: Array, height: int) -> Array:
    """(T, count * height, N) as (T, count, height, N), or (count * height, K) as (count, height, K); a view."""
    return rows.reshape(*rows.shape[:-2], -1, height, rows.shape[-1])


def fast(matrix: Array, s: Array, sigmoids: int = 0) -> Array:
    """A copy of `matrix` in the order that BLAS multiplies with fastest: by columns for a vector, by rows for a
    batch.  Its first `sigmoids` rows change sign, for σ(a) = 1 / (1 + exp(-a))."""
    copy = np.array(matrix, order="F" if s.shape[-1] == 1 else "C")
    np.negative(copy[:sigmoids], copy[:sigmoids])
    return copy


def side_by_side(*parts: Array) -> Array:
    """Matrices, and last a bias as a column, as one matrix."""
    return np.concatenate([*parts[:-1], parts[-1][:, None]], 1)


def largest_exponents(like: Array) -> Array:
    """In the shape of `like`, the largest whole number whose exp its dtype holds: numpy.minimum is slow with a scalar."""
    return np.full_like(like, np.floor(np.log(np.finfo(like.dtype).max)))


def finite(e: Array) -> Array:
    """exp(-a), and the largest number of its dtype where that is inf."""
    largest = np.finfo(e.dtype).max
    return np.minimum(e, largest) if e.max(initial=0) > largest else e


def sigmoid(e: Array, out: Array | None = None) -> Array:
    """σ(a) from e = exp(-a)."""
    q = np.add(e, 1, out)
    return np.divide(1, q, q)


def steepness(e: Array, opened: Array) -> Array:
    """σ'(a) = σ(a) (1 - σ(a)) from a finite e = exp(-a) and σ(a): as e σ(a) the second factor keeps its digits near 0."""
    steep = e * opened
    return np.multiply(steep, opened, steep)


def tanh_slope(a: Array, tanh_a: Array) -> Array:
    """tanh'(a) = 1 - tanh²(a), and 1 / cosh²(a) = 4 e / (1 + e)², e = exp(-2 |a|), where that loses digits."""
    slope = np.multiply(tanh_a, tanh_a, np.empty(tanh_a.shape, tanh_a.dtype))
    np.subtract(1, slope, slope)
    lost = np.flatnonzero(slope < 1 / 16)
    if 4 * lost.size > slope.size:  # one formula for all is sooner done than many put in their places
        return _sech2(a)
    if lost.size:
        slope.ravel()[lost] = _sech2(a.ravel()[lost])
    return slope


def _sech2(a: Array) -> Array:
    e = np.abs(a)
    np.exp(np.multiply(e, -2, e), e)
    q = 1 + e
    np.divide(np.multiply(e, 4, e), q, e)
    return np.divide(e, q, e)
