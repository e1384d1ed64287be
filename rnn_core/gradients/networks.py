"""The networks whose gradient is measured, and what they read: everything that decides them, by name and seed.

    net = network("lstm", hidden_size=32, init="keras", forget_bias=1.0, seed=0)
    x = inputs("noise", length=200, scale=1.0, seed=0)          # (200, INPUT_SIZE)

Weights, inputs and readout are each drawn from a separate stream: a change of one leaves the others as they were.
"""

import hashlib
from typing import Any

import numpy as np

from rnn_core.nn import checks
from rnn_core.nn.initialisation import RECIPES, initialise
from rnn_core.nn.layers import CELLS, Recurrent

INITS = ("pytorch", "keras", "orthogonal", "identity", "chrono")
KINDS = ("noise", "sentence", "pulse")
INPUT_SIZE = 8
KEEP_GATE = {"gru": "z", "lstm": "f"}  # the gate that keeps the old state
WEIGHTS, INPUTS, READOUT = 0, 1, 2  # the streams of a seed


def stream(seed: int, which: int) -> np.random.Generator:
    return np.random.default_rng([seed, which])


def applies(cell: str, init: str) -> bool:
    """Whether the recipe is one for this cell; where it is not, PyTorch's defaults stand."""
    return not (init == "identity" and cell != "rnn") and not (init == "chrono" and cell == "rnn")


def network(cell: str, *, hidden_size: int = 32, input_size: int = INPUT_SIZE, init: str = "pytorch", gain: float = 1.0,
            radius: float | None = None, forget_bias: float | None = None, nonlinearity: str = "tanh",
            dtype: Any = np.float64, seed: int = 0) -> Recurrent:
    """A fresh network.  After the recipe, every gate's W_hh is multiplied by `gain`, or scaled to the spectral radius
    `radius`; `forget_bias` is the sum of both biases of the gate that keeps the old state (the LSTM's f, the GRU's z)."""
    checks.choice("cell", cell, tuple(CELLS))
    checks.choice("init", init, INITS)
    _finite("gain", gain)
    options: dict[str, Any] = {"nonlinearity": nonlinearity} if cell == "rnn" else {}
    rng = stream(seed, WEIGHTS)
    net = CELLS[cell](input_size, hidden_size, dtype=dtype, rng=rng, **options)
    if init != "pytorch" and applies(cell, init):
        initialise(net, init, rng=rng)
    for block in gate_blocks(net):
        block *= gain if radius is None else _finite("radius", radius) / (float(np.abs(np.linalg.eigvals(block)).max()) or 1.0)
    if forget_bias is not None and cell in KEEP_GATE:
        recipe = "forget_bias" if cell == "lstm" else "update_bias"
        RECIPES[recipe].apply(net, rng, value=_finite("forget_bias", forget_bias))
    return net


def gate_blocks(net: Recurrent) -> list[np.ndarray]:
    """W_hh gate by gate, (H, H) each, as views."""
    H, W = net.hidden_size, net.params["weight_hh_l0"]
    return [W[k * H : (k + 1) * H] for k in range(len(net.gates))]


def _finite(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, np.number)) or not np.isfinite(value):
        raise ValueError(f"{name} must be a finite number; got {value!r}")
    return float(value)


def inputs(kind: str, *, length: int, scale: float = 1.0, input_size: int = INPUT_SIZE, sentence: str = "",
           seed: int = 0) -> np.ndarray:
    """(length, input_size): noise N(0, scale²); a sentence's words over and over, each word its own vector, drawn
    once from N(0, scale²); or a pulse, one such vector at the first step and silence after it."""
    checks.choice("kind", kind, KINDS)
    checks.size("length", length)
    rng, scale = stream(seed, INPUTS), _finite("scale", scale)
    if kind == "sentence":
        words = sentence.lower().split() or ["…"]
        vectors = [_vector(word, input_size, seed) for word in words]
        return scale * np.array([vectors[t % len(words)] for t in range(length)])
    x = scale * rng.normal(size=(length, input_size))
    if kind == "pulse":
        x[1:] = 0
    return x


def _vector(word: str, size: int, seed: int) -> np.ndarray:
    digest = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:8], "big")
    return np.random.default_rng([seed, INPUTS, digest]).normal(size=size)


def readout(hidden_size: int, seed: int = 0) -> np.ndarray:
    """(hidden_size,): a direction, its length 1; the loss is what the hidden state has along it."""
    drawn = stream(seed, READOUT).normal(size=hidden_size)
    return drawn / np.linalg.norm(drawn)


def parameters(cell: str, hidden_size: int, input_size: int = INPUT_SIZE) -> int:
    """How many numbers a layer of torch.nn has, both biases counted."""
    return {"rnn": 1, "gru": 3, "lstm": 4}[cell] * hidden_size * (input_size + hidden_size + 2)


def sizes(hidden_size: int, equal_parameters: bool = False) -> dict[str, int]:
    """Every cell's hidden size: the same, or such that all have about as many parameters as the LSTM of this size."""
    if not equal_parameters:
        return dict.fromkeys(CELLS, hidden_size)
    aim = parameters("lstm", hidden_size)
    return {cell: min(range(1, 2 * hidden_size + 8), key=lambda H: abs(parameters(cell, H) - aim)) for cell in CELLS}
