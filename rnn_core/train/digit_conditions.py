"""How well a reader does on pictures that are not as the data's makers prepared them: moved, thicker, smaller, drawn by others.

    measured(read, pictures, labels)      # [{"what": "moved by 1 pixel, ...", "accuracy": ...}, ...]
    everyday(read, "development")         # the same by group, of drawings made by hand
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from rnn_core.gallery import drawing
from rnn_core.train.evaluation import share_right, wilson
from rnn_core.train.everyday import inputs
from rnn_core.train.varied_digits import darkened, inked, moved, repenned, resized

Read = Callable[[np.ndarray], np.ndarray]  # pictures (N, 8, 8) -> the digits (N,)
NEAR = [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if y or x]
STRAIGHT = [(y, x) for y, x in NEAR if not y or not x]
ASKEW = [(y, x) for y, x in NEAR if y and x]
CONDITIONS: dict[str, Callable[[np.ndarray], list[np.ndarray]]] = {
    "as they are": lambda p: [p],
    "moved by 1 pixel, in 8 directions": lambda p: [moved(p, y, x) for y, x in NEAR],
    "moved by 2 pixels, up, down or sideways": lambda p: [moved(p, 2 * y, 2 * x) for y, x in STRAIGHT],
    "moved by 2 pixels, both ways at once": lambda p: [moved(p, 2 * y, 2 * x) for y, x in ASKEW],
    "thinner strokes": lambda p: [repenned(p, -1)],
    "thicker strokes": lambda p: [repenned(p, 2)],
    "each pixel as dark as its darkest neighbour": lambda p: [darkened(p, 1.0)],
    "ink on or off, no grey": lambda p: [inked(p)],
    "three quarters of the size": lambda p: [resized(p, 0.75)],
    "five quarters of the size": lambda p: [resized(p, 1.25)],
}
PENS = {"thin": 0.07, "medium": drawing.PEN, "thick": 0.22}  # of an everyday drawing, as shares of its larger side


def measured(read: Read, pictures: np.ndarray, labels: np.ndarray) -> list[dict[str, Any]]:
    """The share right in each condition; with several variants of a picture, the interval is over pictures all the same."""
    rows = []
    for what, made in CONDITIONS.items():
        right = np.mean([read(variant) == labels for variant in made(pictures)], 0)
        low, high = wilson(float(right.sum()), len(labels))
        shares = {"accuracy": float(right.mean()), "low": low, "high": high}
        rows.append({"what": what, "n": len(labels)} | {name: round(value, 4) for name, value in shares.items()})
    return rows


@cache
def drawings(half: str) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """The groups, pictures (N, 8, 8) and labels (N,) of the everyday drawings, made into pixels as the pad does it."""
    rows = inputs("digits", half)
    pictures = [drawing.picture(drawing.strokes(text), PENS[pen]) for _, _, pen, text in rows]
    return tuple(row[0] for row in rows), np.stack(pictures), np.array([int(row[1]) for row in rows])


def everyday(read: Read, half: str) -> list[dict[str, Any]]:
    """The share of everyday drawings read right, by group and of all."""
    groups, pictures, labels = drawings(half)
    right = read(pictures) == labels
    each = {group: right[[one == group for one in groups]] for group in dict.fromkeys(groups)} | {"all": right}
    return [{"group": group, **share_right(int(found.sum()), len(found))} for group, found in each.items()]
