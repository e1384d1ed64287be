"""Inputs from files: what is read, and what is refused in one line with a remedy."""

import io

import numpy as np
import pytest

from rnn_core.files import Unreadable
from rnn_core.files.steps import read_steps

X = np.arange(12.0).reshape(4, 3) - 5.5


def npy(array, version=None):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version)
    return stream.getvalue()


@pytest.mark.parametrize("data", [
    npy(X), npy(np.asfortranarray(X)), npy(X.astype(np.float16)), npy(X.astype(">f4")), npy(X, (2, 0)),
    "\n".join(",".join(map(str, row)) for row in X).encode(), b"a;b;c\n" + "\n".join(";".join(map(str, row)) for row in X).encode(),
    b"\xef\xbb\xbf" + "\r\n".join("\t".join(map(str, row)) for row in X).encode() + b"\r\n\r\n"])
def test_tables_and_arrays_are_read_as_they_were_saved(data):
    assert np.array_equal(read_steps(data, "x", 3), X)


def test_a_single_column_needs_no_second_axis_and_the_first_steps_are_kept():
    assert read_steps(npy(np.arange(5.0)), "x", 1).shape == (5, 1)
    assert np.array_equal(read_steps(npy(X), "x", 3, most=2), X[:2])


HUGE = npy(X).replace(b"(4, 3), }" + b" " * 10, b"(400000000, 3), }  ")


@pytest.mark.parametrize("data, words", [
    (npy(X), "3 columns, and the network reads 5"), (npy(X), "it seems to be turned"), (b"1,2\n3", "line 2 has 1 columns"),
    (b"1,2\n3,4 km", "line 2, column 2 holds '4 km'"), (b"name,age\n", "no line of numbers"), (b"", "no line of numbers"),
    (npy(np.array([["a"]])), "not numbers"), (npy(np.full((3, 4), np.nan)), "12 of its 12 values are NaN"), (HUGE, "claims 9,600,000,000 bytes"),
    (npy(X)[:-8], "claims 96 bytes of values and holds 88"), (b"\xff\xfe\x00\x01" * 5, "neither"), (npy(np.ones((2, 2, 4))), r"shape \(2, 2, 4\)"),
    (npy(np.array([[None]], object)), "not numbers"), (b"\x93NUMPY\x01\x00", "damaged")])
def test_what_does_not_fit_is_named_in_one_line(data, words):
    with pytest.raises(Unreadable, match=words) as refused:
        read_steps(data, "x.csv", 5 if words.startswith("3 col") else 4)
    assert "\n" not in str(refused.value) and str(refused.value).startswith("x.csv")
