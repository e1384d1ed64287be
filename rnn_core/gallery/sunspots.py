"""The yearly sunspot numbers, 1700 to 2008."""

from functools import cache
from pathlib import Path

import numpy as np

Array = np.ndarray
DATA = Path(__file__).with_name("data") / "sunspots.npz"


@cache
def series() -> tuple[Array, Array]:
    """The years (309,), and the mean sunspot number of each."""
    with np.load(DATA, allow_pickle=False) as file:
        return file["years"].astype(int), file["values"].astype(np.float64)
