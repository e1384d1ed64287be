"""Keras's files: .keras and .weights.h5 (Keras 2.12 on, and 3), and the older .h5, whole models and weights only (Keras 2 and 3)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from rnn_core.files.archives import Archive
from rnn_core.files.hdf5 import SIGNATURE, Tree
from rnn_core.files.keras_config import Described, Model, described
from rnn_core.files.keras_layers import Cell, build
from rnn_core.files.keras_names import cells_of, keras_stacks
from rnn_core.files.layer import Layer
from rnn_core.files.network import Network, Other, Stack
from rnn_core.files.refusals import Unreadable
from rnn_core.files.source import reading

VARIABLES = {"0": "kernel", "1": "recurrent_kernel", "2": "bias"}
CONTAINERS = ("layers", "_layer_checkpoint_dependencies")


def keras_archive(archive: Archive, name: str, assumed: Mapping[str, str]) -> Network:
    """A .keras file: config.json, metadata.json and model.weights.h5 in one archive."""
    config, metadata = (_json(archive.read(member)) for member in ("config.json", "metadata.json"))
    version = str(metadata.get("keras_version", "")) if isinstance(metadata, dict) else ""
    tree = Tree(archive.read("model.weights.h5"))
    about = {"keras_version": version, "saved": str(metadata.get("date_saved", ""))}
    return _network(tree, config, f"Keras {version[:1] or '?'} model, .keras", name, version, about, assumed)


def keras_hdf5(data: bytes, name: str, assumed: Mapping[str, str]) -> Network:
    """A .h5 or .weights.h5 file."""
    tree = Tree(data)
    version, config = tree.text("", "keras_version") or tree.text("model_weights", "keras_version"), tree.text("", "model_config")
    about = {"keras_version": version, "backend": tree.text("", "backend")}
    whole = _json(config.encode()) if config else None
    new = any(path.split("/")[-2:-1] == ["vars"] for path in tree.paths)
    kind = f"Keras {f'{version[:1]} ' if version else ''}{'model' if whole else 'weights'}, {'.weights.h5' if new else '.h5'}"
    return _network(tree, whole, kind, name, version, about, assumed)


def keras_cells(file: Any) -> list[Cell]:
    """Every recurrent cell's arrays in a .keras, .weights.h5 or .h5 file, in its order.  Raises Unreadable."""
    def read(data: bytes, name: str) -> list[Cell]:
        archived = data.startswith(b"PK")
        if not archived and not data.startswith(SIGNATURE):
            raise Unreadable("this is no Keras file: .keras, .weights.h5 and .h5 are read")
        return cells_of(_arrays(Tree(Archive(data).read("model.weights.h5") if archived else data))[0])

    return reading(file, None, read)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"its configuration is damaged ({error}): save the model again") from error


def _network(tree: Tree, config: Any, kind: str, name: str, version: str, about: dict[str, str], assumed: Mapping[str, str]) -> Network:
    arrays, stored = _arrays(tree)
    recurrent = {cell.path for cell in cells_of(arrays)}
    if config is None:
        stacks, odd = keras_stacks(arrays, assumed, _names(tree), version)
    else:
        model = described(config)
        stacks, odd = _stacks(model, cells_of(arrays), version)
    if not stacks:
        raise Unreadable(_nothing(arrays, odd))
    used = [path for path in arrays if path.rpartition("/")[0] in recurrent]
    formats = tuple(sorted({stored[path] for path in used}))
    odd += [f"Its weights are stored as {f}; everything is computed in float32." for f in formats if f in ("float16", "bfloat16")]
    others = tuple(Other(path, array, _what(path)) for path, array in arrays.items() if path not in used)
    return Network(name, "keras", kind, stacks, formats, others, tuple(odd), {k: v for k, v in about.items() if v})


def _arrays(tree: Tree) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """Every array by a path that ends with what it is, in the order in which Keras wrote them; an optimiser's are left out."""
    found = _in_the_new_way(tree) if any("/vars/" in f"/{path}" for path in tree.paths) else _in_the_old_way(tree)
    return {path: tree.array(place) for path, place in found.items()}, {path: tree.stored(place) for path, place in found.items()}


def _in_the_new_way(tree: Tree) -> dict[str, str]:
    """layers/lstm/cell/vars/0 → layers/lstm/cell/kernel; folders are in the order of their addresses, which is that of writing."""
    by_group: dict[str, list[str]] = {}
    for path in tree.paths:
        if not path.startswith("optimizer"):
            by_group.setdefault(path.rpartition("/")[0], []).append(path)
    found = {}
    for group in sorted(by_group, key=lambda group: tree.address(_layer_of(group))):
        cell = "cell" in group.split("/")[-2:] or "cells" in group.split("/")[-3:]
        for place in by_group[group]:
            leaf = place.rpartition("/")[2]
            found[f"{group.removesuffix('/vars')}/{VARIABLES.get(leaf, leaf) if cell else leaf}"] = place
    return found


