"""The yearly sunspot numbers, 1700 to 2008."""

from functools import cache
from pathlib import Path

import numpy as np

Array = np.ndarray
DATA = Path(__file__).with_name("data") / "sunspots.npz"


@cache
def _stored() -> dict[str, Array]:
    with np.load(DATA, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def series() -> tuple[Array, Array]:
    """The years (309,), and the mean sunspot number of each."""
    held = _stored()
    return held["years"].astype(int), held["values"].astype(np.float64)
