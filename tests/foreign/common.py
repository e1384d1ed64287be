"""What the makers share: the input, and how a case is kept."""

import io
import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "files"
STEPS, BATCH, INPUTS, HIDDEN = 7, 2, 3, 4  # all different, so that no two axes can be taken for each other
CASES: dict[str, dict] = {}
EXPECTED: dict[str, np.ndarray] = {}


def x(dtype="float32", size=INPUTS):
    """(steps, batch, size): what every network was given."""
    return np.random.default_rng(0).normal(size=(STEPS, BATCH, size)).astype(dtype)


def keep(name, framework, cell, layers, direction, form, dtype, odd="", outputs=None, stacks=None, refused="", last=False, **assumed):
    """One file and what its framework computed: outputs, one a stack; or the words with which it is to be refused."""
    assert name not in CASES and (FOLDER / name).exists(), name
    CASES[name] = {"framework": framework, "cell": cell, "layers": layers, "direction": direction, "format": form, "dtype": dtype, "odd": odd,
                   "stacks": stacks, "last": last, "assumed": assumed, "refused": refused}
    for k, output in enumerate(outputs or []):
        EXPECTED[f"{name}:{k}"] = np.asarray(output, "float64" if dtype == "float64" else "float32")


def write(versions):
    (FOLDER.parent / "cases.json").write_text(json.dumps({"versions": versions, "cases": CASES}, indent=1) + "\n")
    stream = io.BytesIO()
    np.savez_compressed(stream, **EXPECTED)
    (FOLDER.parent / "expected.npz").write_bytes(stream.getvalue())
