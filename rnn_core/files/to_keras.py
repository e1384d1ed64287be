"""A network that was read, as Keras layers: arrays, .weights.h5, or a whole .keras; what Keras cannot compute is refused by name."""

import io
import json
import zipfile
from typing import Any

import numpy as np

from rnn_core.files.keras_config import snake
from rnn_core.files.layer import Array, Layer
from rnn_core.files.network import Stack
from rnn_core.files.refusals import Unreadable
from rnn_core.frameworks.convert import GATES, ORDER
from rnn_core.frameworks.options import KERAS_NAMES

# Ours → Keras 3's
CURVES = {name: name for name in ("tanh", "sigmoid", "relu", "linear", "hard_sigmoid", "hard_tanh", "relu6", "elu", "selu", "softplus", "softsign",
                                  "silu", "exponential")} | {"leaky_relu(0.2)": "leaky_relu"}
LEAVES = ("kernel", "recurrent_kernel", "bias")


def keras_weights(layer: Layer) -> list[list[Array]]:
    """Kernel, recurrent kernel and bias of each direction, in the order of set_weights.  Raises Unreadable."""
    _check(layer)
    found = []
    for way in layer.ways:
        p = {name.removesuffix(f"_l0{way}"): value for name, value in layer.net.params.items() if name.endswith(f"_l0{way}")}
        arrays = [_swapped(layer.cell, p[kind]).T.copy() for kind in ("weight_ih", "weight_hh")]
        if layer.bias:
            b_ih, b_hh = (_swapped(layer.cell, p[kind]) for kind in ("bias_ih", "bias_hh"))
            arrays.append(np.stack([b_ih, b_hh]) if layer.reset_after else b_ih + b_hh)
        found.append(arrays)
    return found


def _swapped(cell: str, rows: Array) -> Array:
    blocks = np.split(rows, GATES[cell])
    return np.concatenate([blocks[k] for k in ORDER[cell]])


def keras_arrays(stacks: tuple[Stack, ...]) -> dict[str, Array]:
    """lstm/lstm_cell/kernel, …; bidirectional/forward_lstm/lstm_cell/kernel, … in the order of set_weights."""
    found: dict[str, Array] = {}
    for layer in (layer for stack in stacks for layer in stack.layers):
        kind = snake(KERAS_NAMES[layer.cell])
        for way, arrays in zip(("forward", "backward"), keras_weights(layer), strict=False):
            place = f"{title(layer)}/{f'{way}_{kind}/' if layer.bidirectional else ''}{kind}_cell"
            found |= {f"{place}/{leaf}": value for leaf, value in zip(LEAVES, arrays, strict=False)}
    return found


def title(layer: Layer) -> str:
    """Its name as Keras allows it."""
    return layer.name.replace("/", "_").replace(".", "_")


def config(layer: Layer) -> tuple[str, dict[str, Any]]:
    """The class and the settings of the Keras layer that computes this.  Raises Unreadable."""
    _check(layer)
    settings: dict[str, Any] = {"units": layer.hidden_size, "activation": CURVES[layer.activation], "use_bias": layer.bias, "return_sequences": True}
    if layer.cell != "rnn":
        settings["recurrent_activation"] = CURVES[layer.recurrent_activation]
    if layer.cell == "gru":
        settings["reset_after"] = layer.reset_after
    if layer.go_backwards:
        settings["go_backwards"] = True
    return KERAS_NAMES[layer.cell], settings


def weights_file(stack: Stack) -> bytes:
    """The bytes of a .weights.h5 for keras.Sequential of these layers.  Raises Unreadable."""
    try:
        import h5py
    except ImportError as error:
        raise Unreadable("writing .weights.h5 and .keras needs h5py: pip install h5py, or write .npz or .safetensors") from error
    stream, used = io.BytesIO(), dict[str, int]()
    with h5py.File(stream, "w") as file:
        for layer in stack.layers:
            kind = "bidirectional" if layer.bidirectional else snake(KERAS_NAMES[layer.cell])
            count = used[kind] = used.get(kind, -1) + 1
            place = f"layers/{kind}{f'_{count}' if count else ''}"
            file.create_group(f"{place}/vars").attrs["name"] = title(layer)
            for way, arrays in zip(("forward_layer/", "backward_layer/"), keras_weights(layer), strict=False):
                for k, value in enumerate(arrays):
                    file[f"{place}/{way if layer.bidirectional else ''}cell/vars/{k}"] = value
    return stream.getvalue()


def model_file(stack: Stack) -> bytes:
    """The bytes of a .keras file, for keras.models.load_model."""
    dtype = str(stack.layers[0].net.dtype)
    layers = [_described("InputLayer", {"batch_shape": [None, None, stack.input_size], "dtype": dtype, "name": "input_layer"})]
    for layer in stack.layers:
        kind, settings = config(layer)
        inner = _described(kind, {"name": title(layer), "dtype": dtype} | settings)
        layers.append(inner if not layer.bidirectional else _described("Bidirectional", {
            "name": title(layer), "dtype": dtype, "merge_mode": None if layer.merge == "apart" else layer.merge, "layer": inner}))
    model = _described("Sequential", {"name": "sequential", "layers": layers})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.0.0", "date_saved": ""}))
        archive.writestr("config.json", json.dumps(model | {"module": "keras"}))
        archive.writestr("model.weights.h5", weights_file(stack))
    return stream.getvalue()


def _described(kind: str, settings: dict[str, Any]) -> dict[str, Any]:
    return {"module": "keras.layers", "class_name": kind, "config": settings, "registered_name": None}


def _check(layer: Layer) -> None:
    """Refuses what Keras has not."""
    why = ""
    if layer.projection:
        why = f"proj_size={layer.state_size}: Keras projects nothing"
    elif layer.activation not in CURVES or layer.recurrent_activation not in ("", *CURVES):
        why = f"activations {layer.activation} and {layer.recurrent_activation}: Keras 3 has {', '.join(CURVES.values())}"
    elif layer.output_activation not in ("", layer.activation):
        why = f"activations {layer.activation} and {layer.output_activation}: Keras has one for both"
    elif layer.reverse:
        why = "an output in the input's time although it reads backwards: with Keras, use go_backwards and turn the output"
    elif layer.initial is not None:
        why = "stored initial states: Keras is given them with each call"
    if why:
        raise Unreadable(f"{layer.name} cannot become Keras's: it has {why}. It runs here as it is, with rnn_core.load_network")
