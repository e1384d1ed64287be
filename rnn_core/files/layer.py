"""One recurrent layer of a file, as its framework runs it around a network of rnn_core.nn with a single layer."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_core.nn.layers import GRU, Recurrent
from rnn_core.nn.traces import Grads, Trace

Array = np.ndarray
MERGES = ("concat", "sum", "ave", "mul", "apart")
TITLES = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}


@dataclass(frozen=True)
class Layer:
    """net: one layer of rnn_core.nn, one way or both (bidirectional), with its weights.

    merge: how two directions become one output; "apart" (Keras's None) puts them side by side as "concat" does.
    reverse: reads from the last step to the first, and puts its output back into the input's time (ONNX).
    go_backwards: the same, but its output, and all that is shown of it, stays in the order of reading (Keras).
    projection: an LSTM's (proj_size, hidden_size) a direction.  h is then projection · h̃, and weight_hh of `net`, which acts on h̃, is
    weight_hh of the file times the projection (Sak, Senior & Beaufays 2014).
    weight_hh: what stood in the file in place of that, (4·H, proj_size) a direction.
    returns_sequences: False where Keras hands on the last output only; here every step's is kept.
    initial: the states it starts from; None: zeros.
    """

    name: str
    net: Recurrent
    merge: str = "concat"
    reverse: bool = False
    go_backwards: bool = False
    projection: tuple[Array, ...] = ()
    weight_hh: tuple[Array, ...] = ()
    returns_sequences: bool = True
    initial: tuple[Array, ...] | None = None

    @property
    def cell(self) -> str:
        """rnn, lstm or gru."""
        return self.net.cell.name

    @property
    def input_size(self) -> int:
        return self.net.input_size

    @property
    def hidden_size(self) -> int:
        """Units: of the gates and of c; h may be projected to fewer."""
        return self.net.hidden_size

    @property
    def num_layers(self) -> int:
        """Always 1: a stack of two layers is two Layers."""
        return 1

    @property
    def bidirectional(self) -> bool:
        return self.net.bidirectional

    @property
    def bias(self) -> bool:
        return self.net.bias

    @property
    def state_size(self) -> int:
        """Numbers in h."""
        return len(self.projection[0]) if self.projection else self.hidden_size

    @property
    def output_size(self) -> int:
        return self.state_size * (self.net.directions if self.merge in ("concat", "apart") else 1)

    @property
    def activation(self) -> str:
        """Of the candidate, and of what an LSTM shows of c unless output_activation differs: tanh, relu, …"""
        return self.net.activation  # type: ignore[attr-defined]

    @property
    def output_activation(self) -> str:
        return getattr(self.net, "output_activation", "")

    @property
    def recurrent_activation(self) -> str:
        """Of the gates: sigmoid, hard_sigmoid, …; empty for a plain RNN, which has none."""
        return getattr(self.net, "recurrent_activation", "")

    @property
    def reset_after(self) -> bool | None:
        """A GRU's form; None for other cells."""
        return self.net.reset_after if isinstance(self.net, GRU) else None

    @property
    def parameters(self) -> int:
        """Numbers that `net` holds, and the projection's."""
        return self.net.size + sum(p.size for p in self.projection)

    @property
    def direction(self) -> str:
        way = "both ways" if self.bidirectional else "reverse" if self.reverse else "forward"
        return f"{way}, go_backwards" if self.go_backwards else way

    @property
    def row(self) -> dict[str, Any]:
        """What stands of it in `Network.architecture`."""
        return {"layer": self.name, "cell": TITLES[self.cell], "input_size": self.input_size, "hidden_size": self.hidden_size,
                "output_size": self.output_size, "direction": self.direction, "merge": self.merge if self.bidirectional else "",
                "activation": self.activation, "recurrent_activation": self.recurrent_activation,
                "reset_after": "" if self.reset_after is None else self.reset_after, "bias": self.bias,
                "projection": self.state_size if self.projection else "", "parameters": self.parameters}

    @property
    def ways(self) -> tuple[str, ...]:
        """What is put behind the name, a direction each."""
        return ("", "_reverse")[: self.net.directions]

    @property
    def _turned(self) -> bool:
        return self.reverse or self.go_backwards

    def run(self, x: Array, lengths: Any = None) -> tuple[Trace, Array]:
        """The run as it was read, and the output in the layer's own order.  x (steps, batch, input_size) or (steps, input_size)."""
        if lengths is not None and self._turned:
            raise ValueError(f"{self.name} reads from the end: run each sequence at its own length instead of passing lengths")
        trace = self.net.trace(np.ascontiguousarray(x[::-1]) if self._turned else x, self._initial(x), lengths=lengths)
        return trace, self._timed(self._merged(self._projected(trace.output)))

    def last(self, trace: Trace) -> Array:
        """(batch, output_size): the output where each direction has read everything, which Keras hands on without return_sequences."""
        ends = [h[0 if k else -1] for k, h in enumerate(trace.h)]  # the second direction's steps stand in the first one's time
        return self._merged(self._projected(np.concatenate(ends, -1)))

    def _initial(self, x: Array) -> Any:
        if self.initial is None:
            return None
        shape = (self.net.directions, *x.shape[1:-1], self.hidden_size)
        states = tuple(np.ascontiguousarray(np.broadcast_to(s[:, None] if x.ndim == 3 else s, shape)) for s in self.initial)
        return states[0] if len(states) == 1 else states

    def _timed(self, a: Array, axis: int = 0) -> Array:
        return np.flip(a, axis) if self.reverse else a

    def _projected(self, output: Array) -> Array:
        if not self.projection:
            return output
        parts = np.split(output, self.net.directions, -1)
        return np.concatenate([part @ p.T for part, p in zip(parts, self.projection, strict=True)], -1)

    def _merged(self, output: Array) -> Array:
        if not self.bidirectional or self.merge in ("concat", "apart"):
            return output
        forward, back = np.split(output, 2, -1)
        return forward * back if self.merge == "mul" else (forward + back) / (2 if self.merge == "ave" else 1)

    def backward(self, trace: Trace, d_output: Array) -> tuple[Grads, Array]:
        """The slopes of `net` (in the order of reading), and the slope along the layer's input."""
        d = self._timed(np.asarray(d_output, self.net.dtype))
        d = self._unprojected(self._unmerged(self._projected(trace.output), d))
        grads = self.net.backward(trace, np.ascontiguousarray(d))
        return grads, grads.x[::-1] if self._turned else grads.x

    def _unprojected(self, d: Array) -> Array:
        if not self.projection:
            return d
        return np.concatenate([part @ p for part, p in zip(np.split(d, self.net.directions, -1), self.projection, strict=True)], -1)

    def _unmerged(self, output: Array, d: Array) -> Array:
        if not self.bidirectional or self.merge in ("concat", "apart"):
            return d
        forward, back = np.split(output, 2, -1)
        return np.concatenate([d * back, d * forward] if self.merge == "mul" else [d / (2 if self.merge == "ave" else 1)] * 2, -1)

    def gates(self, trace: Trace) -> dict[str, Array]:
        """`_reverse.f` → (steps, batch, units), the direction's ending and the gate."""
        return {f"{way}.{gate}": self._timed(both[k]) for gate, both in trace.gates.items() for k, way in enumerate(self.ways)}

    def states(self, trace: Trace) -> dict[str, Array]:
        """`.h`, and an LSTM's `.c`, in the same way."""
        found = {}
        for k, way in enumerate(self.ways):
            found[f"{way}.h"] = self._timed(trace.h[k] @ self.projection[k].T if self.projection else trace.h[k])
            if len(trace.cell.states) > 1:
                found[f"{way}.c"] = self._timed(trace.c[k])
        return found

    def columns(self, trace: Trace) -> list[dict[str, Array]]:
        """One dict of columns a direction: layer, direction, step, sequence, unit, then states and gates."""
        named = self.states(trace) | self.gates(trace)
        return [self._columns(way, {key.removeprefix(f"{way}."): a for key, a in named.items() if key.startswith(f"{way}.")})
                for way in self.ways]

    def _columns(self, way: str, values: dict[str, Array]) -> dict[str, Array]:
        full = {key: a if a.ndim == 3 else a[:, None] for key, a in values.items()}
        steps, batch, _ = full["h"].shape
        units = max(a.shape[2] for a in full.values())
        step, sequence, unit = (axis.ravel() for axis in np.indices((steps, batch, units)))
        named = {"layer": np.full(step.size, self.name), "direction": np.full(step.size, "reverse" if way else "forward"),
                 "step": step, "sequence": sequence, "unit": unit}
        return named | {key: _wide(a, units).ravel() for key, a in full.items()}


def _wide(a: Array, units: int) -> Array:
    """Projected states have fewer units than gates: NaN fills the rest."""
    return a if a.shape[2] == units else np.concatenate([a, np.full((*a.shape[:2], units - a.shape[2]), np.nan, a.dtype)], 2)
