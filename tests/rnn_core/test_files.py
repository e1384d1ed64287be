"""Whatever is dropped on the reader: it is read, or refused in one line that says what to do."""

import io
import zipfile

import numpy as np
import pytest
import torch
from safetensors.numpy import save

from rnn_core import load_network
from rnn_core.files import Unreadable


def torch_bytes(value):
    stream = io.BytesIO()
    torch.save(value, stream)
    return stream.getvalue()


def npz(compressed=False, **arrays):
    stream = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(stream, **arrays)
    return stream.getvalue()


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return stream.getvalue()


GRU = torch.nn.GRU(3, 4).state_dict()
NUMPY = {name: value.numpy() for name, value in GRU.items()}
HEADER = b'{"weight_ih_l0":{"dtype":"F32","shape":[25000,20000],"data_offsets":[0,2000000000]}}'
BAD = {
    "empty": (b"", "holds 0 bytes.*download it again"),
    "text": (b"epoch,loss\n" * 40, "this is text; nothing in it can be read"),
    "a web page": (b"<!DOCTYPE html><html>404</html>", "web page.*download the file itself"),
    "an LFS pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "git lfs pull"),
    "a pickle": (b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00}\x94\x8c\x01a\x94K\x01s.", "this is a pickle.*torch.save"),
    "cut short": (torch_bytes(GRU)[:900], "damaged or cut short.*again"),
    "a bomb": (npz(True, weight_ih_l0=np.zeros((5000, 5000), np.float32)), "claims 100 MB in a file of 0.097"),
    "two gigabytes": (len(HEADER).to_bytes(8, "little") + HEADER + bytes(4000), "damaged or cut short.*does not fit its 4000 bytes"),
    "a zip in a zip": (zipped(model__pt=torch_bytes(GRU)), "an archive with model.pt in it: unpack it"),
    "a zip of pictures": (zipped(a__png=b"x"), "no model"),
    "NaN": (torch_bytes(GRU | {"weight_hh_l0": torch.full((12, 4), torch.nan)}), "weight_hh_l0 holds 48 of 48 values that are NaN.*take a checkpoint"),
    "objects": (npz(weight_ih_l0=np.array([{}], dtype=object)), "Python objects, which are never unpickled"),
    "a transformer": (save({"encoder.layer.0.attention.self.query.weight": np.zeros((4, 4), np.float32)}), "a transformer's checkpoint"),
    "a perceptron": (torch_bytes(torch.nn.Linear(3, 4).state_dict()), "no recurrent layer.*weight, bias"),
    "half a module": (npz(**{name: value for name, value in NUMPY.items() if name != "bias_hh_l0"}), "bias_hh is missing"),
    "another matrix": (npz(**NUMPY | {"weight_hh_l0": np.zeros((10, 4))}), r"shape \(10, 4\); an RNN's is \(H, H\)"),
    "whole numbers": (npz(**NUMPY | {"weight_ih_l0": np.zeros((12, 3), int)}), "must hold floating-point numbers"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_network_is_refused_in_one_line(what):
    data, words = BAD[what]
    with pytest.raises(Unreadable, match=rf"(?s)a\.bin.*{words}") as told:
        load_network(data, "a.bin")
    assert "\n" not in str(told.value) and len(str(told.value)) <= 600


def test_what_is_not_there_and_what_is_a_folder(tmp_path):
    with pytest.raises(Unreadable, match="there is no file"):
        load_network(tmp_path / "none.pt")
    with pytest.raises(Unreadable, match=r"SavedModel.*model\.save"):
        load_network(tmp_path)


@pytest.mark.parametrize("data", [torch_bytes(GRU), save(NUMPY), npz(**NUMPY), npz(True, **NUMPY)], ids=["pt", "safetensors", "npz", "compressed"])
def test_cut_and_spoiled_files_are_read_or_refused(data):
    """A cut anywhere, and bytes turned over: never another error."""
    rng = np.random.default_rng(0)
    for _ in range(120):
        spoiled = bytearray(data[: rng.integers(len(data))] if rng.random() < 0.3 else data)
        for place in rng.integers(len(spoiled), size=3) if spoiled else ():
            spoiled[place] = rng.integers(256)
        try:
            load_network(bytes(spoiled))
        except Unreadable as told:
            assert str(told).startswith("the file")
