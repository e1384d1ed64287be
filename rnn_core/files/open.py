"""What kind of file is it?  Told by its first bytes, whatever its name ends with."""

from pathlib import Path
from typing import Any

from rnn_core.files import onnx_files, state_dicts, torch_files
from rnn_core.files.archives import Archive
from rnn_core.files.keras_files import keras_archive, keras_hdf5
from rnn_core.files.network import Network
from rnn_core.files.npz import npz_arrays
from rnn_core.files.refusals import LARGEST, Unreadable
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
    data, name = _bytes(file, name)
    try:
        return _read(data, name, assumed)
    except Unreadable as error:
        raise Unreadable(_one_line(f"{name}: {error}")) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, MemoryError, EOFError, OSError,
            ArithmeticError) as error:
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


def _read(data: bytes, name: str, assumed: dict[str, Any]) -> Network:
    if len(data) < 16:
        raise Unreadable(f"holds {len(data)} bytes: that is no model; copy or download it again")
    for start, what, remedy in OTHERS:
        if data.startswith(start):
            raise Unreadable(f"this is {what}: {remedy}")
    if data.startswith(b"\x89HDF\r\n\x1a\n"):
        return keras_hdf5(data, name, assumed)
    if data.startswith(b"PK"):
        return _archive(data, name, assumed)
    if data[8:9] == b"{" and int.from_bytes(data[:8], "little") < len(data):
        arrays, metadata, stored = parse(data)
        return state_dicts.network(Contents(arrays, stored, about=metadata), name, "safetensors", assumed)
    if torch_files.is_legacy(data):
        return state_dicts.network(torch_files.legacy(data), name, "PyTorch file of before 1.6", assumed)
    if name.lower().endswith(".onnx") or data[:1] == b"\x08":
        return onnx_files.onnx_model(data, name, assumed)
    if data[:1] == b"\x80":
        raise Unreadable(f"this is a pickle, which could run anything when it is read, and is not: {SAVE}")
    if data[257:262] == b"ustar":
        raise Unreadable("this is a tar archive: unpack it, or if PyTorch before 0.2 wrote it, save the state dict again with a newer one")
    raise Unreadable(f"this is {'text' if _is_text(data) else 'no model file'}; {NOTHING}")


def _is_text(data: bytes) -> bool:
    try:
        return data[:4096].decode(errors="ignore").isprintable() or (b"\n" in data[:4096] and not any(b < 9 for b in data[:4096]))
    except ValueError:
        return False


def _archive(data: bytes, name: str, assumed: dict[str, Any]) -> Network:
    archive = Archive(data)
    if archive.ending("/data.pkl"):
        return state_dicts.network(torch_files.zipped(archive), name, "PyTorch file", assumed)
    if {"config.json", "model.weights.h5"} <= set(archive.names):
        return keras_archive(archive, name, assumed)
    if archive.names and all(member.endswith(".npy") for member in archive.names):
        return state_dicts.network(npz_arrays(archive), name, "NumPy .npz", assumed)
    inner = next((member for member in archive.names if member.endswith((".zip", ".npz", ".keras", ".pt", ".pth", ".h5"))), None)
    if inner:
        raise Unreadable(f"this is an archive with {inner[:80]} in it: unpack it and take that file")
    raise Unreadable(f"this is a zip archive of {len(archive.names)} files, but no model; {NOTHING}")
