"""A network in the other framework's form: files, and the program that takes them.

    written = convert(load_network("model.h5"), "lstm.safetensors")     # Keras's as a state dict of torch.nn; ONNX's too
    written = convert(load_network("model.pt"), "model.keras")          # PyTorch's as a Keras model
    written.program                                                     # a few lines that build it and load the file
    written.difference                                                  # of both files' networks on random input, run here
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.files.network import Array, Network, Stack
from rnn_core.files.open import load_network
from rnn_core.files.programs import keras_program, torch_program
from rnn_core.files.refusals import Unreadable
from rnn_core.files.to_keras import keras_arrays, model_file, title, weights_file
from rnn_core.files.to_torch import torch_state
from rnn_core.nn.safetensors import as_safetensors

ENDINGS = {"pytorch": (".safetensors", ".npz", ".pt", ".pth"), "keras": (".keras", ".weights.h5", ".safetensors", ".npz")}
STEPS, BATCH = 40, 3  # of the random input


@dataclass(frozen=True)
class Written:
    """name, data: of the file; target: pytorch or keras; arrays: what was written, by name; program: what takes it; left: names of arrays
    that were not converted; difference: the largest of any output, the file's network and the written one both run here on random input."""

    name: str
    data: bytes
    target: str
    arrays: dict[str, Array]
    program: str
    left: tuple[str, ...]
    difference: float


def convert(network: Network, path: str | Path, target: str | None = None, stack: str | Sequence[str] | None = None) -> Written:
    """Writes it for the other framework (pytorch for Keras's and ONNX's, keras for PyTorch's), or for `target`.

    stack: only this one, or these in this order; all when left out.  Raises Unreadable for what the target cannot compute and for an
    ending that is not written, ValueError for a stack that is not there; then nothing is written.
    """
    found = converted(network, Path(path).name, target, stack)
    Path(path).write_bytes(found.data)
    return found


def converted(network: Network, name: str, target: str | None = None, stack: str | Sequence[str] | None = None) -> Written:
    """The same without a file: `name` says what kind it is to be, and the program loads it by that name."""
    target = target or ("keras" if network.framework == "pytorch" else "pytorch")
    stacks = network.stacks if stack is None else (network.stack(stack),)
    ending = _ending(name, target)
    if target == "pytorch":
        arrays, modules = torch_state(stacks)
        program, data = torch_program(modules, name), _of_arrays(arrays, ending)
    else:
        arrays = keras_arrays(stacks)
        program, data = keras_program(stacks, name), _of_keras(arrays, ending, stacks)
    return Written(name, data, target, arrays, program, tuple(other.name for other in network.others), _difference(stacks, data, name))


def _ending(name: str, target: str) -> str:
    found = next((ending for ending in ENDINGS[target] if name.endswith(ending)), "")
    if not found:
        raise Unreadable(f"{name}: weights for {'PyTorch' if target == 'pytorch' else 'Keras'} are written as {', '.join(ENDINGS[target])}")
    return found


def _of_arrays(arrays: dict[str, Array], ending: str) -> bytes:
    stream = io.BytesIO()
    try:
        if ending == ".safetensors":
            return as_safetensors(arrays)
        if ending != ".npz":
            import torch

            torch.save({name: torch.from_numpy(value) for name, value in arrays.items()}, stream)
    except ImportError as error:
        raise Unreadable(f"{ending} is written with {error.name}, which is not installed: pip install {error.name}, or write .npz") from error
    if ending == ".npz":
        np.savez(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def _of_keras(arrays: dict[str, Array], ending: str, stacks: tuple[Stack, ...]) -> bytes:
    if ending in (".npz", ".safetensors"):
        return _of_arrays(arrays, ending)
    if len(stacks) > 1:
        raise Unreadable(f"{ending} holds one model, and there are {len(stacks)} separate stacks ({', '.join(s.name for s in stacks)}): name "
                         "one, or write .npz")
    return model_file(stacks[0]) if ending == ".keras" else weights_file(stacks[0])


def _difference(stacks: tuple[Stack, ...], data: bytes, name: str) -> float:
    """What was written is read again, with the curves that the file may not say, and each layer's network is run beside its own."""
    largest = 0.0
    for k, layer in enumerate(layer for stack in stacks for layer in stack.layers):
        assumed: dict[str, Any] = {"activation": layer.activation, "recurrent_activation": layer.recurrent_activation or "sigmoid"}
        again = load_network(data, name, **assumed | ({} if layer.reset_after is None else {"reset_after": layer.reset_after})).layers
        other = next((found for found in again if found.name in (layer.name, title(layer))), again[min(k, len(again) - 1)])
        x = np.random.default_rng(k).normal(size=(STEPS, BATCH, layer.input_size)).astype(layer.net.dtype)
        largest = max(largest, float(np.abs(layer.net(x)[0] - other.net(x)[0]).max()))
    return largest
