"""What a Keras model says of itself: its recurrent layers, and which of them reads what another writes.

Read from the JSON that Keras 2 and 3 put into their files.  It is data; no class that it names is made, no code in it is run.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rnn_core.files.refusals import Unreadable

LAYERS = {"SimpleRNN": "rnn", "LSTM": "lstm", "GRU": "gru", "CuDNNLSTM": "lstm", "CuDNNGRU": "gru"}
CELLS = {"SimpleRNNCell": "rnn", "LSTMCell": "lstm", "GRUCell": "gru"}
PASSIVE = {"Dropout", "SpatialDropout1D", "GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization", "Masking", "InputLayer",
           "Identity"}  # in use they hand on what they are given
MODELS = {"Sequential", "Functional", "Model"}
DEEPEST = 20


@dataclass(frozen=True)
class Described:
    """One recurrent layer of a model.

    keys: its name, after those of the models it lies in; path: where .weights.h5 files keep it; cell: rnn, lstm, gru, or empty for a
    class that is not Keras's own; config: Keras's own settings of it (of the forward direction); back: those of the backward one;
    index: which of several stacked cells; below: the layer whose every output it reads.
    """

    keys: tuple[str, ...]
    path: str
    kind: str
    cell: str
    config: dict[str, Any]
    back: dict[str, Any] | None = None
    merge: str = "concat"
    index: int | None = None
    below: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        return self.keys[-1] + ("" if self.index is None else f".{self.index}")


@dataclass
class Model:
    layers: list[Described]
    odd: list[str]
    classes: dict[tuple[str, ...], str]  # of every layer by its keys


def described(config: Any) -> Model:
    """The recurrent layers of a model's configuration, in its order.  Raises Unreadable."""
    if not isinstance(config, dict) or not isinstance(config.get("config"), (dict, list)):
        raise Unreadable("its configuration is no Keras model's: save the model again with model.save")
    model = Model([], [], {})
    _walk(config, (), "", model, 0)
    return model


def _walk(config: Mapping[str, Any], keys: tuple[str, ...], path: str, model: Model, depth: int) -> None:
    if depth > DEEPEST:
        raise Unreadable("its models are nested deeper than is read")
    inner = config["config"]
    layers = inner if isinstance(inner, list) else inner.get("layers", [])
    used: dict[str, int] = {}
    previous: tuple[str, ...] | None = None
    sources = {} if _in_a_row(config) else _sources(layers)
    for k, layer in enumerate(layers):
        kind, settings = str(layer.get("class_name", "")), layer.get("config") or {}
        name = str(layer.get("name") or (settings.get("name") if isinstance(settings, dict) else "") or f"{snake(kind)}_{k}")
        here, place = (*keys, name), f"{path}layers/{_unique(snake(kind.split('>')[-1]), used)}"
        model.classes[here] = kind
        if kind in MODELS:
            _walk(layer, here, f"{place}/", model, depth + 1)
            previous = None
            continue
        below = previous if _in_a_row(config) else _below(name, sources, model, keys)
        found = list(_recurrent(here, place, kind, settings, below, model))
        model.layers += found
        if found:
            previous = here if found[-1].config.get("return_sequences") else None
        elif kind not in PASSIVE:
            previous = None
        _remark(name, kind, settings, model)


def _in_a_row(config: Mapping[str, Any]) -> bool:
    return config.get("class_name") == "Sequential"


def snake(name: str) -> str:
    """LSTM → lstm, SimpleRNN → simple_rnn: how .weights.h5 files name what they hold."""
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def _unique(name: str, used: dict[str, int]) -> str:
    used[name] = used.get(name, -1) + 1
    return f"{name}_{used[name]}" if used[name] else name


def _recurrent(keys: tuple[str, ...], path: str, kind: str, settings: Any, below: tuple[str, ...] | None, model: Model) -> Iterator[Described]:
    """The recurrent layers within one layer: itself, or what a Bidirectional, an RNN or a TimeDistributed wraps."""
    if kind in LAYERS:
        yield Described(keys, path, kind, LAYERS[kind], settings, below=below)
    elif kind == "Bidirectional":
        yield from _both_ways(keys, path, settings, below)
    elif kind == "RNN":
        yield from _around_cells(keys, path, settings, below)
    elif re.search("RNN|LSTM|GRU", kind):  # ConvLSTM2D, or somebody's own
        yield Described(keys, path, kind, "", {}, below=below)
    elif isinstance(settings, dict) and isinstance(settings.get("layer"), dict):  # TimeDistributed and other wrappers
        inner = settings["layer"]
        found = list(_recurrent(keys, path, str(inner.get("class_name")), inner.get("config") or {}, None, model))
        if found:
            model.odd.append(f"{keys[-1]} runs a {found[0].kind} within a {kind}; here that layer is run by itself.")
        yield from (replace(layer, path=f"{path}/layer") for layer in found)


