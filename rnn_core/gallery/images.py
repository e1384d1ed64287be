"""The handwritten digits: 1,797 pictures of 8 × 8 grey values, split for good, and a picture as a short code.

    images, labels = part("test")          # (450, 8, 8) from 0 to 1, (450,)
    code(images[0])                        # 64 signs from 0 to g, one a pixel: what a link holds
    parse(code(images[0]))                 # and back
"""

from functools import cache
from pathlib import Path

import numpy as np

DATA = Path(__file__).with_name("data") / "digits.npz"
PARTS = {"training": 0, "validation": 1, "test": 2}
SIDE, MOST = 8, 16
GRAIN = 0.3  # the strongest noise on a pixel of a varied picture
SIGNS = "0123456789abcdefg"


@cache
def _stored() -> dict[str, np.ndarray]:
    with np.load(DATA, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def part(*names: str) -> tuple[np.ndarray, np.ndarray]:
    """The pictures (N, 8, 8) of these parts, 0 (paper) to 1 (ink), float32, and what they show (N,)."""
    held = _stored()
    chosen = np.isin(held["part"], [PARTS[name] for name in names])
    return held["images"][chosen].reshape(-1, SIDE, SIDE) / np.float32(MOST), held["labels"][chosen].astype(np.int64)


def in_order() -> tuple[np.ndarray, np.ndarray]:
    """All pictures and labels in the order of the source, where those of one writer seem to stand together."""
    held = _stored()
    return held["images"].reshape(-1, SIDE, SIDE) / np.float32(MOST), held["labels"].astype(np.int64)


def code(image: np.ndarray) -> str:
    """A picture (8, 8) of 0 to 1 as 64 signs, row by row."""
    return "".join(SIGNS[k] for k in np.rint(np.asarray(image).ravel() * MOST).astype(int))


def parse(code: str) -> np.ndarray:
    """The picture (8, 8) of such a code; ValueError for anything else."""
    if len(code) != SIDE * SIDE or not set(code) <= set(SIGNS):
        raise ValueError(f"it is no drawing: {SIDE * SIDE} signs from 0 to {SIGNS[-1]} are")
    return np.array([SIGNS.index(sign) for sign in code], np.float32).reshape(SIDE, SIDE) / MOST


def warped(images: np.ndarray, rng: np.random.Generator, strength: float = 1.3, sizes: np.ndarray | float = 1.0) -> np.ndarray:
    """The pictures (N, 8, 8), each turned, slanted, stretched, moved, inked and grained a little differently, in `sizes` (N,).

    Each pixel of the result is the mean of 2 × 2 places of the picture, read between its pixels.
    """
    n, half = len(images), (SIDE - 1) / 2
    turn, slant = rng.normal(0, 0.12 * strength, n), rng.normal(0, 0.12 * strength, n)
    stretch = np.exp(rng.normal(0, 0.08 * strength, (2, n))) / sizes
    move = rng.normal(0, 0.35 * strength, (2, n))
    sub = np.repeat(np.arange(SIDE), 2) + np.tile([-0.25, 0.25], SIDE) - half  # (16,) places along one side
    y, x = sub[:, None], sub[None, :]
    cos, sin = np.cos(turn)[:, None, None], np.sin(turn)[:, None, None]
    across = (cos * x - sin * y + slant[:, None, None] * y) * stretch[0, :, None, None] + half + move[0, :, None, None]
    down = (sin * x + cos * y) * stretch[1, :, None, None] + half + move[1, :, None, None]
    fine = between(images, down, across)
    coarse = fine.reshape(n, SIDE, 2, SIDE, 2).mean((2, 4))
    ink = np.exp(rng.normal(0.1, 0.2 * strength, n))[:, None, None]
    grain = rng.normal(0, GRAIN, coarse.shape) * rng.random((n, 1, 1))
    return np.clip(coarse * ink + grain, 0, 1).astype(np.float32)


def between(images: np.ndarray, down: np.ndarray, across: np.ndarray) -> np.ndarray:
    """The pictures' values at places between pixels, mixed from the four around; paper outside.  (N, …) places."""
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    down, across = np.clip(down, -1, SIDE) + 1, np.clip(across, -1, SIDE) + 1
    top, left = np.minimum(down.astype(int), SIDE), np.minimum(across.astype(int), SIDE)
    a, b, which = down - top, across - left, np.arange(len(images))[:, None, None]
    return ((1 - a) * ((1 - b) * padded[which, top, left] + b * padded[which, top, left + 1])
            + a * ((1 - b) * padded[which, top + 1, left] + b * padded[which, top + 1, left + 1]))
