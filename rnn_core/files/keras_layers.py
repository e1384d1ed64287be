"""A Keras layer's arrays and settings as a layer that runs here.

    torch.nn, as here   weight_ih (G·H, I)    weight_hh (G·H, H)          bias_ih, bias_hh (G·H)
    Keras               kernel (I, G·H)       recurrent_kernel (H, G·H)   bias (G·H); GRU with reset_after (2, G·H)
    Keras's CuDNN…      the same shapes, each gate's matrices in cuDNN's order, bias (2·G·H)
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from rnn_core.files.layer import Array, Layer
from rnn_core.files.refusals import Unreadable
from rnn_core.files.weights import loaded
from rnn_core.frameworks.convert import GATES, ORDER
from rnn_core.nn.activations import CURVES
from rnn_core.nn.layers import CELLS

NAMED = {"swish": "silu", "leaky_relu": "leaky_relu(0.2)"}  # by other names here
COMPUTED = set(CURVES) - {"thresholded_relu", "scaled_tanh"}


class Cell(NamedTuple):
    """One direction's arrays, and where the file keeps them."""

    path: str
    kernel: Array
    recurrent: Array
    bias: Array | None


def kind_of(name: str, cell: Cell) -> str:
    """rnn, lstm or gru, from the recurrent kernel's shape.  Raises Unreadable."""
    shape = cell.recurrent.shape
    found = [kind for kind, gates in GATES.items() if len(shape) == 2 and shape[0] and shape[1] == gates * shape[0]]
    if not found:
        raise Unreadable(f"{name}: recurrent_kernel has shape {shape}; an RNN's is (H, H), a GRU's (H, 3H), an LSTM's (H, 4H)")
    return found[0]


def curve(name: str, given: Any, version: str) -> str:
    """The curve that Keras means by what its configuration says.  Raises Unreadable for one that is not computed."""
    if given is None:
        return "linear"
    if given == "hard_sigmoid":  # 0.2 a + 0.5 in Keras 1 and 2, a / 6 + 0.5 in Keras 3
        return "hard_sigmoid" if version.startswith("3") else "hard_sigmoid(0.2)"
    if isinstance(given, str) and NAMED.get(given, given).partition("(")[0] in COMPUTED:
        return NAMED.get(given, given)
    inner = given.get("config") if isinstance(given, dict) else given
    told = inner if isinstance(inner, str) else given.get("class_name") if isinstance(given, dict) else given
    raise Unreadable(f"{name}: its activation {str(told)[:60]!r} is not computed here; there are {', '.join(sorted(COMPUTED))}")


def build(name: str, cell: str, config: Mapping[str, Any], cells: Sequence[Cell], *, back: Mapping[str, Any] | None = None,
          merge: str = "concat", version: str = "", curves_as_given: bool = False) -> Layer:
    """A Layer from Keras's settings and one or two directions' arrays.  curves_as_given: they are named as here.  Raises Unreadable."""
    options: dict[str, Any] = {}
    if cell == "rnn":
        options["nonlinearity"] = _curve(name, config, "activation", version, curves_as_given)
    else:
        options = {key: _curve(name, config, key, version, curves_as_given) for key in ("activation", "recurrent_activation")}
    if back is not None:
        _check_alike(name, config, back)
    if cell == "gru":
        options["reset_after"] = _reset_after(config, cells[0])
    hidden, bias = cells[0].recurrent.shape[0], cells[0].bias is not None
    dtype = np.float64 if cells[0].recurrent.dtype == np.float64 else np.float32
    net = CELLS[cell](cells[0].kernel.shape[0], hidden, bias=bias, bidirectional=len(cells) == 2, dtype=dtype, **options)
    weights = {f"{kind}{way}": value for way, found in zip(("", "_reverse"), cells, strict=False)
               for kind, value in _as_torch(name, cell, found, options.get("reset_after", True)).items()}
    return Layer(name, loaded(name, net, weights), merge=merge if len(cells) == 2 else "concat",
                 go_backwards=bool(config.get("go_backwards")), returns_sequences=bool(config.get("return_sequences")))


def _curve(name: str, config: Mapping[str, Any], key: str, version: str, as_given: bool) -> str:
    usual = "sigmoid" if key == "recurrent_activation" else "tanh"
    return config.get(key, usual) if as_given else curve(name, config.get(key, usual), version)


def _check_alike(name: str, config: Mapping[str, Any], back: Mapping[str, Any]) -> None:
    for key in ("units", "activation", "recurrent_activation", "use_bias", "reset_after"):
        if config.get(key) != back.get(key):
            raise Unreadable(f"{name}: its two directions differ in {key} ({config.get(key)!r} and {back.get(key)!r}), which is not computed here")


def _reset_after(config: Mapping[str, Any], cell: Cell) -> bool:
    """As the bias's shape says, for Keras 2.0 had no such setting; without a bias as the configuration says."""
    if cell.bias is None:
        return bool(config.get("reset_after", True))
    return cell.bias.ndim == 2 or len(cell.bias) == 2 * cell.recurrent.shape[1]


def _as_torch(name: str, cell: str, found: Cell, reset_after: bool) -> dict[str, Array]:
    """weight_ih_l0, … of one direction."""
    hidden, columns = found.recurrent.shape
    if columns != GATES[cell] * hidden or found.kernel.ndim != 2 or found.kernel.shape[1] != columns:
        raise Unreadable(f"{name}: kernel {found.kernel.shape} and recurrent_kernel {found.recurrent.shape} do not fit a {cell.upper()}")
    of_cudnn = found.bias is not None and found.bias.ndim == 1 and len(found.bias) == 2 * columns
    ih, hh = (_rows(cell, _from_cudnn(a, GATES[cell], square) if of_cudnn else a)
              for a, square in ((found.kernel, False), (found.recurrent, True)))
    weights = {"weight_ih_l0": ih, "weight_hh_l0": hh}
    if found.bias is None:
        return weights
    both = found.bias.reshape(2, columns) if of_cudnn or found.bias.ndim == 2 else np.stack([found.bias, np.zeros_like(found.bias)])
    weights["bias_ih_l0"], weights["bias_hh_l0"] = (_rows(cell, b[None])[:, 0] for b in both)
    return weights


def _rows(cell: str, columns: Array) -> Array:
    """(I, G·H) as (G·H, I), its gates in torch's order."""
    blocks = np.split(columns.T, GATES[cell])
    return np.concatenate([blocks[k] for k in ORDER[cell]])


def _from_cudnn(kernel: Array, gates: int, square: bool) -> Array:
    """cuDNN keeps each gate's matrix the other way round, and a kernel's numbers in the other order."""
    parts = np.split(kernel, gates, 1)
    return np.concatenate([part.T if square else part.ravel().reshape(part.shape, order="F") for part in parts], 1)
