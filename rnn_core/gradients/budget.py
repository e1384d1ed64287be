"""What a measurement costs, before it is made: so that no request can ask for more than it may.

    lengths_within(1.2, 1000, {"rnn": 32, "gru": 32, "lstm": 32}, seeds=1)      # every length, or every k-th

The figures are those of one core of an ordinary server, rounded up: seconds for one column to go one step back are
hidden_size (a + b hidden_size).
"""

import numpy as np

COSTS = {"rnn": (2.5e-9, 3e-11), "gru": (4.5e-9, 1.3e-10), "lstm": (7e-9, 1.6e-10)}
STEP = 5e-5  # what a step costs whatever its columns, forward and back
FEWEST = 25  # stops of a slider


def seconds(lengths: np.ndarray, hidden: dict[str, int], seeds: int = 1) -> float:
    """Of measuring the losses of all these lengths, for every cell and seed."""
    steps, longest = float(np.sum(lengths)), int(np.max(lengths))
    return seeds * sum(steps * H * (COSTS[cell][0] + COSTS[cell][1] * H) + STEP * longest for cell, H in hidden.items())


def lengths_within(budget: float, longest: int, hidden: dict[str, int], seeds: int = 1) -> np.ndarray:
    """1 … longest, or every k-th of them up to the longest, with the smallest k that keeps within `budget` seconds; where
    that would leave fewer than FEWEST, a run of half the length, and so on."""
    for T in (longest, longest // 2, longest // 4, longest // 8, longest // 16):
        for stride in range(1, max(2, T // FEWEST + 1)):
            chosen = np.arange(T, 0, -stride)[::-1]
            if T > 0 and seconds(chosen, hidden, seeds) <= budget:
                return chosen
    return np.arange(1, max(2, longest // 32))


def longest_within(budget: float, longest: int, hidden: dict[str, int], seeds: int = 1) -> int:
    """The largest T up to `longest` of which every length can be measured within `budget` seconds."""
    fits = [n for n in range(1, longest + 1) if seconds(np.arange(1, n + 1), hidden, seeds) <= budget]
    return fits[-1] if fits else 1


DECOMPOSING = 1e-9  # seconds for the singular values of a matrix, over its size cubed


def products_within(budget: float, longest: int, hidden: dict[str, int], seeds: int = 1) -> tuple[np.ndarray, int, int]:
    """The lengths and the number of lags that ∂s_n/∂s_{n-k} can be measured at within `budget` seconds, and for how many
    of the seeds: first fewer of both, then fewer seeds, last shorter runs."""
    pairs = sorted(((n, k) for n in (24, 16, 10, 6) for k in (48, 32, 20, 12, 8)), key=lambda pair: -pair[0] * pair[1])
    for T in (longest, longest // 2, longest // 4, longest // 8, longest // 16, 1):
        for count in (seeds, max(1, seeds // 2), 1):
            for stops, lags in pairs:
                lengths = np.unique(np.round(np.geomspace(1, max(T, 1), stops)).astype(int))
                if _products(lengths, lags, hidden) * count <= budget:
                    return lengths, lags, count
    return np.ones(1, int), 1, 1


def _products(lengths: np.ndarray, lags: int, hidden: dict[str, int]) -> float:
    total = 0.0
    for cell, H in hidden.items():
        S = 2 * H if cell == "lstm" else H
        total += float(lengths.sum()) * S * H * (COSTS[cell][0] + COSTS[cell][1] * H) + STEP * 2 * int(lengths.max())
        total += float(np.minimum(lengths, lags).sum()) * DECOMPOSING * S**3
    return total
