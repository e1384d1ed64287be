"""Weights of recurrent layers in the files of either framework, as arrays; whole networks: rnn_core.files.

    found = keras_layers("model.keras")             # or "model.weights.h5", "model.h5": {"lstm": [kernel, recurrent_kernel, bias]}
    state_dict = torch_state("model.safetensors")   # or "model.pt", "model.npz"

What is read, what it needs and what is refused: rnn_core.files.  Nothing in a file is run.
"""

from pathlib import Path

import numpy as np

from rnn_core.files.keras_files import keras_cells
from rnn_core.files.keras_names import groups, titles
from rnn_core.files.open import contents
from rnn_core.files.refusals import Unreadable
from rnn_core.files.weights import save_arrays
from rnn_core.frameworks.convert import GATES, Mismatch, Weights


def torch_state(path: str | Path) -> dict[str, np.ndarray]:
    """A state dict from .safetensors, .npz, or .pt and .pth.  Raises DamagedFile."""
    return contents(path).arrays


def keras_layers(path: str | Path) -> dict[str, Weights]:
    """The recurrent layers of a .keras, .weights.h5 or .h5 file by name, in the file's order, each in the order of get_weights; a
    Bidirectional layer has its forward arrays first.  Raises DamagedFile."""
    found = groups(keras_cells(path))
    if not found:
        raise Unreadable(f"{Path(path).name} holds no recurrent layer")
    return {title: [array for cell in group.cells for array in (cell.kernel, cell.recurrent, cell.bias) if array is not None]
            for title, group in zip(titles([group.path for group in found]), found, strict=True)}


def cell_of(weights: Weights) -> str:
    """Which cell these arrays belong to, seen from their shapes."""
    hidden, columns = weights[1].shape
    for cell, gates in GATES.items():
        if columns == gates * hidden:
            return cell
    raise Mismatch(f"recurrent_kernel has shape {weights[1].shape}: no RNN (H, H), GRU (H, 3H) or LSTM (H, 4H)")


__all__ = ["cell_of", "keras_layers", "save_arrays", "torch_state"]
