"""Recurrent layers among a state dict's names, wherever they stand: `model_state_dict.module.encoder.lstm.weight_ih_l0`.

The cell is seen from the shapes: weight_hh has G·H rows and H columns, G = 1 for an RNN, 3 for a GRU, 4 for an LSTM; with a projection,
weight_hr tells H.  What a state dict does not say (is an RNN's curve tanh or relu?) a saved module does.
"""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from rnn_core.files.keras_names import keras_stacks
from rnn_core.files.layer import Array, Layer
from rnn_core.files.network import Network, Other, Stack
from rnn_core.files.refusals import Unreadable
from rnn_core.files.tensors import Contents
from rnn_core.files.weights import loaded
from rnn_core.nn.layers import CELLS

ENTRY = re.compile(r"(?P<prefix>.*?)(?P<kind>weight_ih|weight_hh|weight_hr|bias_ih|bias_hh)(_l(?P<layer>\d+))?(?P<way>_reverse)?")
GATES = {1: "rnn", 3: "gru", 4: "lstm"}
MODES = {"RNN_TANH": ("rnn", "tanh"), "RNN_RELU": ("rnn", "relu"), "LSTM": ("lstm", ""), "GRU": ("gru", "")}
COVERS = ("module.", "_orig_mod.", "_forward_module.")  # what DataParallel, compile and Fabric put before a name
KEYS = ("model_state_dict", "state_dict", "model_state", "model", "net", "network", "module", "weights", "params", "ema", "student")
Entries = dict[tuple[int, str, str], Array]  # (layer, "" or "_reverse", kind) → array


def network(contents: Contents, name: str, kind: str, assumed: Mapping[str, str]) -> Network:
    """The network of a state dict; of arrays under Keras's names (lstm/kernel), if there are such.  Raises Unreadable."""
    modules = _modules(contents.arrays)
    if not modules:
        named, told = keras_stacks(contents.arrays, assumed, ordered=kind != "safetensors")
        if not named:
            raise Unreadable(_nothing(contents.arrays))
        return Network(name, "keras", f"Keras arrays, {kind}", named, _formats(contents, contents.arrays), _others(contents.arrays, "kernel"),
                       (*contents.notes, *told), contents.about)
    short, notes, stacks = _short(list(modules)), list(contents.notes), list[Stack]()
    for prefix, entries in modules.items():
        layers, told = _module(short[prefix], entries, contents.said.get(prefix, {}), assumed)
        stacks.append(Stack(short[prefix] or layers[0].cell, layers))
        notes += told
    used = [n for n in contents.arrays if ENTRY.fullmatch(n)]
    notes += _of_formats(contents, used) + _of_order(stacks)
    return Network(name, "pytorch", f"PyTorch state dict, {kind}" if not contents.said else f"PyTorch module, {kind}", tuple(stacks),
                   _formats(contents, used), _others(contents.arrays, *KINDS), tuple(notes), contents.about)


KINDS = ("weight_ih", "weight_hh", "weight_hr", "bias_ih", "bias_hh")


def _modules(arrays: Mapping[str, Array]) -> dict[str, Entries]:
    """Prefix → its entries; a layer (weight_ih_l0) or a cell (weight_ih), which is one layer."""
    found: dict[str, Entries] = {}
    for name, value in arrays.items():
        match = ENTRY.fullmatch(name)
        if match and not name.startswith(("optimizer", "optim_")):
            where = int(match["layer"] or 0), match["way"] or "", match["kind"]
            found.setdefault(match["prefix"], {})[where] = value
    return {prefix: entries for prefix, entries in found.items() if {(0, "", "weight_ih"), (0, "", "weight_hh")} <= entries.keys()}


def _short(prefixes: list[str]) -> dict[str, str]:
    """The modules' names without what training code puts around them, as far as they stay apart."""
    found = {prefix: _uncovered(prefix) for prefix in prefixes}
    return found if len(set(found.values())) == len(found) else {prefix: prefix.rstrip(".") for prefix in prefixes}


def _uncovered(prefix: str) -> str:
    before = None
    while before != prefix:
        before = prefix
        for cover in (*COVERS, *(f"{key}." for key in KEYS)):
            prefix = prefix.removeprefix(cover)
    return prefix.rstrip(".")


def _module(name: str, entries: Entries, said: Mapping[str, Any], assumed: Mapping[str, str]) -> tuple[tuple[Layer, ...], list[str]]:
    """Its layers, and what a reader should know."""
    count = 1 + max(layer for layer, _, _ in entries)
    two_way = any(way for _, way, _ in entries)
    cell, hidden = _cell(name, entries)
    curve = MODES.get(str(said.get("mode", "")), ("", ""))[1] or str(said.get("nonlinearity", ""))
    notes = []
    if cell == "rnn" and not curve:
        curve = assumed.get("activation", "tanh")
        notes.append(f"{name or cell}: the file does not say whether this RNN's curve is tanh or relu; it is run with {curve} "
                     "(load_network(…, activation=\"relu\") for the other).")
    layers = []
    for k in range(count):
        label = (name or cell) + (f"_l{k}" if count > 1 else "")
        layers.append(_layer(label, cell, hidden, [_of(entries, k, way) for way in ("", "_reverse")[: 1 + two_way]], curve))
        if k and layers[k].input_size != layers[k - 1].output_size:
            raise Unreadable(f"{label} reads {layers[k].input_size} numbers, where the layer below hands on {layers[k - 1].output_size}: "
                             "the state dict is not whole")
    return tuple(layers), notes


