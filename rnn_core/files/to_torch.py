"""A network that was read, as a state dict of torch.nn; what torch.nn cannot compute is refused by name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rnn_core.files.layer import TITLES, Array, Layer
from rnn_core.files.network import Stack
from rnn_core.files.refusals import Unreadable


@dataclass(frozen=True)
class Module:
    """One torch.nn module for one or several layers; prefix: of its names in the state dict."""

    prefix: str
    layers: tuple[Layer, ...]

    @property
    def constructor(self) -> str:
        """What makes it: torch.nn.LSTM(3, 4, 2, bidirectional=True)."""
        first = self.layers[0]
        options = [str(first.input_size), str(first.hidden_size)] + [str(len(self.layers))] * (len(self.layers) > 1)
        options += ['nonlinearity="relu"'] * (first.activation == "relu") + ["bias=False"] * (not first.bias)
        options += ["bidirectional=True"] * first.bidirectional + [f"proj_size={first.state_size}"] * bool(first.projection)
        options += ["dtype=torch.float64"] * (first.net.dtype == np.float64)
        return f"torch.nn.{TITLES[first.cell]}({', '.join(options)})"


def torch_state(stacks: Sequence[Stack]) -> tuple[dict[str, Array], list[Module]]:
    """The state dict, and the modules that take it: with their prefix, or without one when there is just one.  Raises Unreadable."""
    groups: list[list[Layer]] = []
    for stack in stacks:
        for k, layer in enumerate(stack.layers):
            _check(layer)
            if k and _alike(groups[-1][0], layer):
                groups[-1].append(layer)
            else:
                groups.append([layer])
    modules = [Module("" if len(groups) == 1 else f"{_name(group)}.", tuple(group)) for group in groups]
    return {name: value for module in modules for name, value in _entries(module)}, modules


def _name(group: list[Layer]) -> str:
    return group[0].name.replace("/", ".").removesuffix("_l0")


def _alike(below: Layer, above: Layer) -> bool:
    """Whether one torch.nn module can hold both."""
    def kind(layer: Layer) -> tuple:
        return layer.cell, layer.hidden_size, layer.state_size, layer.bidirectional, layer.bias, layer.activation, layer.net.dtype

    return kind(below) == kind(above)


def _entries(module: Module) -> list[tuple[str, Array]]:
    found = []
    for k, layer in enumerate(module.layers):
        parameters = layer.net.state_dict()
        for way, w_hh, p in zip(layer.ways, layer.weight_hh, layer.projection, strict=False):
            parameters |= {f"weight_hh_l0{way}": w_hh, f"weight_hr_l0{way}": p}
        found += [(f"{module.prefix}{name.replace('_l0', f'_l{k}')}", value) for name, value in parameters.items()]
    return found


def _check(layer: Layer) -> None:
    """Refuses what torch.nn has not."""
    usual = ("tanh", "relu") if layer.cell == "rnn" else ("tanh",)
    module, why = f"torch.nn.{TITLES[layer.cell]}", ""
    if layer.activation not in usual or layer.output_activation not in ("", *usual):
        why = f"activation {layer.activation}: {module} has {' and '.join(usual)}"
    elif layer.recurrent_activation not in ("", "sigmoid"):
        why = f"recurrent_activation {layer.recurrent_activation}: {module} has sigmoid"
    elif layer.reset_after is False:
        why = f"reset_after=False, the reset before the product: {module} resets after it"
    elif layer.bidirectional and layer.merge != "concat":
        why = f"merge_mode {'None' if layer.merge == 'apart' else layer.merge}: {module} puts both directions side by side"
    elif layer.go_backwards or layer.reverse:
        why = f"{layer.direction}: {module} reads forwards, so turn x yourself"
    elif layer.initial is not None:
        why = f"stored initial states: {module} is given them with each call"
    if why:
        raise Unreadable(f"{layer.name} cannot become PyTorch's: it has {why}. It runs here as it is, with rnn_core.load_network")
