"""Files that PyTorch, Keras 3, Keras 2 and ONNX's tools wrote, beside what these computed (tests/foreign/make.py makes them anew)."""

import json
from pathlib import Path

import numpy as np
import pytest

from rnn_core import load_network
from rnn_core.files import Unreadable

FOREIGN = Path(__file__).parent / "foreign"
MADE = json.loads((FOREIGN / "cases.json").read_text())
CASES = MADE["cases"]
with np.load(FOREIGN / "expected.npz") as found:
    EXPECTED = dict(found)
READ = [name for name, case in CASES.items() if not case["refused"]]
STEPS, BATCH = 7, 2
LIMIT = {"float64": 1e-12}


def x(dtype, size):
    return np.random.default_rng(0).normal(size=(STEPS, BATCH, size)).astype("float64" if dtype == "float64" else "float32")


def difference(name):
    """The largest difference of any output from what the framework computed, whose outputs are of order 1."""
    case = CASES[name]
    network = load_network(FOREIGN / "files" / name, **case["assumed"])
    names = case["stacks"] or [network.stacks[0].name]
    assert [stack.name for stack in network.stacks] == names
    found = 0.0
    for k, stack in enumerate(network.stacks):
        run = stack.run(x(case["dtype"], stack.input_size))
        theirs = EXPECTED[f"{name}:{k}"]
        ours = run.last if case["last"] else run.output
        assert ours.shape == theirs.shape and ours.dtype == network.dtype
        found = max(found, float(np.abs(ours - theirs).max()))
    return found


@pytest.mark.parametrize("name", READ)
def test_what_another_framework_wrote_computes_the_same_here(name):
    case = CASES[name]
    assert difference(name) <= LIMIT.get(case["dtype"], 1e-6)
    network = load_network(FOREIGN / "files" / name, **case["assumed"])
    assert network.stored == (case["dtype"],) and len(network.layers) == case["layers"]


@pytest.mark.parametrize("name", [name for name in CASES if name not in READ])
def test_what_cannot_be_computed_is_refused_by_name(name):
    with pytest.raises(Unreadable, match=CASES[name]["refused"]):
        load_network(FOREIGN / "files" / name)


def test_there_is_enough_to_go_by():
    assert len(READ) >= 40 and all(np.abs(EXPECTED[f"{name}:0"]).max() > 0.1 for name in READ)
    assert sum(path.stat().st_size for path in FOREIGN.rglob("*") if path.is_file()) < 1_500_000
