"""A drawing as the 8 × 8 grey values that the networks get, made as those of the data were.

    picture([[(0.4, 0.2), (0.5, 0.1), (0.5, 0.9)]])        # strokes of places (x, y), y downwards -> (8, 8) from 0 to 1
    strokes("~50,10 30,50 50,90|50,90 70,90")              # two strokes as they are written down in train/everyday

The data's makers used NIST's programs (Garris et al. 1994, NISTIR 5469): the box around the ink is stretched to 20 × 32
pixels and set into the middle of 32 × 32; where little is ink, its edge grows by a pixel, where much is, it shrinks; then
the rows are moved sideways until the left ends of the top and the bottom stand under each other.  At last Kaynak (1995)
counted the ink in blocks of 4 × 4.  pages/views/gallery/digits/pad.js does the same to what a visitor draws.
"""

from collections.abc import Sequence

import numpy as np

from rnn_core.gallery.images import MOST, SIDE

FIELD, WIDE, TALL = 32, 20, 32
BLOCK = FIELD // SIDE
PEN = 0.13  # the width of a stroke, as a share of the drawing's larger side
GROW, SHRINK = (256, 108), (412, 560)  # ink below or above which the edge is moved once, and once more
EDGE = 2  # rows at either end that do not tell where the left end is
Stroke = Sequence[Sequence[float]] | np.ndarray


def picture(drawn: Sequence[Stroke], pen: float = PEN) -> np.ndarray:
    """(8, 8) from 0 to 1, from strokes of places (x, y); ValueError where there are none."""
    return counts(straightened(balanced(inked([np.asarray(stroke, float) for stroke in drawn if len(stroke)], pen))))


def counts(bitmaps: np.ndarray) -> np.ndarray:
    """(..., 32, 32) of ink and paper as the share of ink in each block, (..., 8, 8)."""
    return (bitmaps.reshape(*bitmaps.shape[:-2], SIDE, BLOCK, SIDE, BLOCK).sum((-3, -1)) / MOST).astype(np.float32)


def inked(drawn: Sequence[np.ndarray], pen: float) -> np.ndarray:
    """(32, 32) of ink and paper: what a round pen leaves, stretched to 20 × 32 in the middle."""
    if not drawn:
        raise ValueError("nothing is drawn: give at least one stroke with a place")
    low, high = np.concatenate(drawn).min(0), np.concatenate(drawn).max(0)
    reach = (pen * max(high - low) or 1.0) / 2
    pixel = (high - low + 2 * reach) / (WIDE, TALL)
    x, y = (low[i] - reach + (np.arange(n) + 0.5) * pixel[i] for i, n in enumerate((WIDE, TALL)))
    near = _distances(x[:, None], y[:, None, None], *_parts(drawn)).min(-1)
    bitmap = np.zeros((FIELD, FIELD), bool)
    left = (FIELD - WIDE) // 2
    bitmap[:, left : left + WIDE] = near <= reach * reach
    return bitmap


def balanced(bitmap: np.ndarray) -> np.ndarray:
    """The bitmap, its edge a pixel or two further out or in where little or much of it is ink."""
    ink = int(bitmap.sum())
    for _ in range(sum(ink < least for least in GROW)):
        bitmap = thicker(bitmap)
    for _ in range(sum(ink > most for most in SHRINK)):
        bitmap = thinner(bitmap)
    return bitmap


def thicker(bitmap: np.ndarray) -> np.ndarray:
    """(..., rows, columns): ink wherever one of the four neighbours is ink, too."""
    return bitmap | np.any(_neighbours(bitmap), 0)


def thinner(bitmap: np.ndarray) -> np.ndarray:
    """Ink only where all four neighbours are ink; outside there is paper."""
    return bitmap & np.all(_neighbours(bitmap), 0)


def straightened(bitmap: np.ndarray) -> np.ndarray:
    """Every row moved sideways, so that the left ends of the third row and the third from the end stand under each other."""
    top, bottom = EDGE, FIELD - 1 - EDGE
    if not bitmap[top].any() or not bitmap[bottom].any():
        return bitmap
    slope = (int(bitmap[top].argmax()) - int(bitmap[bottom].argmax())) / (bottom - top)
    found = np.zeros_like(bitmap)
    for row in range(FIELD):
        way = (row - FIELD // 2) * slope
        by = int(np.copysign(np.floor(abs(way) + 0.5), way))
        columns = np.flatnonzero(bitmap[row]) + by
        found[row, columns[(columns >= 0) & (columns < FIELD)]] = True
    return found


def _neighbours(bitmap: np.ndarray) -> list[np.ndarray]:
    padded = np.pad(bitmap, [(0, 0)] * (bitmap.ndim - 2) + [(1, 1), (1, 1)])
    return [padded[..., :-2, 1:-1], padded[..., 2:, 1:-1], padded[..., 1:-1, :-2], padded[..., 1:-1, 2:]]


def _parts(drawn: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The ends (parts, 2) of every part, from each place to the next, and of a place alone to itself."""
    return tuple(np.concatenate([stroke[places] if len(stroke) > 1 else stroke for stroke in drawn])  # type: ignore[return-value]
                 for places in (slice(None, -1), slice(1, None)))


def _distances(x: np.ndarray, y: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """From every place to every straight part, squared; sums in the order of pad.js, so that all bits agree."""
    (ax, ay), (dx, dy) = a.T, (b - a).T
    length = dx * dx + dy * dy
    along = np.clip(((x - ax) * dx + (y - ay) * dy) / np.where(length, length, 1), 0, 1)
    right, down = x - ax - along * dx, y - ay - along * dy
    return right * right + down * down


# --- strokes written down --------------------------------------------------------------------------------------

SMOOTH, FINE = "~", 8


def strokes(text: str) -> list[np.ndarray]:
    """Strokes with "|" between them, each of places "x,y"; a stroke with ~ is a smooth curve through them."""
    return [_stroke(one.strip()) for one in text.split("|")]


def _stroke(text: str) -> np.ndarray:
    places = np.array([[float(n) for n in place.split(",")] for place in text.removeprefix(SMOOTH).split()])
    return curve(places) if text.startswith(SMOOTH) else places


def curve(places: np.ndarray) -> np.ndarray:
    """FINE places for each of the given ones, on the smooth curve through them (Catmull & Rom 1974)."""
    p = np.concatenate([places[:1], places, places[-1:]])
    t = (np.arange(FINE) / FINE)[None, :, None]
    a, b, c, d = (p[k : len(p) - 3 + k, None] for k in range(4))
    parts = b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    return np.concatenate([parts.reshape(-1, 2), places[-1:]])
