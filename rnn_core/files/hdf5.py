"""HDF5 files as Keras writes them, read with NumPy alone: arrays of numbers in folders, texts in attributes.

The HDF5 library takes a file's word for sizes and addresses: a damaged or hostile one makes it fill the memory or stops the whole
process, which on a server is everybody's.  Here every place and size is looked at first; links elsewhere, data in other files, and
compressed arrays are refused.  Read is what h5py writes unless told otherwise, and Keras does not: superblock 0 or 1, groups with
symbol tables, contiguous arrays.  Section numbers are those of the HDF5 File Format Specification, version 3.
"""

import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from rnn_core.files.hdf5_messages import AGAIN, STRING, VARIABLE, Kind, attribute, dataspace, datatype, layout
from rnn_core.files.refusals import Unreadable, check_expansion
from rnn_core.nn.safetensors import widened

SIGNATURE = b"\x89HDF\r\n\x1a\n"
MOST, DEEPEST = 100_000, 40  # messages and folders; folders within folders
DATASPACE, LINK_INFO, DATATYPE, EXTERNAL, LINK, LAYOUT, FILTERS, ATTRIBUTE, CONTINUED, SYMBOLS = 1, 2, 3, 7, 6, 8, 11, 12, 16, 17


@dataclass
class Item:
    """An object: its attributes' messages, and the array's kind, shape and place, or the folder's table."""

    attributes: dict[str, tuple[Kind, tuple[int, ...], bytes]] = field(default_factory=dict)
    kind: Kind | None = None
    shape: tuple[int, ...] | None = None
    place: tuple[int, int] | None = None  # where its numbers begin, and their bytes
    table: tuple[int, int] | None = None  # B-tree and heap of a folder's names


class Bytes:
    """The file's bytes, none of them outside it.  Everything in it is told relative to `base`."""

    def __init__(self, data: bytes):
        self.data = data

    def part(self, at: int, size: int) -> bytes:
        if not 0 <= at <= at + size <= len(self.data):
            raise Unreadable("this HDF5 file is damaged or cut short: save or download it again")
        return self.data[at : at + size]

    def numbers(self, layout: str, at: int) -> tuple[int, ...]:
        return struct.unpack("<" + layout, self.part(at, struct.calcsize("<" + layout)))