def _layer_of(group: str) -> str:
    """The folder of the layer that a folder of variables belongs to: that is made when the layer's turn comes."""
    parts = group.split("/")
    for k, part in enumerate(parts[:-1]):
        if part in CONTAINERS and parts[k + 2 : k + 3] and parts[k + 2] not in CONTAINERS:
            return "/".join(parts[: k + 2])
    return parts[0]


def _in_the_old_way(tree: Tree) -> dict[str, str]:
    """model_weights/lstm/lstm/lstm_cell/kernel:0 → lstm/lstm/lstm_cell/kernel; the order is that of the attributes."""
    root = "model_weights" if "model_weights" in tree.groups else ""
    layers = tree.names(root, "layer_names")
    if layers is None:
        return {path: path for path in tree.paths if not path.startswith("optimizer_weights")}
    found = {}
    for layer in layers:
        group = f"{root}/{layer}".lstrip("/")
        for weight in tree.names(group, "weight_names") or []:
            if f"{group}/{weight}" not in tree.paths:
                raise Unreadable(f"it names {layer}/{weight}, which is not there: the file is not whole")
            found[f"{layer}/{weight.removesuffix(':0')}"] = f"{group}/{weight}"
    return found


def _names(tree: Tree) -> dict[str, str]:
    """What Keras 3's newer .weights.h5 files call the layer in a folder."""
    return {path.removesuffix("/vars"): tree.text(path, "name") for path in tree.groups if path.endswith("/vars") and tree.text(path, "name")}


def _stacks(model: Model, cells: list[Cell], version: str) -> tuple[tuple[Stack, ...], list[str]]:
    """One above the other where the model says so."""
    odd, layers = list(model.odd), dict[tuple[tuple[str, ...], int | None], tuple[Described, Layer]]()
    for told in model.layers:
        found = _cells_of(told, cells)
        if not told.cell:
            odd.append(f"{told.name} is a {told.kind[:60]}, which is not computed here: it is not read.")
        elif not found:
            odd.append(f"The file holds no weights of {told.name}: it is not read.")
        else:
            layers[told.keys, told.index] = told, build(told.name, told.cell, told.config, found, back=told.back, merge=told.merge, version=version)
    return _chained(layers), odd


def _chained(layers: dict[tuple[tuple[str, ...], int | None], tuple[Described, Layer]]) -> tuple[Stack, ...]:
    """A layer continues the stack of the one below, unless another has done so before."""
    stacks: list[list[Layer]] = []
    ends: dict[tuple[str, ...], list[Layer]] = {}
    names = _distinct([layer.name for _, layer in layers.values()], [".".join(told.keys) for told, _ in layers.values()])
    for (told, layer), name in zip(layers.values(), names, strict=True):
        below = ends.pop(told.below, None) if told.below else None
        if below is None:
            below = []
            stacks.append(below)
        below.append(replace(layer, name=name))
        ends[told.keys] = below
    return tuple(Stack(stack[0].name, tuple(stack)) for stack in stacks)


def _distinct(short: list[str], long: list[str]) -> list[str]:
    return short if len(set(short)) == len(short) else long


def _cells_of(told: Described, cells: list[Cell]) -> list[Cell]:
    """The arrays of this layer: by its place in a new file, by its name in an old one."""
    found = [cell for cell in cells if any(cell.path.startswith(f"{place}/") for place in _places(told.path))]
    if not found:
        found = [cell for cell in cells if cell.path.split("/")[0] == told.keys[0] and set(told.keys) <= set(cell.path.split("/"))]
    found.sort(key=lambda cell: "backward" in cell.path.removeprefix(told.keys[-1]))
    return found[told.index : told.index + 1] if told.index is not None else found[: 2 if told.back is not None else 1]


def _places(path: str) -> list[str]:
    return [path.replace("layers/", f"{container}/") for container in CONTAINERS]


def _what(path: str) -> str:
    low = path.lower()
    return next((what for word, what in (("embed", "embedding"), ("dense", "dense layer"), ("norm", "normalisation"), ("conv", "convolution"),
                                         ("attention", "attention")) if word in low), "")


def _nothing(arrays: Mapping[str, np.ndarray], odd: list[str]) -> str:
    kinds = " ".join(odd[:3])
    named = ", ".join(list(arrays)[:3]) or "nothing"
    return f"it holds no SimpleRNN, LSTM or GRU. {kinds or f'Its arrays are {named}.'} Save a model with one of these layers."