def _both_ways(keys: tuple[str, ...], path: str, settings: Mapping[str, Any], below: tuple[str, ...] | None) -> Iterator[Described]:
    inner, back = settings.get("layer") or {}, settings.get("backward_layer")
    merge = settings.get("merge_mode", "concat") or "apart"
    for found in _recurrent(keys, path, str(inner.get("class_name")), inner.get("config") or {}, below, Model([], [], {})):
        if found.index is not None:
            raise Unreadable(f"{keys[-1]}: stacked cells within a Bidirectional are not computed here; use one Bidirectional layer a cell")
        yield replace(found, back=(back or {}).get("config") or found.config, merge=str(merge))


def _around_cells(keys: tuple[str, ...], path: str, settings: Mapping[str, Any], below: tuple[str, ...] | None) -> Iterator[Described]:
    cell = settings.get("cell") or {}
    kind, inner = str(cell.get("class_name")), cell.get("config") or {}
    shared = {key: settings.get(key) for key in ("return_sequences", "go_backwards", "stateful")}
    if kind != "StackedRNNCells":
        yield Described(keys, path, kind, CELLS.get(kind, ""), {**inner, **shared}, below=below)
        return
    for k, part in enumerate(inner.get("cells") or []):
        kind = str(part.get("class_name"))
        yield Described(keys, path, kind, CELLS.get(kind, ""), {**(part.get("config") or {}), **shared} | ({"return_sequences": True, "go_backwards": False} if k else {}),
                        index=k, below=below if k == 0 else keys)


def _sources(layers: list[Any]) -> dict[str, list[tuple[str, int]]]:
    """Layer → the tensors that it is called with, as (layer, which of its outputs); one entry a call's first tensor, more for states."""
    found: dict[str, list[tuple[str, int]]] = {}
    for layer in layers:
        name = str(layer.get("name") or (layer.get("config") or {}).get("name"))
        found[name] = [source for node in layer.get("inbound_nodes") or [] for source in _tensors(node, 0)]
    return found


def _tensors(node: Any, depth: int) -> Iterator[tuple[str, int]]:
    """Keras 3: {"config": {"keras_history": [layer, node, tensor]}}; Keras 2: [layer, node, tensor, {…}]."""
    if depth > DEEPEST:
        return
    if isinstance(node, dict):
        history = node.get("keras_history")
        if isinstance(history, list) and len(history) == 3:
            yield str(history[0]), int(history[2])
        else:
            for value in node.values():
                yield from _tensors(value, depth + 1)
    elif isinstance(node, list) and len(node) in (3, 4) and isinstance(node[0], str) and all(isinstance(n, int) for n in node[1:3]):
        yield node[0], node[2]
    elif isinstance(node, list):
        for value in node:
            yield from _tensors(value, depth + 1)


def _below(name: str, sources: dict[str, list[tuple[str, int]]], model: Model, keys: tuple[str, ...]) -> tuple[str, ...] | None:
    """The recurrent layer whose whole output this one reads, straight or through layers that change nothing."""
    given = sources.get(name, [])
    if len(given) > 1 and any(tensor for _, tensor in given):
        model.odd.append(f"{name} starts from another layer's last states; here it starts from zeros.")
    for _ in range(len(sources) + 1):
        if not given or given[0][1] or len({source for source, _ in sources.get(name, [])}) != len(sources.get(name, [])):
            return None
        source = given[0][0]
        found = [layer for layer in model.layers if layer.keys == (*keys, source)]
        if found:
            return found[-1].keys if found[-1].config.get("return_sequences") else None
        if model.classes.get((*keys, source)) not in PASSIVE:
            return None
        given = sources.get(source, [])
    return None


def _remark(name: str, kind: str, settings: Any, model: Model) -> None:
    """What a reader should know of a layer."""
    if kind in ("Lambda", "TFOpLambda", "OpLambda") or kind.endswith(".Lambda"):
        model.odd.append(f"{name} is a Lambda layer, code of the file's author: it is not run, and nothing that it changes is seen here.")
    if kind == "Masking":
        model.odd.append(f"{name} hides steps of all {settings.get('mask_value', 0)}; here every step is read, so cut sequences to their length.")
    inner = (settings.get("layer") or {}).get("config") or settings if isinstance(settings, dict) else {}
    if isinstance(inner, dict) and (kind in LAYERS or kind in ("Bidirectional", "RNN")):
        for key, meaning in (("stateful", "carries its states from batch to batch; here every run starts from zeros"),
                             ("time_major", "takes (steps, batch, features), as this package does")):
            if inner.get(key):
                model.odd.append(f"{name} {meaning}.")
