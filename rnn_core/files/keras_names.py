"""Keras's arrays where no configuration says what they are: told by their names and shapes.

    lstm/lstm_cell/kernel (I, 4H), …/recurrent_kernel (H, 4H), …/bias (4H)      layers, with forward_… and backward_… for two directions
    arr_0, arr_1, …                                                              np.savez(path, *model.get_weights())
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rnn_core.files.keras_layers import Cell, build, kind_of
from rnn_core.files.layer import Array
from rnn_core.files.network import Stack

LEAF = re.compile(r"(?P<path>.*?)[/.]?(?P<leaf>kernel|recurrent_kernel|bias)(:0)?$")
CELL = re.compile(r".*cell(_\d+)?|cell")
WAY = re.compile(r"(forward|backward)(_.*)?")


def cells_of(arrays: Mapping[str, Array]) -> list[Cell]:
    """Every group of arrays with a recurrent kernel, in order."""
    found: dict[str, dict[str, Array]] = {}
    for name, value in arrays.items():
        match = LEAF.fullmatch(name)
        if match:
            found.setdefault(match["path"], {})[match["leaf"]] = value
    return [Cell(path, parts["kernel"], parts["recurrent_kernel"], parts.get("bias")) for path, parts in found.items()
            if {"kernel", "recurrent_kernel"} <= parts.keys()] or _unnamed(arrays)


def _unnamed(arrays: Mapping[str, Array]) -> list[Cell]:
    """A flat list as get_weights gives it: kernel, recurrent kernel and bias are known by their shapes."""
    if not arrays or not all(re.fullmatch(r"arr_\d+", name) for name in arrays):
        return []
    values = [arrays[name] for name in sorted(arrays, key=lambda name: int(name[4:]))]
    found: list[Cell] = []
    for k, recurrent in enumerate(values):
        kernel = values[k - 1]
        if k and recurrent.ndim == kernel.ndim == 2 and recurrent.shape[1] in (len(recurrent), 3 * len(recurrent), 4 * len(recurrent)) \
                and kernel.shape[1] == recurrent.shape[1] and not (found and found[-1].kernel is values[k - 2] and kernel is found[-1].recurrent):
            bias = values[k + 1] if k + 1 < len(values) and values[k + 1].shape[-1:] == recurrent.shape[1:] and (
                values[k + 1].ndim == 1 or values[k + 1].shape[0] == 2 != values[k + 1].shape[1]) else None
            found.append(Cell(f"arr_{k - 1}", kernel, recurrent, bias))
    return found


@dataclass
class Group:
    """The cells of one layer: one, or forward and backward."""

    path: str
    cells: list[Cell]
    ways: list[str]


def groups(cells: Sequence[Cell]) -> list[Group]:
    """Cells side by side under forward_… and backward_… are one layer."""
    found: list[Group] = []
    for cell in cells:
        parts = cell.path.split("/")
        if len(parts) > 1 and CELL.fullmatch(parts[-1]) and parts[-2] != "cells":
            parts.pop()
        way = WAY.fullmatch(parts[-1])
        path = "/".join(parts[:-1] if way else parts)
        if way and found and found[-1].path == path and way[1] not in found[-1].ways:
            found[-1].cells.append(cell)
            found[-1].ways.append(way[1])
        else:
            found.append(Group(path, [cell], [way[1] if way else ""]))
    for group in found:
        group.cells = [cell for _, cell in sorted(zip(group.ways, group.cells, strict=True), key=lambda pair: pair[0] == "backward")]
    return found


def keras_stacks(arrays: Mapping[str, Array], assumed: Mapping[str, Any], names: Mapping[str, str] | None = None,
                 version: str = "", ordered: bool = True) -> tuple[tuple[Stack, ...], list[str]]:
    """The layers in their order, one above the other where their sizes fit; and what had to be assumed.

    names: what to call a layer at a path; version: of the Keras that wrote it, as far as known; ordered: whether the arrays stand in the
    model's order.
    """
    found = groups(cells_of(arrays))
    if not found:
        return (), []
    gates = assumed.get("recurrent_activation") or ("hard_sigmoid(0.2)" if re.match(r"(1|2\.[0-2])\.[\d.]*$", version) else "sigmoid")
    config = {"activation": assumed.get("activation", "tanh"), "recurrent_activation": gates, "return_sequences": True,
              "reset_after": assumed.get("reset_after", True)}
    called = titles([(names or {}).get(group.path) or group.path for group in found])
    stacks: list[Stack] = []
    for title, group in zip(called, found, strict=True):
        layer = build(title, kind_of(title, group.cells[0]), config, group.cells, curves_as_given=True)
        above = ordered and stacks and stacks[-1].output_size == layer.input_size
        if above:
            stacks[-1] = replace(stacks[-1], layers=(*stacks[-1].layers, layer))
        else:
            stacks.append(Stack(title, (layer,)))
    notes = [f"The file holds weights only and does not say which curves its layers use: {config['activation']} and {gates} are "
             "assumed (load_network(…, activation=…, recurrent_activation=…) for others)."]
    if any(len(stack.layers) > 1 for stack in stacks):
        notes.append("Nor does it say what feeds what: each layer is taken to read the one before it where their sizes fit.")
    return tuple(stacks), notes


def titles(paths: list[str]) -> list[str]:
    """The last part of each path, or the whole where two would be called the same."""
    short = [path.rstrip("/").split("/")[-1] or "layer" for path in paths]
    return short if len(set(short)) == len(short) else paths