def _of(entries: Entries, layer: int, way: str) -> dict[str, Array]:
    return {kind: value for (k, w, kind), value in entries.items() if (k, w) == (layer, way)}


def _cell(name: str, entries: Entries) -> tuple[str, int]:
    """Cell and hidden size, from the lowest layer's shapes."""
    w_hh, w_hr = entries[0, "", "weight_hh"], entries.get((0, "", "weight_hr"))
    if w_hh.ndim == 2 and w_hr is not None and w_hr.ndim == 2 and w_hh.shape == (4 * w_hr.shape[1], w_hr.shape[0]):
        return "lstm", w_hr.shape[1]
    if w_hh.ndim != 2 or 0 in w_hh.shape or w_hh.shape[0] not in [g * w_hh.shape[1] for g in GATES]:
        raise Unreadable(f"{name or 'the module'}: weight_hh has shape {w_hh.shape}; an RNN's is (H, H), a GRU's (3H, H), an LSTM's (4H, H)")
    return GATES[w_hh.shape[0] // w_hh.shape[1]], w_hh.shape[1]


def _layer(label: str, cell: str, hidden: int, ways: list[dict[str, Array]], curve: str) -> Layer:
    bias = "bias_ih" in ways[0] or "bias_hh" in ways[0]
    kinds = {"weight_ih", "weight_hh"} | ({"bias_ih", "bias_hh"} if bias else set()) | ({"weight_hr"} & ways[0].keys())
    for entries in ways:
        if entries.keys() != kinds:
            odd = sorted(kinds ^ entries.keys())[0]
            raise Unreadable(f"{label}: {odd} is {'missing' if odd in kinds else 'one too many'}: the state dict is not whole")
    options: dict[str, Any] = {"nonlinearity": curve} if cell == "rnn" else {}
    width = ways[0]["weight_ih"].shape[-1]
    dtype = np.float64 if ways[0]["weight_hh"].dtype == np.float64 else np.float32
    net = CELLS[cell](width, hidden, bias=bias, bidirectional=len(ways) == 2, dtype=dtype, **options)
    projection = tuple(entries["weight_hr"].astype(dtype) for entries in ways) if "weight_hr" in kinds else ()
    weights = {f"{kind}_l0{way}": value for way, entries in zip(("", "_reverse"), ways, strict=False) for kind, value in entries.items()
               if kind != "weight_hr"}
    weight_hh = tuple(weights[f"weight_hh_l0{way}"].astype(dtype) for way, _ in zip(("", "_reverse"), projection, strict=False))
    for way, p in zip(("", "_reverse"), projection, strict=False):
        weights[f"weight_hh_l0{way}"] = np.matmul(weights[f"weight_hh_l0{way}"].astype(np.float64), p).astype(dtype)
    return Layer(label, loaded(label, net, weights), projection=projection, weight_hh=weight_hh)


def _formats(contents: Contents, names: Any) -> tuple[str, ...]:
    return tuple(sorted({contents.stored[n] for n in names if n in contents.stored}))


def _of_formats(contents: Contents, used: list[str]) -> list[str]:
    small = [f for f in _formats(contents, used) if f in ("float16", "bfloat16")]
    return [f"Its weights are stored as {' and '.join(small)}; everything is computed in float32."] if small else []


def _of_order(stacks: list[Stack]) -> list[str]:
    if len(stacks) < 2:
        return []
    return [f"It holds {len(stacks)} recurrent modules ({', '.join(s.name for s in stacks)}); the file does not say how they are connected, "
            "so each is run on its own unless you name an order."]


def _others(arrays: Mapping[str, Array], *kinds: str) -> tuple[Other, ...]:
    return tuple(Other(n, a, guess(n, a)) for n, a in arrays.items()
                 if not any(kind in n.rpartition(".")[2] for kind in kinds) and n.rpartition("/")[2] not in ("kernel", "recurrent_kernel", "bias"))


def guess(name: str, array: Array) -> str:
    """What an array may be, from its name."""
    low = name.lower()
    words = (("optim", "optimiser"), ("emb", "embedding"), ("norm", "normalisation"), ("attn", "attention"), ("conv", "convolution"))
    found = next((what for word, what in words if word in low), "")
    return found or ("linear" if array.ndim == 2 and low.endswith(("weight", "kernel")) else "")


def _nothing(arrays: Mapping[str, Array]) -> str:
    named = ", ".join(list(arrays)[:3]) or "nothing"
    if any(word in name for name in arrays for word in ("attn", "attention", "q_proj", "encoder.layer.")):
        return f"this is a transformer's checkpoint ({named[:120]}, …): it has no recurrent layer, and only RNN, LSTM and GRU are read"
    return (f"it holds no recurrent layer: no weight_ih_l0 (torch.nn.RNN, LSTM, GRU), weight_ih (their cells) or recurrent_kernel (Keras) "
            f"among its {len(arrays)} arrays ({named[:160]}{', …' if len(arrays) > 3 else ''})")
