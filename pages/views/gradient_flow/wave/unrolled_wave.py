"""The unrolled networks with the gradient's wave, drawn in the browser.

    unrolled_wave.show({"rnn": logs}, stamp(measurement), key="wave")      # log10 of the gradient's size, lag 0 first
"""

from typing import Any

import numpy as np

from pages.common.components import component
from pages.common.theme import NETWORKS

DECADES = 12  # of the one colour scale, at most
mounted = component(__file__, '<div class="wave"></div>', scripts=("../shared/sizes.js",))


def show(sizes: dict[str, np.ndarray], stamp: str, key: str) -> None:
    mounted(data=data(sizes, stamp), key=key)


def data(sizes: dict[str, np.ndarray], stamp: str) -> dict[str, Any]:
    """The first step first; the colour scale reaches down to the least that is seen, at most DECADES."""
    finite = np.concatenate([logs[np.isfinite(logs)] for logs in sizes.values()])
    high = max(0.0, float(finite.max()))
    return {"stamp": stamp, "low": max(float(finite.min()), high - DECADES), "high": high, "series": [
        {"name": NETWORKS[cell][0], "colour": NETWORKS[cell][1], "logs": [round(float(v), 3) if np.isfinite(v) else None for v in logs[::-1]]}
        for cell, logs in sizes.items()]}
