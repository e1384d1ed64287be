"""A file's bytes, and every failure to read them as one line that names the file."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from rnn_core.files.refusals import LARGEST, Unreadable

Found = TypeVar("Found")


def reading(file: Any, name: str | None, read: Callable[[bytes, str], Found]) -> Found:
    """read(data, name) of a path, bytes or an open binary file.  Raises Unreadable, and nothing else."""
    data, name = _bytes(file, name)
    try:
        return read(data, name)
    except Unreadable as error:
        raise Unreadable(_one_line(f"{name}: {error}")) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, MemoryError, EOFError, OSError,
            ArithmeticError, RuntimeError, struct.error) as error:
        raise Unreadable(_one_line(f"{name} is damaged or cut short ({error}): save it again or download it anew")) from error


def _one_line(text: str) -> str:
    return " ".join(text.split())[:600]


def _bytes(file: Any, name: str | None) -> tuple[bytes, str]:
    if isinstance(file, (bytes, bytearray, memoryview)):
        return bytes(file), name or "the file"
    if hasattr(file, "read"):
        found = file.read(LARGEST + 1)
        named = name or Path(str(getattr(file, "name", "the file"))).name
        if not isinstance(found, bytes):
            raise Unreadable(f"{named} was opened as text: open it with mode 'rb'")
    else:
        path = Path(file)
        named = name or path.name
        if path.is_dir():
            raise Unreadable(f"{named} is a folder (a SavedModel?): save the Keras model as one file, model.save(\"model.keras\")")
        if not path.is_file():
            raise Unreadable(f"there is no file {path}")
        found = path.read_bytes() if path.stat().st_size <= LARGEST else bytes(LARGEST + 1)
    if len(found) > LARGEST:
        raise Unreadable(f"{named} is larger than {LARGEST >> 30} GB: save the recurrent layers alone")
    return found, named
