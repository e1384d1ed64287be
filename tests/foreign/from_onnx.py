"""ONNX models: exported by PyTorch, and made node by node for what PyTorch does not write; run by ONNX Runtime."""

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from tests.foreign.common import FOLDER, HIDDEN, INPUTS, keep, x
from tests.foreign.from_torch import module

GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}


def exported():
    for cell, way in (("RNN", False), ("LSTM", True), ("GRU", True)):
        made, name = module(cell, 2, bidirectional=way), f"onnx-torch-{cell.lower()}.onnx"
        torch.onnx.export(made, (torch.from_numpy(x()),), str(FOLDER / name), dynamo=False, input_names=["x"])
        keep(name, "ONNX", cell, 2, "both" if way else "forward", ".onnx", "float32", "exported by PyTorch", [_run(name, x())])


def _run(name, given):
    return onnxruntime.InferenceSession(str(FOLDER / name)).run(None, {"x": given})[0]


def node(name, cell, direction="forward", dtype="float32", odd="", refused="", start=None, more=(), **attributes):
    rng, ways, rows = np.random.default_rng(1), 1 + (direction == "bidirectional"), GATES[cell] * HIDDEN
    arrays = {"W": rng.normal(size=(ways, rows, INPUTS)), "R": rng.normal(size=(ways, rows, HIDDEN)) / 2, "B": rng.normal(size=(ways, 2 * rows)) / 2}
    if start is not None:
        arrays["h0"] = np.broadcast_to(start, (ways, 2, HIDDEN)) if refused else np.full((ways, 1, HIDDEN), start)
    arrays |= dict(more)
    inputs = ["x", "W", "R", "B", "", "h0" if start is not None else ""] + (["", "P"] if "P" in arrays else [])
    made = helper.make_node(cell, inputs, ["y"], hidden_size=HIDDEN, direction=direction, **attributes)
    kind = TensorProto.DOUBLE if dtype == "float64" else TensorProto.FLOAT
    graph = helper.make_graph([made], "g", [helper.make_tensor_value_info("x", kind, [7, None if start is None else 1, INPUTS])],
                              [helper.make_tensor_value_info("y", kind, None)], [numpy_helper.from_array(a.astype(dtype), n) for n, a in arrays.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    (FOLDER / name).write_bytes(model.SerializeToString())
    output = None if refused else _batched(name, x(dtype), start is not None)
    keep(name, "ONNX", cell, 1, {"bidirectional": "both"}.get(direction, direction), ".onnx", dtype, odd, None if refused else [output], refused=refused)


def _batched(name, given, one_by_one):
    """(steps, batch, directions · units) from ONNX's (steps, directions, batch, units)."""
    y = np.concatenate([_run(name, given[:, k : k + 1]) for k in range(given.shape[1])], 2) if one_by_one else _run(name, given)
    return y.transpose(0, 2, 1, 3).reshape(*given.shape[:2], -1)


def make():
    exported()
    node("onnx-gru-before.onnx", "GRU", "bidirectional", odd="linear_before_reset=0")
    node("onnx-gru-after.onnx", "GRU", "reverse", odd="reverse", linear_before_reset=1)
    node("onnx-lstm-reverse.onnx", "LSTM", "reverse", odd="reverse")
    node("onnx-lstm-curves.onnx", "LSTM", odd="HardSigmoid, Softsign, Relu", activations=["HardSigmoid", "Softsign", "Relu"],
         activation_alpha=[0.3], activation_beta=[0.4])
    node("onnx-rnn-relu.onnx", "RNN", "bidirectional", odd="Relu", activations=["Relu", "Relu"])
    node("onnx-lstm-start.onnx", "LSTM", odd="starts from stored states", start=0.5)
    node("onnx-lstm-clip.onnx", "LSTM", refused="clips its sums", clip=3.0)
    node("onnx-lstm-peepholes.onnx", "LSTM", refused="peepholes", more={"P": np.ones((1, 3 * HIDDEN))}.items())
    return {"onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__}
