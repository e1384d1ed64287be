"""A network that was read from a file: its recurrent layers, ready to run.

    network = load_network("model.h5")
    network.architecture                      # one dict a layer: cell, sizes, direction, activations, parameters
    network.gates(x)["lstm.f"]                # the forget gate of every step, (steps, batch, units)
    network.run(x).backward(d_output).x       # the loss's slope along x, through every layer

x is (steps, batch, features), or (steps, features) without a batch; what comes back is laid out in the same way.
Keys are the layer's name, `_reverse` for its second direction, and the gate or state: `encoder.lstm_l1_reverse.f`.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rnn_core.files.layer import Array, Layer
from rnn_core.files.refusals import Unreadable
from rnn_core.nn.traces import Grads, Trace

Arrays = dict[str, Array]


@dataclass(frozen=True)
class Other:
    """An array of the file that no recurrent layer uses: an embedding, a dense head, an optimiser's averages."""

    name: str
    array: Array
    what: str = ""  # "Embedding", "Dense", …: as far as the file or the name says

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape


@dataclass(frozen=True)
class Slopes:
    """The loss's slopes through a stack: `layers`, one `Grads` a layer, the lowest first; `x`, laid out as x was."""

    layers: tuple[Grads, ...]
    x: Array


@dataclass(frozen=True)
class Run:
    """One run of a stack: what every layer read and computed, the lowest first."""

    stack: "Stack"
    inputs: tuple[Array, ...]
    traces: tuple[Trace, ...]  # in the order in which a layer read
    outputs: tuple[Array, ...]

    @property
    def output(self) -> Array:
        """(steps, batch, output_size) of the last layer."""
        return self.outputs[-1]

    @property
    def last(self) -> Array:
        """(batch, output_size): the output of the last layer after everything has been read."""
        return self.stack.layers[-1].last(self.traces[-1])

    @property
    def gates(self) -> Arrays:
        return self._named(Layer.gates)

    @property
    def states(self) -> Arrays:
        return self._named(Layer.states)

    def _named(self, read: Any) -> Arrays:
        return {f"{layer.name}{key}": value for layer, trace in zip(self.stack.layers, self.traces, strict=True)
                for key, value in read(layer, trace).items()}

    def backward(self, d_output: Array) -> Slopes:
        """Back through every layer from the slope along the last one's output, of its shape."""
        found: list[Grads] = []
        for layer, trace in zip(reversed(self.stack.layers), reversed(self.traces), strict=True):
            grads, d_output = layer.backward(trace, d_output)
            found.insert(0, grads)
        return Slopes(tuple(found), d_output)


@dataclass(frozen=True)
class Stack:
    """Layers of which each reads what the one below writes at every step."""

    name: str
    layers: tuple[Layer, ...]

    @property
    def input_size(self) -> int:
        return self.layers[0].input_size

    @property
    def output_size(self) -> int:
        return self.layers[-1].output_size

    def run(self, x: Any, lengths: Any = None) -> Run:
        """x (steps, batch, input_size) or (steps, input_size); lengths (batch,) as in rnn_core.nn.  Raises ValueError."""
        value = _checked(x, self.input_size, self.layers[0].net.dtype)
        inputs, traces, outputs = [], [], []
        for layer in self.layers:
            inputs.append(value)
            trace, value = layer.run(value, lengths)
            traces.append(trace)
            outputs.append(value)
        return Run(self, tuple(inputs), tuple(traces), tuple(outputs))


def _checked(x: Any, size: int, dtype: np.dtype) -> Array:
    try:
        value = np.asarray(x, dtype)
    except (TypeError, ValueError) as error:
        raise ValueError(f"x must hold numbers only: {error}") from error
    if value.ndim not in (2, 3) or value.shape[-1] != size or 0 in value.shape:
        raise ValueError(f"x must have shape (steps, {size}) or (steps, batch, {size}); got {value.shape}")
    if not np.isfinite(value).all():
        raise ValueError(f"x holds {int((~np.isfinite(value)).sum())} of {value.size} values that are NaN, infinite or beyond {dtype}: "
                         "fill them in or leave their steps out")
    return value


