"""Files that PyTorch, Keras 3, Keras 2 and ONNX's tools wrote, beside what these computed (tests/foreign/make.py makes them anew)."""

import json
import re

import numpy as np
import pytest

from tests.foreign.read import CASES, EXPECTED, HERE, READ, difference, network, refusal, table

LIMIT = {"float64": 1e-12}


@pytest.mark.parametrize("name", READ)
def test_what_another_framework_wrote_computes_the_same_here(name):
    case = CASES[name]
    assert difference(name) <= LIMIT.get(case["dtype"], 1e-6)
    read = network(name)
    assert read.stored == (case["dtype"],) and len(read.layers) == case["layers"]


@pytest.mark.parametrize("name", [name for name in CASES if name not in READ])
def test_what_cannot_be_computed_is_refused_by_name(name):
    assert re.search(CASES[name]["refused"], refusal(name))


def test_there_is_enough_to_go_by():
    assert len(READ) >= 40 and all(np.abs(EXPECTED[f"{name}:0"]).max() > 0.1 for name in READ)
    assert sum(path.stat().st_size for path in HERE.rglob("*") if path.is_file() and "__pycache__" not in path.parts) < 1_500_000


def test_the_readmes_table_is_what_was_measured():
    measured = json.loads((HERE / "measured.json").read_text())
    assert measured.keys() == set(READ) and all(value <= LIMIT.get(CASES[name]["dtype"], 1e-6) for name, value in measured.items())
    found = re.search(r"<!-- files -->\n(.*?)<!-- /files -->", (HERE.parents[1] / "README.md").read_text(), re.DOTALL)
    assert found and found[1] == table(measured)
