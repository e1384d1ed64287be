"""What a network refuses, and the words it refuses with: each names the value and what was expected."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np


def size(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
        raise ValueError(f"{name} must be a whole number of at least 1; got {value!r}")
    return int(value)


def fraction(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, np.number)) or not 0 <= value < 1:
        raise ValueError(f"{name} must be a number from 0 up to, but not including, 1; got {value!r}")
    return float(value)


def flag(name: str, value: Any) -> bool:
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name} must be True or False; got {value!r}")
    return bool(value)


def choice(name: str, value: Any, options: Sequence[str]) -> str:
    if value not in options:
        raise ValueError(f"{name} must be one of {', '.join(options)}; got {value!r}")
    return value


def float_dtype(value: Any) -> np.dtype:
    try:
        dtype = np.dtype(value)
    except TypeError:
        dtype = None
    if dtype not in (np.dtype(np.float32), np.dtype(np.float64)):
        raise ValueError(f"dtype must be float32 or float64; got {value!r}")
    return dtype


def array(name: str, value: Any, dtype: np.dtype, *shapes: Mapping[str, int | None]) -> np.ndarray:
    """`value` unchanged, if it is an array of this dtype and one of these shapes (None: any size from 1)."""
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{name} must be a NumPy array; got {type(value).__name__}: wrap it in np.asarray")
    if value.dtype != dtype:
        raise TypeError(f"{name} must be {dtype}, as the network is; got {value.dtype}: "
                        f"use {name}.astype(np.{dtype}), or make the network with dtype=np.{value.dtype}")
    if not any(_fits(value.shape, shape) for shape in shapes):
        expected = " or ".join(_spell(shape) for shape in shapes)
        raise ValueError(f"{name} must have shape {expected}; got {value.shape}")
    return value


def _fits(shape: tuple[int, ...], expected: Mapping[str, int | None]) -> bool:
    return len(shape) == len(expected) and all(
        have == want if want is not None else have > 0 for have, want in zip(shape, expected.values(), strict=True))


def _spell(shape: Mapping[str, int | None]) -> str:
    return "(" + ", ".join(name if n is None else f"{name}={n}" for name, n in shape.items()) + ")"


def lengths(value: Any, steps: int, batch: int) -> np.ndarray:
    """(batch,) whole numbers from 1 to `steps`."""
    given = np.asarray(value)
    if given.shape != (batch,) or not np.issubdtype(given.dtype, np.integer):
        raise ValueError(f"lengths must be {batch} whole numbers, one a row of the batch; got {value!r}")
    if given.min() < 1 or given.max() > steps:
        bad = given[(given < 1) | (given > steps)][0]
        raise ValueError(f"lengths must lie between 1 and the {steps} steps of x; got {bad}: "
                         "leave empty rows out of the batch")
    return given.astype(np.intp)


def weights(given: Mapping[str, Any], expected: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights as fresh arrays like the expected ones; every name, shape and value is looked at first."""
    missing, extra = expected.keys() - given.keys(), given.keys() - expected.keys()
    if missing or extra:
        wrong = [f"missing: {', '.join(sorted(missing))}"] * bool(missing)
        wrong += [f"not of this network: {', '.join(sorted(extra))}"] * bool(extra)
        raise KeyError("; ".join(wrong))
    return {name: _weight(name, given[name], like) for name, like in expected.items()}


def _weight(name: str, value: Any, like: np.ndarray) -> np.ndarray:
    value = value.detach().cpu().numpy() if hasattr(value, "detach") else np.asarray(value)
    if value.shape != like.shape:
        raise ValueError(f"{name} must have shape {like.shape}; got {value.shape}")
    if not np.issubdtype(value.dtype, np.floating):
        raise TypeError(f"{name} must hold floating-point numbers; got {value.dtype}")
    if not np.isfinite(value).all():
        spoiled = int(value.size - np.isfinite(value).sum())
        raise ValueError(f"{name} holds {spoiled} of {value.size} values that are NaN or infinite: "
                         "weights must be finite")
    return np.array(value, like.dtype, order="C")
