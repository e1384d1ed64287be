"""What the browser unpacks is what was packed."""

import base64

import numpy as np
import pytest

from pages.common.heatmap import heatmap


@pytest.mark.parametrize("largest", [0.3, 1.0, 7.5])
def test_the_bytes_give_the_values_back_step_by_step(largest):
    values = np.random.default_rng(0).uniform(-1, 1, (3, 5)) * largest
    found = heatmap("state h", values)
    read = np.frombuffer(base64.b64decode(found["values"]), np.int8).reshape(3, found["rows"]) * found["scale"] / 127
    assert found["name"] == "state h" and found["scale"] >= 1 and np.abs(read - values).max() <= found["scale"] / 254 + 1e-9
