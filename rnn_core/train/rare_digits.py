"""Forms of digits that the 13 people of the data seldom wrote and many others do: the seven without a bar, the one with a
foot or of a single stroke, the open four, the eight of two rings.  Each is drawn from a few strokes of random shape.

    pictures, labels = drawn(400, rng)         # (400, 8, 8) from 0 to 1, (400,) digits
"""

import numpy as np

from rnn_core.gallery.drawing import picture, strokes

# In the notation of `drawing.strokes`; places may stray by STRAY, the whole is slanted and drawn with a pen from PENS.
FORMS: tuple[tuple[int, str], ...] = (
    (7, "26,14 74,14 58,50 44,90"), (7, "25,24 26,14 74,14 58,50 44,90"),
    (1, "34,32 52,12 52,90|32,90 72,90"), (1, "40,28 52,12 52,90"), (1, "~50,10 50,35 50,65 50,90"),
    (4, "34,10 28,56 74,56|62,30 60,90"), (4, "60,90 60,10 26,62 76,62"),
    (8, "~50,10 38,18 38,36 50,46 62,36 62,18 50,10|~50,46 34,58 34,80 50,90 66,80 66,58 50,46"),
    (8, "~64,20 50,10 36,20 44,40 62,58 64,78 50,90 36,78 40,58 58,40 64,20"),
    (8, "~50,46 38,34 40,16 56,12 64,26 52,44 36,60 36,82 52,90 66,78 62,58 50,46"),
    (9, "~66,24 50,11 36,26 44,44 60,40 66,24 66,24 66,56 62,90"), (9, "~66,24 50,11 36,26 44,44 60,40 66,24 67,56 54,86 34,84"),
    (0, "~50,12 34,26 28,50 34,76 50,88 66,76 72,50 66,26 50,12"))
STRAY, SLANT, PENS = 3.5, 0.2, (0.06, 0.22)


def drawn(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """So many, form after form."""
    found = [form(FORMS[k % len(FORMS)][1], rng) for k in range(count)]
    return np.stack(found), np.array([FORMS[k % len(FORMS)][0] for k in range(count)])


def form(text: str, rng: np.random.Generator) -> np.ndarray:
    """One drawing of the form, as 8 × 8 values."""
    places = [_strayed(stroke, rng) for stroke in text.split("|")]
    slant, pen = rng.normal(0, SLANT), rng.uniform(*PENS)
    return picture([stroke + np.outer(stroke[:, 1], (-slant, 0)) for one in places for stroke in strokes(one)], pen)


def _strayed(stroke: str, rng: np.random.Generator) -> str:
    """The stroke with its places moved; a place that stands twice moves as one."""
    names = stroke.removeprefix("~").split()
    to = {name: np.array([float(n) for n in name.split(",")]) + rng.normal(0, STRAY, 2) for name in dict.fromkeys(names)}
    return "~" * stroke.startswith("~") + " ".join(f"{x},{y}" for x, y in map(to.__getitem__, names))
