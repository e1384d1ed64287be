"""PyTorch's own files, read without PyTorch: torch.save's zip archive (since 1.6), the older format, TorchScript; nothing is run.

A file is a description (`pickles.describe`) that refers to storages, runs of raw numbers, and says which tensor is which part of
which storage.  A state dict may lie anywhere within: {"epoch": …, "model_state_dict": …}, or in a whole saved module.
The layouts are those of torch/serialization.py and torch/_utils.py.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from rnn_core.files.archives import Archive
from rnn_core.files.pickles import Named, Opaque, describe
from rnn_core.files.refusals import Unreadable, check_expansion
from rnn_core.files.tensors import Array, Contents, strided

MAGIC = (0x1950A86A20F9469CFC6C).to_bytes(10, "little")
TYPES = {"Double": "float64", "Float": "float32", "Half": "float16", "BFloat16": "bfloat16", "Long": "int64", "Int": "int32", "Short": "int16",
         "Char": "int8", "Byte": "uint8", "Bool": "bool"}
BYTES = {"bfloat16": 2} | {name: np.dtype(name).itemsize for name in TYPES.values() if name != "bfloat16"}
SETTINGS = {"mode", "input_size", "hidden_size", "num_layers", "bias", "bidirectional", "proj_size", "nonlinearity", "batch_first", "dropout"}
DEEPEST = 60


class Storage:
    """A run of numbers in the file, read when it is first needed."""

    def __init__(self, dtype: str, read: Callable[[], bytes]):
        self.dtype, self.read = dtype, lru_cache(maxsize=1)(read)


def is_legacy(data: bytes) -> bool:
    return data[:2] == b"\x80\x02" and data[2:4] == b"\x8a\n" and data[4:14] == MAGIC


def zipped(archive: Archive) -> Contents:
    """The tensors of an archive that torch.save or torch.jit.save wrote.  Raises Unreadable."""
    where = archive.ending("/data.pkl") or "data.pkl"
    folder = where.removesuffix("data.pkl")
    order = folder + "byteorder"
    if order in archive.names and archive.read(order) != b"little":
        raise Unreadable("it was saved on a big-endian machine: save it again on another")

    def persistent(key: Any) -> Storage:
        kind, type_, place, *_ = key
        if kind != "storage":
            raise Unreadable(f"it refers to a {str(kind)[:40]!r}, not to a storage: save the state dict alone")
        return Storage(_type(type_), lambda: archive.read(f"{folder}data/{place}"))

    return _contents(describe(archive.read(where), persistent)[0], archive.size)


def legacy(data: bytes) -> Contents:
    """The tensors of a file from before PyTorch 1.6: five pickles, then the storages one after the other.  Raises Unreadable."""
    storages: dict[str, Storage] = {}
    sizes: dict[str, tuple[int, int]] = {}

    def persistent(key: Any) -> Any:
        if key[0] == "module":  # a class of a saved module, with its source text
            return key[1]
        kind, type_, place, _, _, *view = key
        if kind != "storage" or (view and view[0] is not None):
            raise Unreadable("its tensors share their storages in a way that is not read: save the state dict again with a newer PyTorch")
        return storages.setdefault(str(place), Storage(_type(type_), lambda: data[slice(*sizes[str(place)])]))

    at, found = 0, []
    for k in range(5):  # magic number, protocol, machine, object, keys
        value, length = describe(data[at:], persistent if k == 3 else None)
        found.append(value)
        at += length
    for place in found[4]:
        storage = storages.get(str(place))
        if storage is None:
            raise Unreadable("it holds a storage that no tensor uses: save the state dict again")
        count = int.from_bytes(data[at : at + 8], "little")
        sizes[str(place)] = at + 8, at + 8 + count * BYTES[storage.dtype]
        at = sizes[str(place)][1]
        if at > len(data):
            raise Unreadable("it is cut short: save or download it again")
    return _contents(found[3], len(data))


def _type(type_: Any) -> str:
    name = type_.name.removesuffix("Storage") if isinstance(type_, Named) else ""
    if name == "Untyped":
        return "uint8"
    if name not in TYPES:
        raise Unreadable(f"it holds numbers of type {str(type_)[:60]}, which are not read: save them as float32 (model.float())")
    return TYPES[name]


def _contents(root: Any, size: int) -> Contents:
    walk, arrays, stored, total = Walk(), dict[str, Array](), dict[str, str](), 0
    for name, value in walk.tensors(root, ""):
        found = _tensor(value)
        if found is not None and name not in arrays:
            arrays[name], stored[name] = found
            total += arrays[name].nbytes
            check_expansion(size, total, "the tensors of this file together")
    notes = (f"It names code ({', '.join(sorted(walk.foreign)[:3])}), which was not run.",) if walk.foreign else ()
    return Contents(arrays, stored, notes, walk.said)


class Walk:
    """Every tensor within what a file describes, with its dotted name; said: what saved modules tell of themselves; foreign: the
    classes of other people's that were met.  Whatever stands in two places is visited once."""

    def __init__(self) -> None:
        self.said: dict[str, dict] = {}
        self.foreign: set[str] = set()
        self._seen: dict[int, Any] = {}

    def tensors(self, value: Any, name: str, depth: int = 0) -> Iterator[tuple[str, Opaque]]:
        if depth > DEEPEST:
            raise Unreadable("it is nested deeper than any model: save the state dict alone")
        if isinstance(value, Opaque) and str(value.maker) in TENSORS | PARAMETERS:
            yield name, value
        elif isinstance(value, (dict, list, tuple, Opaque)) and id(value) not in self._seen:
            self._seen[id(value)] = value
            for key, inner in self._parts(value, name):
                yield from self.tensors(inner, f"{name}.{key}".strip(".") if key != "" else name, depth + 1)

    def _parts(self, value: Any, name: str) -> Iterable[tuple[Any, Any]]:
        if isinstance(value, dict):
            return value.items()
        return enumerate(value) if isinstance(value, (list, tuple)) else self._module(value, name)

    def _module(self, value: Opaque, name: str) -> Iterable[tuple[Any, Any]]:
        """A saved module's parameters, buffers and modules, which stand under its own name; any other object's attributes."""
        state = value.state if isinstance(value.state, dict) else {}
        if not str(value.maker).startswith(("torch.", "__torch__.", "collections.")):
            self.foreign.add(str(value.maker)[:80])
        settings = {key: state[key] for key in SETTINGS & state.keys() if isinstance(state[key], (str, int, float, bool))}
        if "mode" in settings or "hidden_size" in settings:
            self.said[f"{name}." if name else ""] = settings
        if "_modules" in state:
            return [("", state.get(part)) for part in ("_parameters", "_buffers", "_modules")]
        pairs = [pair for pair in value.items if isinstance(pair, tuple) and len(pair) == 2]
        return [*((key, inner) for key, inner in state.items() if not str(key).startswith("_")), *pairs]


TENSORS = {"torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor_v3"}
PARAMETERS = {"torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state", "torch.nn.parameter.Parameter"}


def _tensor(value: Opaque) -> tuple[Array, str] | None:
    """The array of a tensor, and its number format."""
    for _ in range(4):  # a parameter is a tensor within
        if str(value.maker) in PARAMETERS and value.args and isinstance(value.args[0], Opaque):
            value = value.args[0]
    if str(value.maker) not in TENSORS or len(value.args) < 4:
        return None
    storage, offset, shape, stride = value.args[:4]
    if not isinstance(storage, Storage):
        return None
    dtype = storage.dtype
    if str(value.maker).endswith("_v3"):
        named = value.args[6]
        dtype = named.name if isinstance(named, Named) else str(named)
        if dtype not in BYTES:
            raise Unreadable(f"it holds numbers of type {dtype[:40]}, which are not read: save them as float32 (model.float())")
    if dtype == "bool" or not dtype.startswith(("float", "bfloat", "int", "uint")):
        return None
    return strided(storage.read(), dtype, int(offset), tuple(map(int, shape)), tuple(map(int, stride))), dtype