@dataclass(frozen=True)
class Network:
    """All recurrent layers of a file.

    kind: what file it was ("PyTorch state dict", "Keras 2 model, .h5", …); stored: the number formats it held ("bfloat16", …);
    odd: sentences on what a reader should know; others: arrays that are not used here.  Several stacks: the file does not
    say that one feeds the other; then say which one to run, or in which order: stack="encoder", stack=["lstm1", "lstm2"].
    """

    name: str
    framework: str  # pytorch, keras or onnx
    kind: str
    stacks: tuple[Stack, ...]
    stored: tuple[str, ...]
    others: tuple[Other, ...] = ()
    odd: tuple[str, ...] = ()
    about: dict[str, str] = field(default_factory=dict)  # versions and dates as the file tells them

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Every layer, stack after stack, the lowest first."""
        return tuple(layer for stack in self.stacks for layer in stack.layers)

    @property
    def dtype(self) -> np.dtype:
        """What it computes in: float64 where the file holds float64, otherwise float32."""
        return self.layers[0].net.dtype

    @property
    def parameters(self) -> int:
        return sum(layer.parameters for layer in self.layers)

    @property
    def architecture(self) -> list[dict[str, Any]]:
        """A row a layer, all with the same keys; a list that pandas.DataFrame takes."""
        return [{"stack": stack.name} | layer.row for stack in self.stacks for layer in stack.layers]

    def stack(self, which: str | Sequence[str] | None = None) -> Stack:
        """The stack of this name; several names: these one after the other; None: the only one.  Raises ValueError."""
        by_name = {stack.name: stack for stack in self.stacks}
        if which is None and len(by_name) > 1:
            raise ValueError(f"{self.name} holds {len(by_name)} separate stacks: say which, stack={self.stacks[0].name!r}; "
                             f"there are {', '.join(by_name)}")
        names = list(by_name) if which is None else [which] if isinstance(which, str) else list(which)
        absent = [name for name in names if name not in by_name]
        if absent or not names:
            raise ValueError(f"there is no stack {', '.join(map(repr, absent))}; there are {', '.join(by_name)}")
        return _joined([by_name[name] for name in names])

    def run(self, x: Any, stack: str | Sequence[str] | None = None, lengths: Any = None) -> Run:
        """Run it and keep everything; see Stack.run and `stack`."""
        return self.stack(stack).run(x, lengths)

    def gates(self, x: Any, stack: str | Sequence[str] | None = None) -> Arrays:
        """Every gate of every step: i f g o; r z n (and v = W_hn h + b_hn where the reset stands after it); none for an RNN."""
        return self.run(x, stack).gates

    def states(self, x: Any, stack: str | Sequence[str] | None = None) -> Arrays:
        """The hidden state h after every step, and an LSTM's cell state c."""
        return self.run(x, stack).states

    def trace(self, x: Any, stack: str | Sequence[str] | None = None) -> Arrays:
        """Gates, states, and the last layer's output."""
        run = self.run(x, stack)
        return run.gates | run.states | {"output": run.output}

    def table(self, x: Any, stack: str | Sequence[str] | None = None) -> Arrays:
        """The same as columns, a line for each layer, direction, step, sequence and unit: pandas.DataFrame takes it as it is.
        A gate that a cell has not is NaN."""
        run = self.run(x, stack)
        pieces = [piece for layer, trace in zip(run.stack.layers, run.traces, strict=True) for piece in layer.columns(trace)]
        names = list(dict.fromkeys(name for piece in pieces for name in piece))
        return {name: np.concatenate([piece[name] if name in piece else np.full(len(piece["step"]), np.nan) for piece in pieces])
                for name in names}


def _joined(stacks: list[Stack]) -> Stack:
    for below, above in itertools.pairwise(stacks):
        if above.input_size != below.output_size:
            raise ValueError(f"{above.name} reads {above.input_size} numbers a step, where {below.name} writes {below.output_size}")
    return stacks[0] if len(stacks) == 1 else Stack(" → ".join(s.name for s in stacks), tuple(x for s in stacks for x in s.layers))


__all__ = ["Array", "Arrays", "Layer", "Network", "Other", "Run", "Slopes", "Stack", "Unreadable"]
