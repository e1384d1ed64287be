"""Sizes on their way to the browser: all lengths of a cell in a few dozen KiB.  No Streamlit here.

    pack(logs, lengths)      # log10 sizes (lengths, T), a row a length, NaN after its end; all_lengths.js unpacks it

All lengths share most of their way: soon the slopes turn into the direction that all others turn into, and from there
on the lines of two lengths run parallel.  So the longest line is sent as it is, in thousandths of a decade, and each
other one by how far it lies from that, in steps of 1/20 of a decade (or a little more).  From lag to lag that is mostly the same, or one more or less: two bits.
"""

import base64
import zlib

import numpy as np

STEPS = (50, 70, 100, 140)  # thousandths of a decade: the finest with which it is MOST characters at most
MOST = 120 * 1024
ZERO, OVER = -(2**31), 2**31 - 1  # exactly 0 (or lost in float32), and beyond what the precision can hold
FARTHEST = 1e6  # decades; no run gets there


def stride(lengths: np.ndarray) -> int:
    """The distance of lengths that are measured."""
    return int(lengths[-1] - lengths[-2]) if len(lengths) > 1 else 1


def levels(logs: np.ndarray) -> np.ndarray:
    """log10 sizes in thousandths, int32; NaN, where nothing is measured, as 0."""
    rounded = np.round(np.clip(np.nan_to_num(logs, posinf=0, neginf=0), -FARTHEST, FARTHEST) * 1000).astype(np.int32)
    with np.errstate(invalid="ignore"):
        return np.where(logs < -FARTHEST, ZERO, np.where(logs > FARTHEST, OVER, rounded)).astype(np.int32)


def to_base64(row: np.ndarray) -> str:
    """Levels as base64, unpacked."""
    return base64.b64encode(row.astype("<i4").tobytes()).decode()


def pack(logs: np.ndarray, lengths: np.ndarray) -> str:
    """As base64 of zlib; all_lengths.js says how."""
    found = levels(logs)
    packed = ""
    for step in STEPS:
        packed = _packed(found, np.asarray(lengths), step)
        if len(packed) <= MOST:
            break
    return packed


def _packed(found: np.ndarray, ends: np.ndarray, step: int) -> str:
    inside, lost = np.arange(found.shape[1]) < ends[:, None], (found == ZERO) | (found == OVER)
    longest = np.where(lost, 0, found)[int(np.argmax(ends))]
    apart = np.where(lost, found, (found - longest + step // 2) // step)
    changes = np.where(inside, apart, 0).astype(np.int32)
    changes[:, :-1] -= np.where(inside[:, 1:], apart[:, 1:], 0)  # lag by lag; int32 wraps around, here and on the way back
    flat = changes[:, ::-1][inside[:, ::-1]]  # row by row, lag 0 first
    codes = np.select([flat == 0, flat == 1, flat == -1], [0, 1, 2], 3).astype(np.uint8)
    four = np.pad(codes, (0, -len(codes) % 4)).reshape(-1, 4) << np.array([0, 2, 4, 6], np.uint8)
    planes = [np.array([step], "<i4"), longest.astype("<i4"), four.sum(1, dtype=np.uint8), flat[codes == 3].astype("<i4")]
    return base64.b64encode(zlib.compress(b"".join(plane.tobytes() for plane in planes), 6)).decode()
