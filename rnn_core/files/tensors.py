"""Numbers as files store them, and what a file holds before anybody knows which network it is."""

from dataclasses import dataclass, field

import numpy as np

from rnn_core.nn.safetensors import widened

Array = np.ndarray


@dataclass(frozen=True)
class Contents:
    """arrays by name, in the file's order; stored: the number format of each; notes: sentences on what was found beside them;
    said: what the file says of modules by prefix ({"encoder.lstm.": {"mode": "LSTM", …}}); about: versions and the like."""

    arrays: dict[str, Array]
    stored: dict[str, str]
    notes: tuple[str, ...] = ()
    said: dict[str, dict] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)


def strided(data: bytes, dtype: str, offset: int, shape: tuple[int, ...], stride: tuple[int, ...]) -> Array:
    """A fresh array from the numbers of a storage, as torch lays tensors out in it: offset and stride count numbers.
    dtype: NumPy's name, or bfloat16.  Raises ValueError where the storage is too small."""
    if len(shape) != len(stride) or len(shape) > 8 or min((offset, *shape, *stride)) < 0:
        raise ValueError(f"a tensor of shape {shape} and stride {stride} cannot be")
    kept = np.dtype("<u2" if dtype == "bfloat16" else dtype).newbyteorder("<")
    numbers = np.frombuffer(data, kept, len(data) // kept.itemsize)
    last = offset + sum((n - 1) * step for n, step in zip(shape, stride, strict=True))
    if 0 not in shape and last >= len(numbers):
        raise ValueError(f"a tensor of shape {shape} needs {last + 1} numbers, where {len(numbers)} are stored")
    if 0 not in shape and np.prod(shape, dtype=np.float64) > len(numbers):
        raise ValueError(f"a tensor of shape {shape} repeats its {len(numbers)} numbers: no weights do")
    view = np.lib.stride_tricks.as_strided(numbers[min(offset, len(numbers)):], shape, tuple(step * kept.itemsize for step in stride))
    return widened(view.copy()) if dtype == "bfloat16" else view.astype(kept.newbyteorder("="))
