"""RNN, LSTM and GRU nodes of ONNX models, read with the onnx package; nothing is run, and no other file is opened.

    ONNX            W (D, G·H, I)   R (D, G·H, H)   B (D, 2·G·H)       gates: i o f c (LSTM), z r h (GRU)
    torch.nn        weight_ih       weight_hh       bias_ih, bias_hh   gates: i f g o,        r z n

The attributes are those of ONNX's operators: direction, activations with their alphas and betas, linear_before_reset, layout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_core.files.layer import Array, Layer
from rnn_core.files.network import Network, Other, Stack
from rnn_core.files.refusals import Unreadable, check_expansion
from rnn_core.files.weights import loaded
from rnn_core.nn import activations
from rnn_core.nn.layers import CELLS

KINDS = {"RNN": "rnn", "LSTM": "lstm", "GRU": "gru"}
ORDER = {"rnn": (0,), "lstm": (0, 2, 3, 1), "gru": (1, 0, 2)}  # ONNX's block for each of torch's
USUAL = {"rnn": ("Tanh",), "lstm": ("Sigmoid", "Tanh", "Tanh"), "gru": ("Sigmoid", "Tanh")}
# ONNX's curve → ours, with the defaults of its alpha and beta
CURVES: dict[str, tuple[str, tuple[float, ...]]] = {
    "Tanh": ("tanh", ()), "Sigmoid": ("sigmoid", ()), "Relu": ("relu", ()), "Softsign": ("softsign", ()), "Softplus": ("softplus", ()),
    "LeakyRelu": ("leaky_relu", (0.01,)), "ThresholdedRelu": ("thresholded_relu", (1.0,)), "Elu": ("elu", (1.0,)),
    "HardSigmoid": ("hard_sigmoid", (0.2, 0.5)), "Affine": ("linear", (1.0, 0.0)), "ScaledTanh": ("scaled_tanh", (1.0, 1.0))}
DEFAULTS = {name: numbers for name, (_, _, numbers) in activations.CURVES.items()}
PASSING = {"Transpose", "Squeeze", "Unsqueeze", "Reshape", "Identity", "Dropout", "Cast"}  # they move numbers, and change none


@dataclass
class Graph:
    """A model's nodes by what they make, and its constant arrays."""

    nodes: list[Any]
    constants: dict[str, Array]
    makers: dict[str, Any]
    inputs: set[str]


def onnx_model(data: bytes, name: str, assumed: Mapping[str, str]) -> Network:
    """The recurrent nodes of an ONNX model.  Raises Unreadable."""
    try:
        import onnx
    except ImportError as error:
        raise Unreadable("ONNX files need the onnx package: pip install onnx, or save the model's weights as .npz or .safetensors") from error
    try:
        model = onnx.load_model_from_string(data)
    except Exception as error:  # protobuf's own DecodeError, a module that differs from version to version
        raise Unreadable("it is no ONNX model, or is damaged or cut short: export it again") from error
    graph = _graph(onnx, model, len(data))
    found = {node.output[0] or node.name: node for node in graph.nodes if node.op_type in KINDS}
    if not found:
        kinds = ", ".join(sorted({node.op_type for node in graph.nodes})[:8])
        raise Unreadable(f"its graph has no RNN, LSTM or GRU node ({kinds or 'no node at all'}): export such a layer without "
                         "unrolling or quantising it (torch.onnx.export(…, dynamo=False))")
    layers, odd = {}, list[str]()
    for k, (output, node) in enumerate(found.items()):
        layers[output] = _layer(onnx, node, graph, f"{node.op_type.lower()}{f'_{k}' if len(found) > 1 else ''}", odd)
    others = tuple(Other(n, a) for n, a in graph.constants.items() if a.ndim and a.dtype.kind == "f" and n not in _used(found))
    stored = tuple(sorted({str(graph.constants[node.input[1]].dtype) for node in found.values()}))
    odd += [f"Its weights are stored as {f}; everything is computed in float32." for f in stored if f == "float16"]
    about = {"producer": f"{model.producer_name} {model.producer_version}".strip()}
    return Network(name, "onnx", "ONNX model", _stacks(layers, found, graph), stored, others, tuple(odd), {k: v for k, v in about.items() if v})


