"""The curves of a recurrent cell and their slopes, by the names that files give them.

    hard = activation("hard_sigmoid(0.2)")       # Keras 2's; "hard_sigmoid" is Keras 3's and torch's, with slope 1/6
    y = hard.value(a)
    dy = hard.slope(a, y)                        # dy/da, element by element; at a kink that of the side towards 0

In brackets stand the numbers that shape a curve, as in "leaky_relu(0.01)", "elu(1)", "scaled_tanh(1.7, 0.67)".
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from rnn_core.nn.time_blocks import Array, tanh_slope

Curve = Callable[..., Array]


class Activation(NamedTuple):
    """value(a) and slope(a, value(a)), each a fresh array."""

    name: str
    value: Callable[[Array], Array]
    slope: Callable[[Array, Array], Array]


def _sigmoid(a: Array) -> Array:
    with np.errstate(over="ignore"):  # exp(-a) = inf: the curve is at 0
        return 1 / (1 + np.exp(-a))


def _exp(a: Array) -> Array:
    with np.errstate(over="ignore"):
        return np.exp(a)


def _step(a: Array, low: float = 0.0, high: float = np.inf) -> Array:
    return ((a > low) & (a < high)).astype(a.dtype)


def _bent(a: Array, below: Array, above: Array) -> Array:
    return np.where(a > 0, above, below).astype(a.dtype, copy=False)


def _negative_exp(a: Array) -> Array:
    return np.expm1(np.minimum(a, 0))


ELU = 1.6732632423543772, 1.0507009873554805  # of SELU (Klambauer et al. 2017): alpha and scale
# name → value(a, *numbers), slope(a, y, *numbers), and the numbers' defaults
CURVES: dict[str, tuple[Curve, Curve, tuple[float, ...]]] = {
    "tanh": (np.tanh, tanh_slope, ()),
    "sigmoid": (_sigmoid, lambda a, y: y * _sigmoid(-a), ()),
    "relu": (lambda a: np.maximum(a, 0), lambda a, y: _step(a), ()),
    "linear": (lambda a, k, b: a * a.dtype.type(k) + a.dtype.type(b), lambda a, y, k, b: np.full_like(a, k), (1.0, 0.0)),
    "hard_sigmoid": (lambda a, k, b: np.clip(a * a.dtype.type(k) + a.dtype.type(b), 0, 1),
                     lambda a, y, k, b: a.dtype.type(k) * _step(y, 0, 1), (1 / 6, 0.5)),
    "hard_tanh": (lambda a: np.clip(a, -1, 1), lambda a, y: _step(y, -1, 1), ()),
    "relu6": (lambda a: np.clip(a, 0, 6), lambda a, y: _step(y, 0, 6), ()),
    "leaky_relu": (lambda a, k: _bent(a, a * a.dtype.type(k), a), lambda a, y, k: _bent(a, np.full_like(a, k), np.ones_like(a)), (0.01,)),
    "thresholded_relu": (lambda a, k: a * _step(a, k), lambda a, y, k: _step(a, k), (1.0,)),
    "elu": (lambda a, k: _bent(a, a.dtype.type(k) * _negative_exp(a), a),
            lambda a, y, k: _bent(a, y + a.dtype.type(k), np.ones_like(a)), (1.0,)),
    "selu": (lambda a: a.dtype.type(ELU[1]) * _bent(a, a.dtype.type(ELU[0]) * _negative_exp(a), a),
             lambda a, y: a.dtype.type(ELU[1]) * _bent(a, a.dtype.type(ELU[0]) * np.exp(np.minimum(a, 0)), np.ones_like(a)), ()),
    "softplus": (lambda a: np.logaddexp(a, a.dtype.type(0)), lambda a, y: _sigmoid(a), ()),
    "softsign": (lambda a: a / (1 + np.abs(a)), lambda a, y: (1 - np.abs(y)) ** 2, ()),
    "silu": (lambda a: a * _sigmoid(a), lambda a, y: _sigmoid(a) * (1 + a - y), ()),
    "exponential": (_exp, lambda a, y: y, ()),
    "scaled_tanh": (lambda a, k, b: a.dtype.type(k) * np.tanh(a.dtype.type(b) * a),
                    lambda a, y, k, b: a.dtype.type(k * b) - a.dtype.type(b / k) * y * y, (1.0, 1.0)),
}
SPELLED = re.compile(r"([a-z0-9_]+)(?:\(([^()]*)\))?")


def activation(name: str, label: str = "activation") -> Activation:
    """The curve of this name; `label` is what an error calls it.  Raises ValueError for one that is not known."""
    match = SPELLED.fullmatch(name) if isinstance(name, str) else None
    if not match or match[1] not in CURVES:
        raise ValueError(f"{label} must be one of {', '.join(CURVES)}; got {name!r}")
    value, slope, defaults = CURVES[match[1]]
    try:
        given = tuple(float(number) for number in match[2].split(",")) if match[2] else ()
    except ValueError:
        given = (np.nan,)
    if len(given) > len(defaults) or not np.isfinite(given).all():
        raise ValueError(f"{match[1]} is shaped by {len(defaults)} finite numbers; got {name!r}")
    numbers = given + defaults[len(given):]
    return Activation(name, lambda a: value(a, *numbers), lambda a, y: slope(a, y, *numbers))
