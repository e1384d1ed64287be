"""Weights from torch.nn to Keras and back: RNN, LSTM and GRU, stacked, bidirectional, with or without biases.

    weights = torch_to_keras("lstm", module.state_dict())        # arrays in Keras's order
    for layer, part in zip(keras_layers, per_layer(weights, num_layers=2)):
        layer.set_weights(part)
    state_dict = keras_to_torch("lstm", weights)                 # NumPy arrays under torch's names

H is hidden_size, G the number of gates (1, 4, 3).  For each layer, and in it for each direction:

    torch.nn    weight_ih (G·H, input)    weight_hh (G·H, H)          bias_ih (G·H)    bias_hh (G·H)
    Keras       kernel (input, G·H)       recurrent_kernel (H, G·H)   bias (G·H); GRU: (2, G·H)

Gates stand in blocks of H: i f g o in both for the LSTM (Keras writes c for g); r z n in torch.nn against z r h in Keras for
the GRU.  torch.nn adds two biases where Keras has one, but for the GRU, whose reset gate stands between them.
The layouts are those of torch/nn/modules/rnn.py and keras/src/layers/rnn/{simple_rnn,lstm,gru}.py.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rnn_core.frameworks.options import CELLS
from rnn_core.nn import checks

GATES = {"rnn": 1, "lstm": 4, "gru": 3}
ORDER = {"rnn": (0,), "lstm": (0, 1, 2, 3), "gru": (1, 0, 2)}  # the same both ways
TORCH_GATES = {"rnn": ("h",), "lstm": ("i", "f", "g", "o"), "gru": ("r", "z", "n")}
KERAS_GATES = {"rnn": ("h",), "lstm": ("i", "f", "c", "o"), "gru": ("z", "r", "h")}
Weights = list[np.ndarray]


class Mismatch(ValueError):
    """Weights that do not fit; the message names the tensor, what it is and what it should be."""


def torch_to_keras(cell: str, state_dict: Mapping[str, Any], prefix: str | None = None) -> Weights:
    """The arrays that Keras layers with the same function hold, in the order of set_weights, layer after layer.

    state_dict: of a torch.nn.RNN, LSTM or GRU, or of a model that holds one; then `prefix` ("encoder.") says where, and may
    be left out when there is just one.  Tensors or arrays; their dtype is kept.  Raises Mismatch.
    """
    cell = checks.choice("cell", cell, CELLS)
    found = recurrent_arrays(state_dict, prefix)
    weights: Weights = []
    for suffix, width, hidden in _layers_and_directions(cell, found):
        w_ih, w_hh = (_checked(found, f"{name}_{suffix}", (GATES[cell] * hidden, size))
                      for name, size in (("weight_ih", width), ("weight_hh", hidden)))
        weights += [_swap_gates(cell, w_ih).T.copy(), _swap_gates(cell, w_hh).T.copy()]
        if f"bias_ih_{suffix}" in found:
            b_ih, b_hh = (_swap_gates(cell, _checked(found, f"{name}_{suffix}", (GATES[cell] * hidden,)))
                          for name in ("bias_ih", "bias_hh"))
            weights.append(np.stack([b_ih, b_hh]) if cell == "gru" else b_ih + b_hh)
    return weights


def keras_to_torch(cell: str, weights: Sequence[Any], bidirectional: bool | None = None, prefix: str = "") -> dict[str, np.ndarray]:
    """The state dict of the torch.nn module with the same function.

    weights: what get_weights gives for a layer, or for several that are stacked, one after the other.  `bidirectional` is
    seen from the shapes, except where two layers and two directions would both fit; then it has to be given.  Where Keras has one bias
    and torch.nn two, the second becomes zeros.  Raises Mismatch.
    """
    cell = checks.choice("cell", cell, CELLS)
    parts = _split_arrays(cell, [np.asarray(w) for w in weights])
    two_way = _is_bidirectional(parts, bidirectional)
    found: dict[str, np.ndarray] = {}
    for k, (kernel, recurrent, bias) in enumerate(parts):
        layer, back = divmod(k, 2) if two_way else (k, 0)
        suffix = f"l{layer}{'_reverse' * back}"
        found[f"weight_ih_{suffix}"], found[f"weight_hh_{suffix}"] = (_swap_gates(cell, w.T) for w in (kernel, recurrent))
        if bias is not None:
            b_ih, b_hh = bias if cell == "gru" else (bias, np.zeros_like(bias))
            found[f"bias_ih_{suffix}"], found[f"bias_hh_{suffix}"] = _swap_gates(cell, b_ih), _swap_gates(cell, b_hh)
    _check_stack(found, GATES[cell], two_way)
    return {prefix + name: value for name, value in found.items()}


def per_layer(weights: Sequence[np.ndarray], num_layers: int) -> list[Weights]:
    """The flat list cut into one list a Keras layer."""
    if num_layers < 1 or len(weights) % num_layers:
        raise Mismatch(f"{len(weights)} arrays cannot be shared out among {num_layers} layers")
    each = len(weights) // num_layers
    return [list(weights[k : k + each]) for k in range(0, len(weights), each)]


def as_array(value: Any) -> np.ndarray:
    """A tensor of either framework, or anything like an array, as an array."""
    return np.asarray(value.detach().cpu() if hasattr(value, "detach") else value)


def recurrent_arrays(state_dict: Mapping[str, Any], prefix: str | None) -> dict[str, np.ndarray]:
    """The recurrent module's own entries, under their plain names."""
    if prefix is None:
        prefixes = sorted({name.removesuffix("weight_ih_l0") for name in state_dict if name.endswith("weight_ih_l0")})
        if not prefixes:
            named = ", ".join(list(state_dict)[:6]) or "nothing"
            raise Mismatch(f"there is no weight_ih_l0 among the names ({named}): this is no state dict of a torch.nn.RNN, LSTM or GRU")
        if len(prefixes) > 1:
            raise Mismatch(f"there are several recurrent modules; say which with prefix=: {', '.join(map(repr, prefixes))}")
        prefix = prefixes[0]
    kinds = ("weight_ih_l", "weight_hh_l", "weight_hr_l", "bias_ih_l", "bias_hh_l")
    found = {name.removeprefix(prefix): as_array(value) for name, value in state_dict.items()
             if name.startswith(prefix) and name.removeprefix(prefix).startswith(kinds)}
    if "weight_ih_l0" not in found:
        raise Mismatch(f"there is no {prefix}weight_ih_l0 in the state dict")
    projected = [name for name in found if name.startswith("weight_hr")]
    if projected:
        raise Mismatch(f"{prefix}{projected[0]} belongs to an LSTM with proj_size, which Keras has not")
    return found