def _used(found: Mapping[str, Any]) -> set[str]:
    return {name for node in found.values() for name in node.input[1:]}


def _graph(onnx: Any, model: Any, size: int) -> Graph:
    nodes = list(model.graph.node)
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    tensors |= {node.output[0]: a.t for node in nodes if node.op_type == "Constant" for a in node.attribute if a.name == "value"}
    claimed = 0
    for name, tensor in tensors.items():
        if tensor.data_location == onnx.TensorProto.EXTERNAL:
            raise Unreadable(f"{name[:60]} lies in another file, which is not read: save it with onnx.save(model, path, save_as_external_data=False)")
        claimed += 8 * int(np.prod([max(0, n) for n in tensor.dims], dtype=np.float64))
    check_expansion(size, claimed, "this ONNX model")
    constants = {name: onnx.numpy_helper.to_array(tensor) for name, tensor in tensors.items()}
    return Graph(nodes, constants, {output: node for node in nodes for output in node.output if output},
                 {given.name for given in model.graph.input})


def _attributes(onnx: Any, node: Any) -> dict[str, Any]:
    found = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    return {key: [v.decode() if isinstance(v, bytes) else v for v in value] if isinstance(value, list) else
            value.decode() if isinstance(value, bytes) else value for key, value in found.items()}


def _layer(onnx: Any, node: Any, graph: Graph, name: str, odd: list[str]) -> Layer:
    cell, said = KINDS[node.op_type], _attributes(onnx, node)
    name = node.name.strip("/").replace("/", ".") or name
    inputs = [*node.input, *[""] * (8 - len(node.input))]
    for key, what in (("clip", "clips its sums"), ("input_forget", "couples its input and forget gates")):
        if said.get(key):
            raise Unreadable(f"{name} {what} ({key}={said[key]}), which is not computed here")
    if cell == "lstm" and inputs[7]:
        raise Unreadable(f"{name} has peepholes (input P), which are not computed here")
    W, R = (_constant(graph, name, what, given) for what, given in (("W", inputs[1]), ("R", inputs[2])))
    B = _constant(graph, name, "B", inputs[3]) if inputs[3] else None
    directions = len(W)
    if said.get("direction", "forward") not in ("forward", "reverse", "bidirectional") or directions != 1 + (said.get("direction") == "bidirectional"):
        raise Unreadable(f"{name}: direction {said.get('direction')!r} does not fit weights of {directions} directions")
    gates = len(ORDER[cell])
    if W.ndim != 3 or R.ndim != 3 or R.shape != (directions, gates * R.shape[2], R.shape[2]) or W.shape[:2] != R.shape[:2]:
        raise Unreadable(f"{name}: W {W.shape} and R {R.shape} do not fit a {node.op_type}")
    net = _net(cell, name, said, W, R, B)
    if said.get("layout"):
        odd.append(f"{name} takes (batch, steps, features); here it is given (steps, batch, features).")
    return Layer(name, net, reverse=said.get("direction") == "reverse", initial=_initial(cell, name, inputs, graph, said, odd))


def _constant(graph: Graph, name: str, what: str, given: str) -> Array:
    """An array of the file, straight or through nodes that only pass it on."""
    for _ in range(4):
        if given in graph.constants:
            return graph.constants[given]
        maker = graph.makers.get(given)
        if maker is None or maker.op_type != "Identity":
            break
        given = maker.input[0]
    raise Unreadable(f"{name}: its weights {what} are computed when the model runs, not stored: export the model with constant folding")


def _net(cell: str, name: str, said: Mapping[str, Any], W: Array, R: Array, B: Array | None) -> Any:
    dtype = np.float64 if R.dtype == np.float64 else np.float32
    curves = _curves(cell, name, said, len(W))
    options: dict[str, Any] = {"nonlinearity": curves[0]} if cell == "rnn" else {"recurrent_activation": curves[0], "activation": curves[1]}
    if cell == "lstm":
        options["output_activation"] = curves[2]
    if cell == "gru":
        options["reset_after"] = bool(said.get("linear_before_reset", 0))
    net = CELLS[cell](W.shape[2], R.shape[2], bias=B is not None, bidirectional=len(W) == 2, dtype=dtype, **options)
    weights: dict[str, Array] = {}
    for k, way in enumerate(("", "_reverse")[: len(W)]):
        weights |= {f"weight_ih_l0{way}": _swapped(cell, W[k]), f"weight_hh_l0{way}": _swapped(cell, R[k])}
        if B is not None:
            weights |= {f"{kind}_l0{way}": _swapped(cell, b) for kind, b in zip(("bias_ih", "bias_hh"), np.split(B[k], 2), strict=True)}
    return loaded(name, net, weights)


