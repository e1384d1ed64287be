"""The messages of an HDF5 object that say what it is: datatype, shape, place, attribute (HDF5 File Format Specification, IV.A.2)."""

import struct
from typing import NamedTuple

from rnn_core.files.refusals import Unreadable

AGAIN = "open it with Keras and save it again"
NOWHERE = 2**64 - 1
FIXED, FLOAT, STRING, OPAQUE, ENUM, VARIABLE = 0, 1, 3, 5, 8, 9  # classes of datatypes


class Kind(NamedTuple):
    """A datatype: its class, the bytes of one, and for numbers NumPy's name."""

    sort: int
    size: int
    dtype: str


def datatype(data: bytes, flags: int = 0) -> Kind:
    """IV.A.2.d."""
    if flags & 2 or len(data) < 8:
        raise Unreadable(f"this HDF5 file shares its datatypes, which Keras does not: {AGAIN}")
    sort, bits, size = data[0] & 15, data[1], struct.unpack_from("<I", data, 4)[0]
    order = "><"[not bits & 1]
    if sort == FLOAT and size in (2, 4, 8) and len(data) >= 14:
        return Kind(sort, size, "bfloat16" if size == 2 and data[13] == 8 else f"{order}f{size}")
    if sort == FIXED and size in (1, 2, 4, 8):
        return Kind(sort, size, f"{order}{'i' if bits & 8 else 'u'}{size}")
    return Kind(sort, size, "bfloat16" if sort == OPAQUE and size == 2 else "?" if sort == ENUM and size == 1 else "")


def dataspace(data: bytes) -> tuple[int, ...]:
    """IV.A.2.b."""
    version, rank = data[0], data[1]
    if version not in (1, 2) or rank > 8:
        raise Unreadable(f"an array of this HDF5 file has a shape that no weights have: {AGAIN}")
    return struct.unpack_from(f"<{rank}Q", data, 8 if version == 1 else 4)


def layout(data: bytes, at: int) -> tuple[int, int]:
    """IV.A.2.i: where the numbers are, and their bytes; `at`, where this message itself is."""
    if data[0] != 3 or data[1] > 1:
        raise Unreadable(f"this HDF5 file cuts its arrays into pieces, as compressed ones are, which are not read: {AGAIN}")
    if data[1] == 0:
        return at + 4, struct.unpack_from("<H", data, 2)[0]
    place, size = struct.unpack_from("<QQ", data, 2)
    return (0, 0) if place == NOWHERE else (place, size)


def attribute(data: bytes) -> tuple[str, tuple[Kind, tuple[int, ...], bytes]]:
    """IV.A.2.m: its name, and its datatype, shape and bytes."""
    version, flags, *sizes = struct.unpack_from("<BBHHH", data)
    if version not in (1, 2, 3) or (version > 1 and flags & 3):
        raise Unreadable(f"an attribute of this HDF5 file is laid out in a way that Keras does not write: {AGAIN}")
    at, parts = 9 if version == 3 else 8, []
    for size in sizes:
        parts.append(data[at : at + size])
        at += -(-size // 8) * 8 if version == 1 else size
    return parts[0].rstrip(b"\0").decode("utf-8", "replace"), (datatype(parts[1]), dataspace(parts[2]), data[at:])
