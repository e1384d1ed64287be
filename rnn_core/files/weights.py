"""Weights put into a network, and what does not fit told with the layer's name; arrays put into files."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from rnn_core.files.layer import Array
from rnn_core.files.refusals import Unreadable
from rnn_core.nn.layers import Recurrent
from rnn_core.nn.safetensors import save_safetensors


def loaded(label: str, net: Recurrent, weights: Mapping[str, Array]) -> Recurrent:
    """The network with these weights, in its own dtype.  Raises Unreadable."""
    try:
        net.load_state_dict({name: value.astype(net.dtype) if value.dtype.kind == "f" else value for name, value in weights.items()})
    except (ValueError, KeyError, TypeError) as error:
        spoiled = "NaN" in str(error)
        raise Unreadable(f"{label}: {error}" + ("; take a checkpoint from before the training went wrong" if spoiled else "")) from error
    return net


def save_arrays(path: str | Path, arrays: dict[str, np.ndarray]) -> None:
    """As .safetensors (needs the package) or .npz."""
    path = Path(path)
    if path.suffix == ".safetensors":
        save_safetensors(path, arrays)
    elif path.suffix == ".npz":
        np.savez(path, **arrays)  # type: ignore[arg-type]
    else:
        raise ValueError(f"{path.name}: weights are written as .safetensors or .npz")
