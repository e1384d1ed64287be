"""HDF5 read with NumPy alone, against h5py; and what h5py would follow, fill the memory with, or stop the process for."""

import io
import struct
from pathlib import Path

import h5py
import numpy as np
import pytest

from rnn_core import load_network
from rnn_core.files import Unreadable
from rnn_core.files.hdf5 import Tree

FILES = Path(__file__).parents[2] / "foreign" / "files"
KEPT = [path.name for path in FILES.glob("*.h5")]
RNG = np.random.default_rng(0)


def made(fill, **options):
    stream = io.BytesIO()
    with h5py.File(stream, "w", **options) as file:
        fill(file)
    return stream.getvalue()


@pytest.mark.parametrize("name", KEPT)
def test_every_array_and_attribute_is_what_h5py_reads(name):
    tree = Tree((FILES / name).read_bytes())
    with h5py.File(FILES / name) as file:
        theirs = {}
        file.visititems(lambda path, item: theirs.update({path: item}))
        arrays = {path: item for path, item in theirs.items() if isinstance(item, h5py.Dataset)}
        assert sorted(tree.paths) == sorted(arrays) and {""} | theirs.keys() - arrays.keys() == set(tree.groups)
        for path, item in arrays.items():
            np.testing.assert_array_equal(tree.array(path), np.asarray(item), strict=True)
            assert tree.stored(path) == str(item.dtype)
        for path in tree.groups:
            for key, value in file[path or "/"].attrs.items():
                told = [v.decode() if isinstance(v, bytes) else str(v) for v in np.ravel(value)]
                assert tree.names(path, key) == told, (path, key)
            assert tree.address(path) == h5py.h5o.get_info(file[path or "/"].id).addr


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", ">f4", "int8", "uint16", "int64", "bool"])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3, 4), (0, 5)])
def test_every_kind_of_number(dtype, shape):
    value = RNG.integers(0, 2, shape).astype(dtype) if dtype == "bool" else RNG.integers(0, 100, shape).astype(dtype)
    tree = Tree(made(lambda file: file.create_dataset("a", data=value)))
    np.testing.assert_array_equal(tree.array("a"), value.astype(np.dtype(dtype).newbyteorder("=")), strict=True)


def test_bfloat16_as_a_float_of_16_bits():
    kind = h5py.h5t.IEEE_F32LE.copy()
    kind.set_fields(15, 7, 8, 0, 7)
    kind.set_precision(16)
    kind.set_size(2)
    kind.set_ebias(127)
    value = np.array([1, -2.5, 0.15625], "f4")

    def fill(file):
        made = h5py.h5d.create(file.id, b"a", kind, h5py.h5s.create_simple((3,)))
        made.write(h5py.h5s.ALL, h5py.h5s.ALL, value)

    tree = Tree(made(fill))
    assert tree.stored("a") == "bfloat16"
    np.testing.assert_array_equal(tree.array("a"), value)


def test_many_folders_and_names_cut_up():
    def fill(file):
        for k in range(300):
            file[f"{k:03}/a"] = np.float32(k)
        for k in range(12):
            file.attrs[f"layer_names{k}"] = [f"{k}.{j}".encode() for j in range(30)]

    tree = Tree(made(fill))
    assert len(tree.paths) == 300 and tree.array("257/a") == 257
    assert tree.names("", "layer_names") == [f"{k}.{j}" for k in range(12) for j in range(30)]


def link(kind):
    def fill(file):
        file["lstm/a"] = np.ones(3)
        file["lstm/b"] = kind
    return fill


def outside(file):
    file.create_dataset("a", (4,), "f4", external=[("/etc/hostname", 0, 16)])


HOSTILE = {
    "a link to another file": (made(link(h5py.ExternalLink("/etc/passwd", "/x"))), "links, perhaps to other files, which are not followed"),
    "a link within": (made(link(h5py.SoftLink("/lstm/a"))), "is a link to somewhere else"),
    "numbers in another file": (made(outside), "kept in another file"),
    "compressed": (made(lambda file: file.create_dataset("a", data=np.zeros((2000, 2000)), compression="gzip")), "compressed.* not read"),
    "cut into pieces": (made(lambda file: file.create_dataset("a", data=np.ones((64, 64)), chunks=(8, 8))), "cuts its arrays into pieces"),
    "2 GB that are not there": (made(lambda file: file.create_dataset("a", (25000, 20000), "f4")), "claims 2,000 MB in a file of"),
    "the newest layout": (made(lambda file: file.create_dataset("a", data=np.ones(3)), libver="latest"), "laid out in a newer way"),
    "texts where numbers belong": (made(lambda file: file.create_dataset("lstm/kernel", data=[b"a", b"b"])), "holds no numbers"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_leads_elsewhere_or_claims_too_much_is_refused(what):
    data, words = HOSTILE[what]
    with pytest.raises(Unreadable, match=rf"m\.h5: .*{words}"):
        load_network(data, "m.h5")


def test_a_text_that_claims_four_gigabytes_makes_no_room():
    data = bytearray((FILES / "keras2-2018.h5").read_bytes())
    with h5py.File(FILES / "keras2-2018.h5") as file:
        text = file.attrs["model_config"]
    told = struct.pack("<IQ", len(text), data.find(b"GCOL"))  # its length, and the heap where it lies
    assert data.count(told) == 1
    data = data.replace(told, struct.pack("<I", 0xF0000000) + told[4:])
    assert load_network(bytes(data)).layers  # what is there is read: the claim makes no room


def test_folders_within_each_other_end():
    def fill(file):
        inner = file.create_group("a/b/c")
        inner["a"] = file["a"]

    with pytest.raises(Unreadable, match="within each other without end"):
        load_network(made(fill), "m.h5")


@pytest.mark.parametrize("name", ["keras3-gru.h5", "keras3-rnn.weights.h5", "keras2-2018.h5", "keras2-gru-w.h5"])
def test_spoiled_files_are_read_or_refused(name):
    """h5py stops the process on some of these."""
    data, rng = (FILES / name).read_bytes(), np.random.default_rng(1)
    for _ in range(100):
        spoiled = bytearray(data[: rng.integers(len(data))] if rng.random() < 0.2 else data)
        for place in rng.integers(max(1, len(spoiled)), size=4):
            spoiled[place % len(spoiled)] = rng.integers(256)
        try:
            load_network(bytes(spoiled))
        except Unreadable as told:
            assert "\n" not in str(told)
