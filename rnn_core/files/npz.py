""".npz archives: arrays by name, none of them larger than what is there."""

import io
import math

import numpy as np

from rnn_core.files.archives import Archive
from rnn_core.files.refusals import Unreadable
from rnn_core.files.tensors import Contents

HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}


def npz_arrays(archive: Archive) -> Contents:
    """Every member as an array; objects are refused, for they are pickles.  Raises Unreadable."""
    arrays = {member.removesuffix(".npy"): _array(member, archive.read(member)) for member in archive.names}
    return Contents(arrays, {name: str(a.dtype) for name, a in arrays.items()})


def _array(name: str, data: bytes) -> np.ndarray:
    stream = io.BytesIO(data)
    version = np.lib.format.read_magic(stream)
    if version not in HEADERS:
        raise Unreadable(f"{name} is of version {version} of NumPy's format: save it again with np.savez")
    shape, by_column, dtype = HEADERS[version](stream)
    if dtype.hasobject:
        raise Unreadable(f"{name} holds Python objects, which are never unpickled: save each array of numbers by its own name, np.savez(path, **weights)")
    rest = data[stream.tell():]
    if math.prod(shape) * dtype.itemsize != len(rest):
        raise Unreadable(f"{name} claims shape {shape} of {dtype}, which does not fit its {len(rest)} bytes: save it again")
    found = np.frombuffer(rest, dtype).reshape(shape[::-1] if by_column else shape)
    return (found.T if by_column else found).astype(dtype.newbyteorder("="), order="C")
