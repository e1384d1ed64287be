"""The reader against the safetensors package, and against damage."""

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file, save

from rnn_core.nn.safetensors import DamagedFile, load_safetensors, parse, save_safetensors

ARRAYS = {"b": np.arange(6, dtype=np.float32).reshape(2, 3), "a": np.ones((3,), np.float16), "z": np.zeros((0, 4)),
          "scalar": np.array(7, np.int64)}
GOOD = save(ARRAYS, {"kind": "test"})


def test_it_reads_what_the_package_writes(tmp_path):
    save_safetensors(tmp_path / "x.safetensors", ARRAYS, {"kind": "test"})
    arrays, metadata = load_safetensors(tmp_path / "x.safetensors")
    theirs = load_file(tmp_path / "x.safetensors")
    assert metadata == {"kind": "test"} and arrays.keys() == theirs.keys()
    for name, array in theirs.items():
        np.testing.assert_array_equal(arrays[name], array, strict=True)
    arrays["b"][0, 0] = 5  # writable: a copy


@given(cut=st.integers(0, len(GOOD) - 1))
def test_a_truncated_file_says_so(tmp_path_factory, cut):
    path = tmp_path_factory.mktemp("cut") / "cut.safetensors"
    path.write_bytes(GOOD[:cut])
    with pytest.raises(DamagedFile, match=r"cut.safetensors is damaged or missing .* rebuild it"):
        load_safetensors(path)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_flipped_bytes_give_arrays_or_a_plain_refusal(tmp_path_factory, flips):
    data = bytearray(GOOD)
    for place, value in flips:
        data[place] = value
    path = tmp_path_factory.mktemp("flip") / "flip.safetensors"
    path.write_bytes(bytes(data))
    with contextlib.suppress(DamagedFile):
        load_safetensors(path)


def test_bytes_left_over_or_names_that_share_bytes_are_refused(tmp_path):
    path = tmp_path / "more.safetensors"
    path.write_bytes(GOOD + b"more")
    with pytest.raises(DamagedFile, match="bytes of numbers, where"):
        load_safetensors(path)
    header = b'{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}'
    path.write_bytes(len(header).to_bytes(8, "little") + header + b"abc")
    with pytest.raises(DamagedFile, match="b begins at 1, where 2 was expected"):
        load_safetensors(path)


def test_a_missing_or_endless_file_says_so(tmp_path):
    with pytest.raises(DamagedFile, match=r"no.safetensors is damaged or missing"):
        load_safetensors(tmp_path / "no.safetensors")
    (tmp_path / "long.safetensors").write_bytes((2**62).to_bytes(8, "little") + b"{}")
    with pytest.raises(DamagedFile):
        load_safetensors(tmp_path / "long.safetensors")


def test_bfloat16_is_the_upper_half_of_a_float32():
    import torch
    from safetensors.torch import save as save_tensors

    value = torch.randn(40, 3).bfloat16()
    arrays, _, stored = parse(save_tensors({"a": value}))
    assert stored == {"a": "bfloat16"}
    np.testing.assert_array_equal(arrays["a"], value.float().numpy(), strict=True)