def _swapped(cell: str, rows: Array) -> Array:
    blocks = np.split(rows, len(ORDER[cell]))
    return np.concatenate([blocks[k] for k in ORDER[cell]])


def _curves(cell: str, name: str, said: Mapping[str, Any], directions: int) -> tuple[str, ...]:
    """One direction's curves; alphas and betas stand in the order of those that need them."""
    count = len(USUAL[cell])
    given = list(said.get("activations") or USUAL[cell] * directions)
    alphas, betas = list(said.get("activation_alpha") or []), list(said.get("activation_beta") or [])
    found = []
    for kind in given:
        if kind not in CURVES:
            raise Unreadable(f"{name}: its activation {str(kind)[:40]!r} is not computed here; there are {', '.join(CURVES)}")
        ours, numbers = CURVES[kind]
        shaped = [float(more.pop(0)) if more else default for more, default in zip((alphas, betas), numbers, strict=False)]
        found.append(f"{ours}({', '.join(f'{n:.9g}' for n in shaped)})" if tuple(shaped) != DEFAULTS[ours] else ours)
    if len(found) != count * directions or found[:count] != found[-count:]:
        raise Unreadable(f"{name}: activations {given} are not {count}, the same for each direction, which is what is computed here")
    return tuple(found[:count])


def _initial(cell: str, name: str, inputs: list[str], graph: Graph, said: Mapping[str, Any], odd: list[str]) -> tuple[Array, ...] | None:
    """States that the file itself gives, where they are the same for every sequence."""
    given = [graph.constants.get(i) for i in inputs[5 : 7 if cell == "lstm" else 6]]
    if any(value is not None and value.any() for value in given):
        states = [np.zeros_like(given[0] if given[0] is not None else given[-1]) if value is None else value for value in given]
        states = [np.swapaxes(s, 0, 1) if said.get("layout") else s for s in states]
        if any(s.shape[1] != 1 for s in states):
            raise Unreadable(f"{name}: it starts each sequence of a batch from other states, which is not computed here")
        return tuple(np.ascontiguousarray(s[:, 0], np.float64 if s.dtype == np.float64 else np.float32) for s in states)
    if any(i and not _is_zero(i, graph) for i in inputs[5:7]):
        odd.append(f"{name} is given the states it starts from; here it starts from zeros.")
    if inputs[4]:
        odd.append(f"{name} is told each sequence's length; here lengths= does that.")
    return None


def _is_zero(given: str, graph: Graph) -> bool:
    """Whether states are zeros, stored or spread out to a batch's size."""
    maker = graph.makers.get(given)
    if given not in graph.constants and maker is not None and maker.op_type in ("Expand", "Identity", "Slice", *PASSING):
        return _is_zero(maker.input[0], graph)
    return given in graph.constants and not graph.constants[given].any()


def _stacks(layers: Mapping[str, Layer], found: Mapping[str, Any], graph: Graph) -> tuple[Stack, ...]:
    """A node that reads another's output at every step is above it."""
    stacks: list[list[Layer]] = []
    ends: dict[str, list[Layer]] = {}
    for output, node in found.items():
        stack = ends.pop(_source(node.input[0], graph, found), None)
        if stack is None or stack[-1].output_size != layers[output].input_size:
            stack = []
            stacks.append(stack)
        stack.append(layers[output])
        ends[output] = stack
    return tuple(Stack(stack[0].name, tuple(stack)) for stack in stacks)


def _source(given: str, graph: Graph, found: Mapping[str, Any]) -> str:
    for _ in range(len(graph.nodes)):
        if given in found:
            return given
        maker = graph.makers.get(given)
        if maker is None or maker.op_type not in PASSING:
            return ""
        given = maker.input[0]
    return ""
