"""Input from a file: steps × features, from .npy or from a table as text (.csv)."""

import csv
import io
import math

import numpy as np

from rnn_core.files.refusals import Unreadable
from rnn_core.files.source import reading

MAGIC = b"\x93NUMPY"


def read_steps(data: bytes, name: str, features: int, most: int = 1000) -> np.ndarray:
    """(steps, features), the first `most` steps.  A first line of words is taken for titles.  Raises Unreadable, one line."""
    def read(given: bytes, _: str) -> np.ndarray:
        return _fitting(_npy(given) if given.startswith(MAGIC) else _table(given, most), features)[:most]

    return reading(data, name, read)


def _fitting(x: np.ndarray, features: int) -> np.ndarray:
    if x.ndim == 1 and features == 1:
        x = x[:, None]
    if x.ndim != 2 or not len(x):
        raise Unreadable(f"it holds an array of shape {x.shape}: steps × features are wanted, a line a step and {features} columns")
    if x.shape[1] != features:
        turned = ": it seems to be turned, save its transpose" if len(x) == features else f": give it {features}, a line a step"
        raise Unreadable(f"it has {x.shape[1]} columns, and the network reads {features} numbers a step{turned}")
    if not np.isfinite(x).all():
        raise Unreadable(f"{int((~np.isfinite(x)).sum())} of its {x.size} values are NaN or infinite: fill them in or leave their steps out")
    return x


def _npy(data: bytes) -> np.ndarray:
    """Read by its header, so that no claim makes an array larger than the file."""
    stream = io.BytesIO(data)
    version = np.lib.format.read_magic(stream)
    header = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, fortran, dtype = header(stream)
    if dtype.kind not in "fiub":
        raise Unreadable(f"its values are {dtype}, not numbers: save them as float32")
    wanted, held = math.prod(shape) * dtype.itemsize, len(data) - stream.tell()
    if wanted > held:
        raise Unreadable(f"it claims {wanted:,} bytes of values and holds {held:,}: save it again")
    flat = np.frombuffer(data, dtype, math.prod(shape), stream.tell())
    return flat.reshape(shape, order="F" if fortran else "C").astype(float)


def _table(data: bytes, most: int) -> np.ndarray:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("it is neither .npy nor a table as text: save it as .csv or with np.save") from error
    separator = max(",;\t", key=text[:4096].count)
    lines = [(number, row) for number, row in enumerate(csv.reader(text.splitlines()[: 2 * most], delimiter=separator), 1) if any(row)]
    if lines and not any(_is_number(cell) for cell in lines[0][1]):
        lines = lines[1:]
    if not lines:
        raise Unreadable("there is no line of numbers in it: a line a step, columns separated by commas")
    width = len(lines[0][1])
    return np.array([_line(number, row, width) for number, row in lines])


def _is_number(cell: str) -> bool:
    try:
        return bool(float(cell)) or True
    except ValueError:
        return False


def _line(number: int, row: list[str], width: int) -> list[float]:
    if len(row) != width:
        raise Unreadable(f"line {number} has {len(row)} columns where the first has {width}: give every line as many")
    wrong = next((k for k, cell in enumerate(row) if not _is_number(cell)), None)
    if wrong is not None:
        raise Unreadable(f"line {number}, column {wrong + 1} holds {row[wrong][:30]!r}, which is no number: write numbers with a point, no units")
    return [float(cell) for cell in row]
