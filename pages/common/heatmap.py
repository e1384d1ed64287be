"""A run's values on their way to a component: one byte each, drawn as colours.  No Streamlit here."""

import base64
from typing import Any

import numpy as np


def heatmap(name: str, values: np.ndarray) -> dict[str, Any]:
    """(T, units) as bytes, base64 of int8 step by step: 127 stands for `scale`, which is 1 unless something goes beyond."""
    scale = max(1.0, float(np.abs(values).max()))
    packed = np.round(values * (127 / scale)).astype(np.int8)
    return {"name": name, "rows": values.shape[1], "scale": scale, "values": base64.b64encode(packed.tobytes()).decode()}
