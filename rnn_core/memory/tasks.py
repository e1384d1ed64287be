"""Tasks that only a memory can do, each with the loss of the best guess that has none.

    x, target, weights = TASKS["adding"].batch(delay=50, rows=32, rng=rng)      # (T, N, I), (T, N), (T, N)

*  adding (Hochreiter & Schmidhuber 1997, as in Le et al. 2015): numbers from U(0, 1), two of them marked, one in either
   half; their sum is asked for after the last.  Without memory: see `adding_baseline`.
*  copy (Hochreiter & Schmidhuber 1997, as in Arjovsky, Shah & Bengio 2016): ten symbols of eight, `delay` blanks, of
   which the last is a mark, and then the ten are to be repeated.  A guess that knows when to answer, and nothing of the
   symbols: 10 ln 8 / (delay + 20) nats a step.
*  recall: the first of `delay` + 1 symbols of eight is asked for after the last; those between are drawn at random,
   too.  Without memory: ln 8 nats.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Batch = tuple[np.ndarray, np.ndarray, np.ndarray]
SYMBOLS, COPIED = 8, 10


@dataclass(frozen=True)
class Task:
    name: str
    input_size: int
    out_features: int
    classes: bool  # cross-entropy in nats; otherwise squared error
    draw: Callable[[int, int, np.random.Generator], Batch]
    baseline: Callable[[int], float]
    unit: str

    def batch(self, delay: int, rows: int, rng: np.random.Generator) -> Batch:
        """x float32, targets, and what each counts, for `rows` sequences."""
        if delay < 2:
            raise ValueError(f"delay must be at least 2 steps; got {delay}")
        return self.draw(delay, rows, rng)


def _one_hot(ids: np.ndarray, size: int) -> np.ndarray:
    return np.eye(size, dtype=np.float32)[ids]


def _adding(delay: int, rows: int, rng: np.random.Generator) -> Batch:
    x = np.zeros((delay, rows, 2), np.float32)
    x[..., 0] = rng.random((delay, rows))
    column, half = np.arange(rows), delay // 2
    first, second = rng.integers(0, half, rows), rng.integers(half, delay, rows)
    x[first, column, 1] = x[second, column, 1] = 1
    target, weights = np.zeros((delay, rows), np.float32), np.zeros((delay, rows), np.float32)
    target[-1] = x[first, column, 0] + x[second, column, 0]
    weights[-1] = 1
    return x, target, weights


def _copy(delay: int, rows: int, rng: np.random.Generator) -> Batch:
    symbols, blank, mark = rng.integers(0, SYMBOLS, (COPIED, rows)), SYMBOLS, SYMBOLS + 1
    read = np.full((delay + 2 * COPIED, rows), blank)
    read[:COPIED], read[COPIED + delay - 1] = symbols, mark
    target = np.full(read.shape, blank)
    target[-COPIED:] = symbols
    return _one_hot(read, SYMBOLS + 2), target, np.ones(read.shape, np.float32)


def _recall(delay: int, rows: int, rng: np.random.Generator) -> Batch:
    read = rng.integers(0, SYMBOLS, (delay + 1, rows))
    target, weights = np.zeros(read.shape, int), np.zeros(read.shape, np.float32)
    target[-1], weights[-1] = read[0], 1
    return _one_hot(read, SYMBOLS), target, weights


def adding_baseline(delay: int) -> float:
    """The squared error of the best guess that sees the last step only.  The second mark stands there once in m, m the steps
    of the second half: then its number is known, and the other, guessed as 1/2, is off by 1/12; otherwise both are guessed,
    as 1, and off by 1/6.  In all 1/6 - 1/(12 m)."""
    return 1 / 6 - 1 / (12 * (delay - delay // 2))


TASKS = {task.name: task for task in (
    Task("adding", 2, 1, False, _adding, adding_baseline, "mean squared error"),
    Task("copy", SYMBOLS + 2, SYMBOLS + 1, True, _copy, lambda delay: COPIED * float(np.log(SYMBOLS)) / (delay + 2 * COPIED),
         "cross-entropy, nats a step"),
    Task("recall", SYMBOLS, SYMBOLS, True, _recall, lambda delay: float(np.log(SYMBOLS)), "cross-entropy, nats"),
)}