def _layers_and_directions(cell: str, found: dict[str, np.ndarray]) -> list[tuple[str, int, int]]:
    """(suffix, input size, H) of every layer and direction; the module must be whole, and nothing may be left over."""
    first, gates = found["weight_ih_l0"], GATES[cell]
    if first.ndim != 2 or first.shape[0] % gates:
        raise Mismatch(f"weight_ih_l0 has shape {first.shape}; for cell={cell!r} its rows must be a multiple of {gates}")
    hidden, two_way = first.shape[0] // gates, "weight_ih_l0_reverse" in found
    layers = sum(name.startswith("weight_ih") and not name.endswith("_reverse") for name in found)
    parts = [(f"l{k}{back}", first.shape[1] if k == 0 else hidden * (1 + two_way), hidden)
               for k in range(layers) for back in ("", "_reverse")[: 1 + two_way]]
    kinds = ("weight_ih", "weight_hh") + ("bias_ih", "bias_hh") * any(name.startswith("bias") for name in found)
    wanted = {f"{kind}_{suffix}" for suffix, _, _ in parts for kind in kinds}
    if wanted != set(found):
        odd = sorted(wanted - set(found)) or sorted(set(found) - wanted)
        raise Mismatch(f"{odd[0]} is {'missing' if odd[0] in wanted else 'one too many'} for {layers} layer(s)"
                       f"{', bidirectional' * two_way}")
    return parts


