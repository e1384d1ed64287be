"""ONNX models that lead elsewhere, say too much, or hold no recurrent node; what sound ones compute: tests/test_foreign.py."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from rnn_core import load_network
from rnn_core.files import Unreadable

FILES = Path(__file__).parents[2] / "foreign" / "files"


def model(cell="LSTM", change=lambda node, tensors: None, **attributes):
    gates = {"RNN": 1, "GRU": 3, "LSTM": 4}[cell]
    arrays = {"W": np.ones((1, gates * 4, 3), "f4"), "R": np.ones((1, gates * 4, 4), "f4"), "B": np.ones((1, gates * 8), "f4")}
    tensors = [numpy_helper.from_array(value, name) for name, value in arrays.items()]
    node = helper.make_node(cell, ["x", "W", "R", "B"], ["y"], name="deep/lstm", **{"hidden_size": 4} | attributes)
    change(node, tensors)
    graph = helper.make_graph([node], "g", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [7, 2, 3])],
                              [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)], tensors)
    return helper.make_model(graph).SerializeToString()


def elsewhere(node, tensors):
    tensors[0].data_location = TensorProto.EXTERNAL
    tensors[0].external_data.add(key="location", value="/etc/passwd")


def claiming(node, tensors):
    tensors[0].dims[:] = [1, 1 << 20, 1 << 10]


def computed(node, tensors):
    node.input[1] = "z"


def misshapen(node, tensors):
    tensors[1].CopyFrom(numpy_helper.from_array(np.ones((1, 12, 4), "f4"), "R"))


HOSTILE = {
    "other file": (model(change=elsewhere), "lies in another file, which is not read"),
    "too large": (model(change=claiming), "claims 8,590 MB"),
    "computed": (model(change=computed), r"deep\.lstm: its weights W are computed when the model runs"),
    "misshapen": (model(change=misshapen), r"W \(1, 16, 3\) and R \(1, 12, 4\) do not fit a LSTM"),
    "unknown curve": (model(activations=["Sigmoid", "Mish", "Tanh"]), "'Mish' is not computed here"),
    "too few curves": (model(activations=["Sigmoid", "Tanh"]), "are not 3, the same for each direction"),
    "coupled": (model(input_forget=1), "couples its input and forget gates"),
    "two ways of one": (model(direction="bidirectional"), "does not fit weights of 1 directions"),
    "no node": (helper.make_model(helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "g", [], [])).SerializeToString(),
                r"no RNN, LSTM or GRU node \(Relu\).*dynamo=False"),
    "no model": (b"\x08\xff" + bytes(range(60)), "is no ONNX model"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_read_is_refused_by_name(what):
    data, words = HOSTILE[what]
    with pytest.raises(Unreadable, match=rf"m\.onnx: .*{words}"):
        load_network(data, "m.onnx")


def test_without_its_ending_it_is_still_known():
    assert load_network((FILES / "onnx-torch-gru.onnx").read_bytes()).kind == "ONNX model"


def test_what_the_graph_gives_to_a_node_is_told():
    def given(node, tensors):
        node.input.extend(["lengths", "h0"])

    told = load_network(model(change=given), "m.onnx").odd
    assert any("given the states it starts from" in note for note in told) and any("length" in note for note in told)


def test_without_the_package_it_says_so(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "onnx", None)
    with pytest.raises(Unreadable, match="pip install onnx"):
        load_network(FILES / "onnx-torch-gru.onnx")
    assert onnx.__version__
