"""What kind of file is it?  Told by its first bytes, whatever its name ends with."""

from typing import Any

from rnn_core.files import onnx_files, state_dicts, torch_files
from rnn_core.files.archives import Archive
from rnn_core.files.hdf5 import SIGNATURE
from rnn_core.files.keras_files import keras_archive, keras_hdf5
from rnn_core.files.network import Network
from rnn_core.files.npz import npz_arrays
from rnn_core.files.refusals import Unreadable
from rnn_core.files.source import reading
from rnn_core.files.tensors import Contents
from rnn_core.nn.safetensors import parse

NOTHING = "nothing in it can be read as weights: .safetensors, .npz, .pt, .pth, .keras, .weights.h5, .h5 and .onnx are read"
SAVE = "save the state dict (torch.save(model.state_dict(), …) or safetensors) or the Keras model (model.save(\"model.keras\"))"
OTHERS = (  # first bytes, what that is, what to do
    (b"version https://git-lfs", "a pointer of Git LFS, not the file itself", "fetch it with `git lfs pull`"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x93NUMPY", "a single array (.npy)", "save all weights by name with np.savez"),
    (b"<", "a web page or XML", "download the file itself"),
    (b"%PDF", "a PDF", "take the model's file"),
    (b"GGUF", "a language model for llama.cpp", "there is no recurrent layer in it"),
    (b"TFL3", "a TensorFlow Lite model", "save the Keras model it was made from"))


def load_network(file: Any, name: str | None = None, **assumed: Any) -> Network:
    """The network in a file.

    file: a path, bytes, or an open binary file; name: what to call it in messages.  assumed: for what the file does not say, as
    plain state dicts do not: activation="relu" (also of a torch RNN), recurrent_activation="hard_sigmoid".  Raises Unreadable.
    """
    return reading(file, name, lambda data, named: _read(data, named, assumed))


def contents(file: Any, name: str | None = None) -> Contents:
    """The arrays of a state dict by name, from .safetensors, .npz, .pt or .pth.  Raises Unreadable."""
    def read(data: bytes, _: str) -> Contents:
        found = _contents(data)
        if found is None:
            _refuse(data)
            raise Unreadable(f"this is no state dict; {NOTHING}")
        if not found[0].arrays:
            raise Unreadable(f"it holds no tensors. {' '.join(found[0].notes)} {SAVE.capitalize()}")
        return found[0]

    return reading(file, name, read)


def _read(data: bytes, name: str, assumed: dict[str, Any]) -> Network:
    found = _contents(data)
    if found is not None:
        return state_dicts.network(found[0], name, found[1], assumed)
    _refuse(data)
    if data.startswith(SIGNATURE):
        return keras_hdf5(data, name, assumed)
    if data.startswith(b"PK"):
        archive = Archive(data)
        if {"config.json", "model.weights.h5"} <= set(archive.names):
            return keras_archive(archive, name, assumed)
        raise Unreadable(_no_model(archive))
    if name.lower().endswith(".onnx") or data[:1] == b"\x08":
        return onnx_files.onnx_model(data, name, assumed)
    raise Unreadable(f"this is {'text' if _is_text(data) else 'no model file'}; {NOTHING}")


def _contents(data: bytes) -> tuple[Contents, str] | None:
    """Arrays by name, and from what kind of file; None for any other kind."""
    if data[8:9] == b"{" and int.from_bytes(data[:8], "little") < len(data):
        arrays, metadata, stored = parse(data)
        return Contents(arrays, stored, about=metadata), "safetensors"
    if torch_files.is_legacy(data):
        return torch_files.legacy(data), "PyTorch file of before 1.6"
    archive = Archive(data) if data.startswith(b"PK") else None
    if archive and archive.ending("/data.pkl"):
        return torch_files.zipped(archive), "PyTorch file"
    if archive and archive.names and all(member.endswith(".npy") for member in archive.names):
        return npz_arrays(archive), "NumPy .npz"
    return None


def _refuse(data: bytes) -> None:
    """What people drop by mistake, by its name."""
    if len(data) < 16:
        raise Unreadable(f"holds {len(data)} bytes: that is no model; copy or download it again")
    for start, what, remedy in OTHERS:
        if data.startswith(start):
            raise Unreadable(f"this is {what}: {remedy}")
    if data[:1] == b"\x80":
        raise Unreadable(f"this is a pickle, which could run anything when it is read, and is not: {SAVE}")
    if data[257:262] == b"ustar":
        raise Unreadable("this is a tar archive: unpack it, or if PyTorch before 0.2 wrote it, save the state dict again with a newer one")


def _is_text(data: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 for byte in data[:4096])


def _no_model(archive: Archive) -> str:
    inner = next((member for member in archive.names if member.endswith((".zip", ".npz", ".keras", ".pt", ".pth", ".h5"))), None)
    if inner:
        return f"this is an archive with {inner[:80]} in it: unpack it and take that file"
    return f"this is a zip archive of {len(archive.names)} files, but no model; {NOTHING}"
