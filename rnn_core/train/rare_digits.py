"""Forms of digits that the 13 people of the data seldom wrote and many others do: the seven without a bar, the one with a
foot.  Drawn from a few strokes of random shape, and turned into 8 × 8 values as the app's pad does it (pages/views/gallery/digits/pad.js).

    pictures, labels = drawn(400, rng)         # (400, 8, 8) from 0 to 1, (400,) sevens and ones
"""

from itertools import pairwise

import numpy as np

from rnn_core.gallery.images import SIDE

FIELD, WIDE, STRETCH = 32, 18, 1.3
BLOCK = FIELD // SIDE
# Corners (x, y), from 0 to 1, y downwards, in the order of the pen, and how far each may stray.
SEVEN = ((0.25, 0.24), (0.26, 0.14), (0.74, 0.14), (0.58, 0.5), (0.44, 0.9))
ONE = ((0.34, 0.32), (0.52, 0.12), (0.52, 0.9), (0.32, 0.9), (0.72, 0.9))
STRAY = 0.05


def drawn(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """So many sevens without a bar and ones with a foot, half and half."""
    labels = np.where(np.arange(count) % 2, 7, 1)
    corners = np.where((labels == 7)[:, None, None], np.array(SEVEN), np.array(ONE)) + rng.normal(0, STRAY, (count, 5, 2))
    hooked = rng.random(count) < 0.3  # the others begin at the second corner
    corners[:, 0] = np.where(((labels == 7) & ~hooked)[:, None], corners[:, 1], corners[:, 0])
    pens = rng.uniform(4, 6.5, count)
    return np.stack([picture(one, pen) for one, pen in zip(corners, pens, strict=True)]).astype(np.float32), labels


def picture(corners: np.ndarray, pen: float) -> np.ndarray:
    """One line through the corners (K, 2), fitted into the field and drawn with the pen, as 8 × 8 values of 0 to 1."""
    low, high = corners.min(0), corners.max(0)
    width, height = np.maximum(high - low, 0.02 * (high - low).max())
    down = min((FIELD - pen) / height, STRETCH * (FIELD - pen) / width)
    across = min((WIDE - pen) / width, down * STRETCH)
    points = FIELD / 2 + (corners - (low + high) / 2) * (across, down)
    y, x = np.mgrid[:FIELD, :FIELD] + 0.5
    near = np.min([_distance(x, y, a, b) for a, b in pairwise(points)], 0)
    return (near <= pen / 2).reshape(SIDE, BLOCK, SIDE, BLOCK).mean((1, 3))


def _distance(x: np.ndarray, y: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """From every place to the stretch between a and b."""
    way = b - a
    along = np.clip(((x - a[0]) * way[0] + (y - a[1]) * way[1]) / max(float(way @ way), 1e-9), 0, 1)
    return np.hypot(x - a[0] - along * way[0], y - a[1] - along * way[1])
