"""Weights in the safetensors format, read with NumPy alone, so that the browser edition reads them too.

A file is eight bytes with the header's length, the header (JSON: name -> dtype, shape, place), then the numbers.
Nothing in it can run, unlike a pickle; whatever does not fit is refused with DamagedFile.
"""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np

DTYPES = {"F16": "<f2", "BF16": "<u2", "F32": "<f4", "F64": "<f8", "BOOL": "?", "I8": "i1", "U8": "u1", "I16": "<i2", "U16": "<u2",
          "I32": "<i4", "U32": "<u4", "I64": "<i8", "U64": "<u8"}
LONGEST_HEADER = 1 << 20


class DamagedFile(ValueError):
    """A weights file that cannot be trusted; the message names it and the remedy."""


def load_safetensors(path: str | Path) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """The arrays by name, and the metadata.  Raises DamagedFile for anything but a whole, sound file."""
    path = Path(path)
    try:
        return parse(path.read_bytes())[:2]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise DamagedFile(f"{path.name} is damaged or missing ({error}): take it from the repository again, "
                          "or rebuild it with python -m rnn_core.train") from error


def parse(data: bytes) -> tuple[dict[str, np.ndarray], dict[str, str], dict[str, str]]:
    """Arrays by name, metadata, and each array's number format; bfloat16 becomes float32.  ValueError, KeyError and the like for what
    is no such file."""
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > min(LONGEST_HEADER, len(data) - 8):
        raise ValueError(f"{len(data)} bytes cannot hold a header of {length}")
    header = json.loads(data[8 : 8 + length].decode())
    metadata = header.pop("__metadata__", {})
    body, end, arrays = data[8 + length :], 0, {}
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        start, stop = entry["data_offsets"]
        if start != end:
            raise ValueError(f"{name} begins at {start}, where {end} was expected")
        arrays[name], end = _array(name, entry, body[start:stop]), stop
    if end != len(body):
        raise ValueError(f"{len(body)} bytes of numbers, where {end} were expected")
    stored = {name: "bfloat16" if header[name]["dtype"] == "BF16" else str(a.dtype) for name, a in arrays.items()}
    return {name: arrays[name] for name in sorted(arrays)}, {str(k): str(v) for k, v in metadata.items()}, stored


def _array(name: str, entry: dict[str, Any], part: bytes) -> np.ndarray:
    if entry["dtype"] not in DTYPES:
        raise ValueError(f"{name} is stored as {str(entry['dtype'])[:20]}, which is not read: save it as float32")
    dtype, shape = np.dtype(DTYPES[entry["dtype"]]), tuple(entry["shape"])
    if any(not isinstance(n, int) or n < 0 for n in shape) or math.prod(shape) * dtype.itemsize != len(part):
        raise ValueError(f"{name} of shape {shape} does not fit its {len(part)} bytes")
    numbers = np.frombuffer(part, dtype).reshape(shape)
    return widened(numbers) if entry["dtype"] == "BF16" else numbers.astype(dtype.newbyteorder("="))


def widened(bits: np.ndarray) -> np.ndarray:
    """bfloat16, given as its 16 bits: the upper half of a float32's."""
    return (bits.astype(np.uint32) << 16).view(np.float32)


def as_safetensors(arrays: dict[str, np.ndarray], metadata: dict[str, str] | None = None) -> bytes:
    """The bytes of such a file; ModuleNotFoundError where the package is missing, as in the browser edition."""
    from safetensors.numpy import save  # only whoever writes weights needs the package

    return save({name: np.ascontiguousarray(a) for name, a in arrays.items()}, metadata)


def save_safetensors(path: str | Path, arrays: dict[str, np.ndarray], metadata: dict[str, str] | None = None) -> None:
    Path(path).write_bytes(as_safetensors(arrays, metadata))
