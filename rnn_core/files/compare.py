"""A converted network beside the framework it was written for, where that is installed."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.files.network import Array, Network
from rnn_core.files.writing import BATCH, STEPS, Written


def in_the_framework(network: Network, written: Written, path: str | Path, stack: str | Sequence[str] | None = None) -> list[str]:
    """A line: the largest difference on random input between the network run here and the written program run in its framework with the
    file at `path`; none where that is not installed."""
    needed = "torch" if written.target == "pytorch" else "keras"
    if find_spec(needed) is None:
        return []
    stacks = network.stacks if stack is None else (network.stack(stack),)
    if needed == "torch":
        found = _torch_difference(_names(written, path), [layer for s in stacks for layer in s.layers])
    else:
        found = _keras_difference(_names(written, path), stacks)
    version = getattr(__import__(needed), "__version__", "").split("+")[0]
    return [f"largest difference on random input, {network.name} run here and {written.name} in {needed} {version}: {found:.1e}"]


def _names(written: Written, path: str | Path) -> dict[str, Any]:
    """What the program leaves behind; the file is named in it without its folder."""
    names: dict[str, Any] = {}
    exec(written.program.replace(repr(written.name), repr(str(Path(path).absolute()))), names)  # our own text, made in programs.py
    return names


def _random(size: int, dtype: np.dtype) -> Array:
    return np.random.default_rng(1).normal(size=(STEPS, BATCH, size)).astype(dtype)


def _torch_difference(names: dict[str, Any], layers: list[Any]) -> float:
    import torch

    modules = [value for value in names.values() if isinstance(value, torch.nn.RNNBase)]
    largest, at = 0.0, 0
    for module in modules:
        x = value = _random(module.input_size, layers[at].net.dtype)
        for layer in layers[at : at + module.num_layers]:
            value = layer.run(value)[1]
        at += module.num_layers
        with torch.no_grad():
            largest = max(largest, float(np.abs(module(torch.from_numpy(x))[0].numpy() - value).max()))
    return largest


def _keras_difference(names: dict[str, Any], stacks: Sequence[Any]) -> float:
    import keras

    models = [value for value in names.values() if isinstance(value, keras.Model)]
    largest = 0.0
    for model, stack in zip(models, stacks, strict=True):
        x = _random(stack.input_size, stack.layers[0].net.dtype)
        theirs = model(x.swapaxes(0, 1))
        both = np.concatenate([np.asarray(part) for part in theirs], -1) if isinstance(theirs, (tuple, list)) else np.asarray(theirs)
        largest = max(largest, float(np.abs(both.swapaxes(0, 1) - stack.run(x).output).max()))
    return largest
