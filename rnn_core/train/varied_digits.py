"""How training varies its pictures: as other people, other pens, other places and other scanners would have had it.

    varied(pictures, rng)        # (N, 8, 8) -> each turned, stretched, moved, thick or thin, grey or black, a little or much

The same for every reader.  What is moved over the edge is cut off.
"""

import numpy as np

from rnn_core.gallery.drawing import BLOCK, counts, thicker, thinner
from rnn_core.gallery.images import SIDE, between, warped

FAR, FAR_SHARE = 2, 0.45  # whole pixels that so many are moved by, in both directions, after all else
SIZES, SIZED = (0.55, 1.3), 0.3  # of the picture, and how many are drawn in another size
DARKENED, REDRAWN = 0.4, 0.3  # how many have thicker or thinner strokes: in their grey values, or drawn anew with another pen
EDGES = (-1, 0, 1, 2)  # pixels of a bitmap of 32 × 32 by which another pen's edge lies further out
LIGHT = 0.6  # strokes get lighter by at most this much of the way to the lightest pixel around
INKED, LEAST = 0.25, (0.25, 0.65)  # how many have only ink and paper, and from what grey on a pixel is ink
CROSS, SQUARE = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)), ((0, 0), (1, 0), (0, 1), (1, 1))


def varied(pictures: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each picture (N, 8, 8) as another hand, pen or scanner might have had it, float32."""
    n = len(pictures)

    def some(share: float, values: np.ndarray, without: float) -> np.ndarray:
        return np.asarray(np.where(rng.random(n) < share, values, without))

    redrawn = rng.random(n) < REDRAWN
    found = pictures.copy()
    found[redrawn] = repenned(pictures[redrawn], rng.choice(EDGES, redrawn.sum()))
    found = warped(found, rng, sizes=some(SIZED, np.exp(rng.uniform(np.log(SIZES[0]), np.log(SIZES[1]), n)), 1.0))
    found = darkened(found, some(DARKENED, rng.uniform(-LIGHT, 1, n), 0.0), rng.random(n) < 0.5)
    far = rng.random(n) < FAR_SHARE
    found = moved(found, *(np.where(far, rng.integers(-FAR, FAR + 1, n), 0) for _ in "yx"))
    return np.where((rng.random(n) < INKED)[:, None, None], inked(found, rng.uniform(*LEAST, n)[:, None, None]), found)


def moved(pictures: np.ndarray, down: np.ndarray | int, across: np.ndarray | int) -> np.ndarray:
    """Each (N, 8, 8) moved by whole pixels, up to FAR; what leaves the picture is cut off, what comes in is paper."""
    padded = np.pad(pictures, ((0, 0), (FAR, FAR), (FAR, FAR)))
    rows, columns = (np.arange(SIDE) + FAR - np.broadcast_to(by, len(pictures))[:, None] for by in (down, across))
    return padded[np.arange(len(pictures))[:, None, None], rows[:, :, None], columns[:, None, :]]


def resized(pictures: np.ndarray, size: float) -> np.ndarray:
    """Each drawn so much larger or smaller about its middle; what is then outside is cut off."""
    middle = (SIDE - 1) / 2
    places = middle + (np.repeat(np.arange(SIDE), 2) + np.tile([-0.25, 0.25], SIDE) - middle) / size
    down, across = (np.broadcast_to(one, (len(pictures), 2 * SIDE, 2 * SIDE)) for one in np.meshgrid(places, places, indexing="ij"))
    return between(pictures, down, across).reshape(-1, SIDE, 2, SIDE, 2).mean((2, 4)).astype(np.float32)


def repenned(pictures: np.ndarray, edges: np.ndarray | int) -> np.ndarray:
    """Each drawn anew as a bitmap of 32 × 32, the edge of its ink so many pixels further out, and counted again."""
    bitmaps, edges = bitmap(pictures), np.broadcast_to(edges, len(pictures))[:, None, None]
    for step in range(max(EDGES)):
        bitmaps = np.where(edges > step, thicker(bitmaps), bitmaps)
    return counts(np.where(edges < 0, thinner(bitmaps), bitmaps))


def bitmap(pictures: np.ndarray) -> np.ndarray:
    """(N, 32, 32) of ink and paper: grey values between the pixels' middles, ink from one half on."""
    places = np.clip((np.arange(SIDE * BLOCK) + 0.5) / BLOCK - 0.5, 0, SIDE - 1)
    mix = np.maximum(0, 1 - np.abs(places[:, None] - np.arange(SIDE)))  # (32, 8)
    return mix @ pictures @ mix.T >= 0.5


def darkened(pictures: np.ndarray, by: np.ndarray | float, crossed: np.ndarray | bool = True) -> np.ndarray:
    """Each pixel so far on the way to the darkest around it (above 0) or the lightest (below); around: above, below and
    beside, or the square to the right and below."""
    by, crossed = np.asarray(by)[..., None, None], np.asarray(crossed)[..., None, None]
    cross = _around(pictures, CROSS)
    dark = np.where(crossed, cross.max(0), _around(pictures, SQUARE).max(0))
    return (pictures + np.maximum(by, 0) * (dark - pictures) + np.minimum(by, 0) * (pictures - cross.min(0))).astype(np.float32)


def _around(pictures: np.ndarray, places: tuple[tuple[int, int], ...]) -> np.ndarray:
    """(places, N, 8, 8): the pixels so far down and to the right of each."""
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1)))
    return np.stack([padded[:, 1 + y : 1 + y + SIDE, 1 + x : 1 + x + SIDE] for y, x in places])


def inked(pictures: np.ndarray, least: np.ndarray | float = 0.5) -> np.ndarray:
    """Ink and paper only: ink where at least so much of a pixel is ink."""
    return (pictures >= least).astype(np.float32)
