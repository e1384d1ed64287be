"""Weights of recurrent layers in the files of either framework.

    found = keras_layers("model.keras")             # or "model.weights.h5": {"lstm": [kernel, recurrent_kernel, bias]}
    state_dict = torch_state("model.safetensors")   # or "model.pt", "model.npz"

.keras and .weights.h5 need h5py, .pt and .pth need torch (read with weights_only: nothing in them is run).
"""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.frameworks.convert import GATES, Mismatch, Weights
from rnn_core.nn.safetensors import DamagedFile, load_safetensors, save_safetensors

LARGEST = 1 << 31  # bytes of an archive's member


def torch_state(path: str | Path) -> dict[str, np.ndarray]:
    """A state dict from .safetensors, .npz, or .pt and .pth.  Raises DamagedFile."""
    path = Path(path)
    try:
        if path.suffix == ".safetensors":
            return load_safetensors(path)[0]
        if path.suffix == ".npz":
            with np.load(path, allow_pickle=False) as arrays:
                return dict(arrays)
        if path.suffix in (".pt", ".pth"):
            import torch

            return {name: value.numpy() for name, value in torch.load(path, map_location="cpu", weights_only=True).items()}
    except ImportError as error:
        raise DamagedFile(f"{path.name} can only be read where torch is installed: pip install torch, or save the state dict as "
                          ".safetensors") from error
    except Exception as error:
        raise DamagedFile(f"{path.name} cannot be read as a state dict: {error}") from error
    raise DamagedFile(f"{path.name}: a state dict is read from .safetensors, .npz, .pt or .pth, not from {path.suffix or 'a nameless kind'}")


def keras_layers(path: str | Path) -> dict[str, Weights]:
    """The recurrent layers of a .keras or .weights.h5 file by name, in the file's order, each in the order of get_weights; a
    Bidirectional layer has its forward arrays first.  Raises DamagedFile."""
    path = Path(path)
    try:
        import h5py
    except ImportError as error:
        raise DamagedFile(f"{path.name} can only be read where h5py is installed: pip install h5py") from error
    try:
        if path.suffix == ".keras":
            with zipfile.ZipFile(path) as archive:
                if archive.getinfo("model.weights.h5").file_size > LARGEST:
                    raise ValueError("its weights are larger than 2 GB")
                opened: Any = io.BytesIO(archive.read("model.weights.h5"))
        else:
            opened = path
        with h5py.File(opened, "r") as file:
            found: dict[str, Weights] = {}
            for where in sorted(_cells(file), key=_natural):
                name = _layer(where)
                found.setdefault(name, []).extend(np.asarray(file[where][k]) for k in sorted(file[where], key=int))
    except Exception as error:
        raise DamagedFile(f"{path.name} cannot be read as Keras weights: {error}") from error
    if not found:
        raise DamagedFile(f"{path.name} holds no recurrent layer")
    return found


def _cells(file: Any) -> list[str]:
    """The groups that hold a recurrent cell's variables: …/lstm/cell/vars."""
    found: list[str] = []
    file.visit(lambda name: found.append(name) if name.endswith("cell/vars") and len(file[name]) else None)
    return found


def _natural(where: str) -> list[Any]:
    """lstm before lstm_1 before lstm_10, forward before backward."""
    return [(int(part) if part.isdigit() else 0, {"forward_layer": "0", "backward_layer": "1"}.get(part, part))
            for part in re.split(r"[/_](?=\d)|/", where)]


def _layer(where: str) -> str:
    return re.sub(r"/(forward_layer|backward_layer)?/?cell/vars$", "", where).split("/")[-1]


def cell_of(weights: Weights) -> str:
    """Which cell these arrays belong to, seen from their shapes."""
    hidden, columns = weights[1].shape
    for cell, gates in GATES.items():
        if columns == gates * hidden:
            return cell
    raise Mismatch(f"recurrent_kernel has shape {weights[1].shape}: no RNN (H, H), GRU (H, 3H) or LSTM (H, 4H)")


def save_arrays(path: str | Path, arrays: dict[str, np.ndarray]) -> None:
    """As .safetensors (needs the package) or .npz."""
    path = Path(path)
    if path.suffix == ".safetensors":
        save_safetensors(path, arrays)
    elif path.suffix == ".npz":
        np.savez(path, **arrays)  # type: ignore[arg-type]
    else:
        raise ValueError(f"{path.name}: weights are written as .safetensors or .npz")
