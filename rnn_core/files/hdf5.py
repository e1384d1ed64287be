"""HDF5 files, as Keras writes them: arrays of numbers in folders, read with h5py; nothing outside the file is looked at.

Links to other files, data kept in other files, and filters that HDF5 would load as plug-ins are refused, and so are arrays
that claim more than the file could hold.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from rnn_core.files.refusals import Unreadable, check_expansion
from rnn_core.nn.safetensors import widened

FILTERS = {1, 2, 3, 32000}  # deflate, shuffle, checksum, lzf: all within the library
MOST = 100_000  # folders and arrays


class Tree:
    """The arrays and attributes of an HDF5 file by path, links checked."""

    def __init__(self, data: bytes):
        try:
            import h5py
        except ImportError as error:
            raise Unreadable("HDF5 files (.h5, .weights.h5, .keras) need h5py: pip install h5py, or save the weights as .npz") from error
        self._h5py = h5py
        try:
            self._file = h5py.File(io.BytesIO(data), "r")
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise Unreadable("this HDF5 file is damaged or cut short: save or download it again") from error
        self.size, self.groups, self._arrays = len(data), dict[str, Any](), dict[str, Any]()
        for path, item in self._walk(self._file, "", 0):
            (self._arrays if isinstance(item, h5py.Dataset) else self.groups)[path] = item
            if len(self.groups) + len(self._arrays) > MOST:
                raise Unreadable("it has more folders than any model needs: save the model again")
        check_expansion(len(data), sum(array.size * array.dtype.itemsize for array in self._arrays.values()), "this HDF5 file")

    def _walk(self, group: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
        if depth > 40:
            raise Unreadable("its folders are nested deeper than any model's: save the model again")
        yield path, group
        for name in group:
            link = group.get(name, getlink=True)
            inner = f"{path}/{name}".lstrip("/")
            if not isinstance(link, self._h5py.HardLink):
                raise Unreadable(f"{inner[:80]} is a link to somewhere else, which is not followed: save the model again in one file")
            item = group[name]
            if isinstance(item, self._h5py.Group):
                yield from self._walk(item, inner, depth + 1)
            elif isinstance(item, self._h5py.Dataset):
                self._check(inner, item)
                yield inner, item

    def _check(self, path: str, item: Any) -> None:
        if item.external or item.is_virtual:
            raise Unreadable(f"{path[:80]} keeps its numbers in another file, which is not read: save the model again in one file")
        made = item.id.get_create_plist()
        if not {made.get_filter(k)[0] for k in range(made.get_nfilters())} <= FILTERS:
            raise Unreadable(f"{path[:80]} is compressed by a plug-in: save the model without compression")

    @property
    def paths(self) -> list[str]:
        """Of every array, in the file's own order."""
        return list(self._arrays)

    def array(self, path: str) -> np.ndarray:
        """Its numbers; bfloat16 as float32."""
        item = self._arrays[path]
        if item.dtype.kind not in "fiub" and item.dtype != np.dtype("V2"):
            raise Unreadable(f"{path[:80]} holds no numbers: save the model again")
        found = np.asarray(item)
        return widened(found.view(np.uint16)) if found.dtype == np.dtype("V2") else found

    def stored(self, path: str) -> str:
        """The number format of an array."""
        told = self._arrays[path].attrs.get("dtype", "")
        return "bfloat16" if _text(told) == "bfloat16" or self._arrays[path].dtype == np.dtype("V2") else str(self._arrays[path].dtype)

    def shape(self, path: str) -> tuple[int, ...]:
        return self._arrays[path].shape

    def address(self, path: str) -> int:
        """Where in the file a folder begins: those written first come first."""
        return int(self._h5py.h5o.get_info(self.groups[path].id).addr)

    def text(self, path: str, name: str) -> str:
        """An attribute of a folder as text; empty where there is none."""
        group = self.groups.get(path)
        return _text(group.attrs[name]) if group is not None and name in group.attrs else ""

    def names(self, path: str, name: str) -> list[str] | None:
        """A list of names in an attribute, which Keras cuts up (name0, name1, …) when it is long; None where there is none."""
        attrs = self.groups[path].attrs if path in self.groups else {}
        parts = [name] if name in attrs else sorted((k for k in attrs if re.fullmatch(rf"{name}\d+", k)), key=lambda k: int(k[len(name):]))
        return [_text(value) for part in parts for value in np.ravel(attrs[part])] if parts else None


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