def _checked(found: dict[str, np.ndarray], name: str, shape: tuple[int, ...]) -> np.ndarray:
    if found[name].shape != shape:
        raise Mismatch(f"{name} has shape {found[name].shape}, where {shape} was expected")
    return found[name]


def _swap_gates(cell: str, rows: np.ndarray) -> np.ndarray:
    """The gates' blocks, on the first axis, in the other framework's order."""
    blocks = np.split(rows, GATES[cell])
    return np.ascontiguousarray(np.concatenate([blocks[k] for k in ORDER[cell]]))


def _split_arrays(cell: str, weights: Weights) -> list[tuple[np.ndarray, np.ndarray, np.ndarray | None]]:
    """Kernel, recurrent kernel and bias of every layer and direction."""
    gates = GATES[cell]
    if len(weights) < 2 or weights[0].ndim != 2 or weights[1].ndim != 2:
        raise Mismatch("a Keras layer holds kernel, recurrent_kernel and, if it has one, bias; "
                       f"got {len(weights)} arrays of shapes {[w.shape for w in weights[:3]]}")
    hidden = weights[1].shape[0]
    shape = (2, gates * hidden) if cell == "gru" else (gates * hidden,)
    if cell == "gru" and len(weights) > 2 and weights[2].shape == (gates * hidden,):
        raise Mismatch(f"array 2 (bias) has shape {weights[2].shape}: a GRU with reset_after=False is another function, "
                       "which torch.nn has not")
    each = 3 if len(weights) % 3 == 0 and (weights[2].shape == shape or len(weights) % 2) else 2
    if len(weights) % each:
        raise Mismatch(f"{len(weights)} arrays are no whole number of layers of {each}")
    names = ("kernel", "recurrent_kernel", "bias")
    for k, w in enumerate(weights):
        wanted = (w.shape[0] if w.ndim else 0, gates * hidden) if k % each == 0 else (hidden, gates * hidden) if k % each == 1 else shape
        if w.shape != wanted:
            shown = f"(input_size, {gates * hidden})" if k % each == 0 else str(wanted)
            raise Mismatch(f"array {k} ({names[k % each]}) has shape {w.shape}, where {shown} was expected for cell={cell!r}")
    cut = [weights[k : k + each] for k in range(0, len(weights), each)]
    return [(part[0], part[1], part[2] if each == 3 else None) for part in cut]


def _is_bidirectional(parts: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray | None]], wanted: bool | None) -> bool:
    if wanted is not None:
        if wanted and len(parts) % 2:
            raise Mismatch(f"a bidirectional layer has two directions; got {len(parts)} in all")
        return wanted
    if len(parts) == 1:
        return False
    hidden, widths = parts[0][1].shape[0], [kernel.shape[0] for kernel, _, _ in parts]
    could = [k for k in (False, True) if not (k and len(parts) % 2)
             and all(w == (widths[0] if n < 1 + k else hidden * (1 + k)) for n, w in enumerate(widths))]
    if len(could) == 2:
        raise Mismatch(f"with input_size = hidden_size = {hidden}, the arrays may be two layers or two directions: "
                       "say bidirectional=True or False")
    if not could:
        raise Mismatch(f"input sizes {widths} fit neither stacked layers (then {hidden} after the first) nor bidirectional ones "
                       f"(then {2 * hidden} after the first two)")
    return could[0]


def _check_stack(found: dict[str, np.ndarray], gates: int, two_way: bool) -> None:
    hidden = found["weight_hh_l0"].shape[1]
    for name, value in found.items():
        if name.startswith("weight_ih_l") and not name.startswith("weight_ih_l0") and value.shape[1] != hidden * (1 + two_way):
            raise Mismatch(f"the kernel of {name.removeprefix('weight_ih_')} takes {value.shape[1]} inputs, "
                           f"where the layer below hands on {hidden * (1 + two_way)}")
    if two_way and found["weight_ih_l0"].shape != found["weight_ih_l0_reverse"].shape:
        raise Mismatch("the kernels of the first layer's two directions take different inputs: "
                       f"{found['weight_ih_l0'].shape[1]} and {found['weight_ih_l0_reverse'].shape[1]}")
