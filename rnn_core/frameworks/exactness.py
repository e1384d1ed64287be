"""`python -m rnn_core.frameworks.exactness`: how exactly the converted weights compute the same, in both directions.

All three cells, one to three layers, one and two ways, with and without biases, float32 and float64, outputs of every step and
all last states; real torch.nn and real Keras on TensorFlow.  The largest differences are kept in exactness.json.
"""

import itertools
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.frameworks.convert import keras_to_torch, per_layer, torch_to_keras
from rnn_core.frameworks.options import CELLS, KERAS_NAMES, NAMES

FILE = Path(__file__).parent / "exactness.json"
BATCH, STEPS, INPUTS, HIDDEN = 3, 11, 5, 7  # all different, so that no two axes can be taken for each other


def configurations() -> Iterator[tuple[str, int, bool, bool, str]]:
    return itertools.product(CELLS, (1, 2, 3), (False, True), (True, False), ("float32", "float64"))


def torch_answers(cell: str, num_layers: int, two_way: bool, bias: bool, dtype: str, x: np.ndarray,
                  state_dict: dict[str, np.ndarray] | None = None) -> tuple[dict[str, Any], np.ndarray, list[np.ndarray]]:
    """A torch.nn module's state dict, output and last states (h_n first)."""
    import torch

    module = getattr(torch.nn, NAMES[cell])(INPUTS, HIDDEN, num_layers, bias=bias, bidirectional=two_way, batch_first=True,
                                            dtype=getattr(torch, dtype))
    if state_dict is not None:
        module.load_state_dict({name: torch.from_numpy(value) for name, value in state_dict.items()})
    with torch.no_grad():
        output, last = module(torch.from_numpy(x))
    return module.state_dict(), output.numpy(), [s.numpy() for s in (last if isinstance(last, tuple) else (last,))]


def keras_answers(cell: str, num_layers: int, two_way: bool, bias: bool, dtype: str, x: np.ndarray,
                  weights: list[np.ndarray] | None = None) -> tuple[list[np.ndarray], np.ndarray, list[np.ndarray]]:
    """The same of stacked Keras layers, their states put in torch's order."""
    import keras

    found, out, states = [], x, []
    for k in range(num_layers):
        options = {"unit_forget_bias": False} if cell == "lstm" else {}
        layer = getattr(keras.layers, KERAS_NAMES[cell])(HIDDEN, return_sequences=True, return_state=True, use_bias=bias, dtype=dtype,
                                                   bias_initializer="random_normal", **options)
        layer = keras.layers.Bidirectional(layer, dtype=dtype) if two_way else layer
        layer.build(np.shape(out))
        if weights is not None:
            layer.set_weights(per_layer(weights, num_layers)[k])
        out, *state = layer(out)
        found += layer.get_weights()
        states.append([np.asarray(s) for s in state])
    kinds = 2 if cell == "lstm" else 1
    last = [np.stack([state[k] for state in states for k in range(kind, len(state), kinds)]) for kind in range(kinds)]
    return found, np.asarray(out), last


def differences(cell: str, num_layers: int, two_way: bool, bias: bool, dtype: str) -> dict[str, float]:
    """The largest difference of any output or last state, by direction of the conversion."""
    x = np.random.default_rng(0).normal(size=(BATCH, STEPS, INPUTS)).astype(dtype)
    case = (cell, num_layers, two_way, bias, dtype, x)
    state_dict, *ours = torch_answers(*case)
    _, *theirs = keras_answers(*case, torch_to_keras(cell, state_dict))
    weights, *keras_own = keras_answers(*case)
    _, *torch_theirs = torch_answers(*case, keras_to_torch(cell, weights))
    return {"PyTorch to Keras": _largest_difference(ours, theirs), "Keras to PyTorch": _largest_difference(keras_own, torch_theirs)}


def _largest_difference(a: list[Any], b: list[Any]) -> float:
    return max(float(np.abs(p - q).max()) for p, q in zip([a[0], *a[1]], [b[0], *b[1]], strict=True))


@lru_cache(maxsize=1)
def measured() -> dict[str, Any]:
    """What was last measured."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def main() -> None:
    from rnn_core.frameworks.record import about

    largest: dict[str, dict[str, dict[str, float]]] = {}
    count = 0
    for case in configurations():
        for way, value in differences(*case).items():
            of_cell = largest.setdefault(case[0], {}).setdefault(case[4], {})
            of_cell[way] = max(of_cell.get(way, 0.0), value)
        count += 1
    FILE.write_text(json.dumps({"about": about(), "configurations": count, "largest": largest}, indent=1) + "\n")
    print(json.dumps(largest, indent=1))


if __name__ == "__main__":
    main()