class Tree:
    """The arrays and attributes of an HDF5 file by path, in the order of the file's names."""

    def __init__(self, data: bytes):
        self._bytes, self._messages, self._heaps = Bytes(data), 0, dict[int, dict[int, tuple[int, int]]]()
        version, offsets, lengths = data[8], data[13], data[14]
        if version > 1 or (offsets, lengths) != (8, 8):
            raise Unreadable(f"this HDF5 file is laid out in a newer way (superblock {version}) than Keras writes: {AGAIN}")
        root = 56 + 4 * version
        self.items, self._addresses = dict[str, Item](), dict[str, int]()
        for path, address, item in self._walk("", self._bytes.numbers("Q", root + 8)[0], 0, set()):
            self.items[path], self._addresses[path] = item, address
        claimed = [math.prod(item.shape or ()) * item.kind.size for item in self.items.values() if item.place is not None and item.kind]
        check_expansion(len(data), sum(claimed), "this HDF5 file")

    @property
    def paths(self) -> list[str]:
        """Of every array."""
        return [path for path, item in self.items.items() if item.place is not None]

    @property
    def groups(self) -> list[str]:
        return [path for path, item in self.items.items() if item.place is None]

    def array(self, path: str) -> np.ndarray:
        """Its numbers, a fresh array; bfloat16 as float32."""
        item = self.items[path]
        if item.kind is None or item.place is None or item.shape is None or not item.kind.dtype:
            raise Unreadable(f"{path[:80]} holds no numbers: {AGAIN}")
        dtype = np.dtype("<u2" if item.kind.dtype == "bfloat16" else item.kind.dtype)
        if item.place[1] < math.prod(item.shape) * dtype.itemsize:
            raise Unreadable(f"{path[:80]} has shape {item.shape}, but not so many numbers: the file is damaged; save it again")
        found = np.frombuffer(self._bytes.part(item.place[0], math.prod(item.shape) * dtype.itemsize), dtype).reshape(item.shape)
        return widened(found) if item.kind.dtype == "bfloat16" else found.astype(dtype.newbyteorder("="))

    def stored(self, path: str) -> str:
        """The number format of an array."""
        kind = self.items[path].kind
        return "" if kind is None else kind.dtype if kind.dtype == "bfloat16" else str(np.dtype(kind.dtype or "V1").newbyteorder("="))

    def address(self, path: str) -> int:
        """Where in the file a folder begins: those written first come first."""
        return self._addresses.get(path, 0)

    def text(self, path: str, name: str) -> str:
        """An attribute as text; empty where there is none."""
        found = self.names(path, name)
        return found[0] if found else ""

    def names(self, path: str, name: str) -> list[str] | None:
        """The texts in an attribute, which Keras cuts up (name0, name1, …) when there are many; None where there is none."""
        attributes = self.items[path].attributes if path in self.items else {}
        parts = [name] if name in attributes else sorted((k for k in attributes if re.fullmatch(rf"{name}\d+", k)), key=lambda k: int(k[len(name):]))
        return [text for part in parts for text in self._texts(*attributes[part])] if parts else None

    def _texts(self, kind: Kind, shape: tuple[int, ...], data: bytes) -> Iterator[str]:
        """IV.A.2.d: fixed texts stand there; of variable ones the length, the heap's address and the number in it."""
        count = math.prod(shape) if kind.sort in (STRING, VARIABLE) else 0
        if count * max(1, kind.size) > len(data):
            raise Unreadable(f"an attribute of this HDF5 file is cut short: {AGAIN}")
        for k in range(count):
            piece = data[k * kind.size : (k + 1) * kind.size]
            if kind.sort == VARIABLE:
                length, heap, index = struct.unpack("<IQI", piece[:16])
                piece = self._from_heap(heap, index)[:length] if length else b""
            yield piece.rstrip(b"\0").decode("utf-8", "replace")

    def _from_heap(self, heap: int, wanted: int) -> bytes:
        found = self._heaps.get(heap)
        if found is None:
            found = self._heaps[heap] = dict(self._heap(heap))
        if wanted not in found:
            raise Unreadable(f"a text of this HDF5 file is not where it should be: {AGAIN}")
        return self._bytes.part(*found[wanted])

    def _heap(self, heap: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """III.E: number, place and size of each object in a global heap."""
        if self._bytes.part(heap, 4) != b"GCOL":
            raise Unreadable(f"a text of this HDF5 file is not where it should be: {AGAIN}")
        end, at = heap + self._bytes.numbers("Q", heap + 8)[0], heap + 16
        while at + 16 <= end:
            index, size = self._bytes.numbers("H6xQ", at)
            if index == 0:
                break
            yield index, (at + 16, size)
            at += 16 + -(-size // 8) * 8

    def _walk(self, path: str, address: int, depth: int, above: set[int]) -> Iterator[tuple[str, int, Item]]:
        """This object, and all within it."""
        if depth > DEEPEST or address in above:
            raise Unreadable(f"the folders of this HDF5 file lie within each other without end: {AGAIN}")
        item = self._object(address)
        yield path, address, item
        if item.table:
            for name, inner in self._members(*item.table):
                yield from self._walk(f"{path}/{name}".lstrip("/"), inner, depth + 1, above | {address})

    def _members(self, tree: int, heap: int) -> Iterator[tuple[str, int]]:
        """III.A.1, III.C, III.D: a folder's names and the addresses of what they name."""
        if self._bytes.part(heap, 4) != b"HEAP":
            raise Unreadable(f"a folder of this HDF5 file has no names: {AGAIN}")
        size, _, names = self._bytes.numbers("QQQ", heap + 8)
        kept = self._bytes.part(names, size)
        for node in self._leaves(tree, 0):
            for k in range(self._bytes.numbers("H", node + 6)[0]):
                self._count()
                offset, address, cached = self._bytes.numbers("QQI", node + 8 + 40 * k)
                name = kept[offset : kept.find(b"\0", offset)].decode("utf-8", "replace")
                if cached == 2:
                    raise Unreadable(f"{name[:80]} is a link to somewhere else, which is not followed: {AGAIN}")
                yield name, address

    def _leaves(self, node: int, depth: int) -> Iterator[int]:
        self._count()
        if self._bytes.part(node, 4) == b"SNOD":
            yield node
            return
        if self._bytes.part(node, 5) != b"TREE\0" or depth > DEEPEST:
            raise Unreadable(f"a folder of this HDF5 file is damaged: {AGAIN}")
        for k in range(self._bytes.numbers("H", node + 6)[0]):
            yield from self._leaves(self._bytes.numbers("Q", node + 32 + 16 * k)[0], depth + 1)

    def _count(self) -> None:
        self._messages += 1
        if self._messages > MOST:
            raise Unreadable(f"this HDF5 file has more in it than any model needs: {AGAIN}")

    def _object(self, address: int) -> Item:
        """IV.A.1.a: what an object header's messages say."""
        if self._bytes.part(address, 4) == b"OHDR":
            raise Unreadable(f"this HDF5 file is laid out in a newer way than Keras writes: {AGAIN}")
        version, messages, size = self._bytes.numbers("BxH4xI", address)
        if version != 1:
            raise Unreadable("this HDF5 file is damaged or cut short: save or download it again")
        item, blocks = Item(), [(address + 16, size)]
        while blocks and messages:
            at, left = blocks.pop(0)
            while left >= 8 and messages:
                self._count()
                kind, length, flags = self._bytes.numbers("HHB", at)
                if kind == CONTINUED:
                    blocks.append(self._bytes.numbers("QQ", at + 8))  # type: ignore[arg-type]
                else:
                    self._message(item, kind, flags, self._bytes.part(at + 8, length), at + 8)
                at, left, messages = at + 8 + length, left - 8 - length, messages - 1
        return item

    def _message(self, item: Item, kind: int, flags: int, data: bytes, at: int) -> None:
        if kind in (LINK, LINK_INFO):
            raise Unreadable(f"this HDF5 file holds links, perhaps to other files, which are not followed: {AGAIN}")
        if kind in (EXTERNAL, FILTERS):
            raise Unreadable(f"this HDF5 file holds arrays that are {'compressed' if kind == FILTERS else 'kept in another file'}, which are not "
                             f"read: {AGAIN}")
        if kind == SYMBOLS:
            item.table = struct.unpack_from("<QQ", data)  # type: ignore[assignment]
        elif kind == DATATYPE:
            item.kind = datatype(data, flags)
        elif kind == DATASPACE:
            item.shape = dataspace(data)
        elif kind == LAYOUT:
            item.place = layout(data, at)
        elif kind == ATTRIBUTE:
            name, found = attribute(data)
            item.attributes[name] = found
