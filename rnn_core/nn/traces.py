"""What a run leaves behind: its layout, its trace, and the slopes that backward finds in it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rnn_core.nn.cells import Cell
from rnn_core.nn.time_blocks import Array

States = tuple[Array, ...]


@dataclass(frozen=True)
class Layout:
    """How the caller's axes lie.  Inside, every sequence is (T, size, N): a column is one row of the batch."""

    steps: int
    batch: int
    batched: bool
    batch_first: bool
    lengths: Array | None

    def inward(self, a: Array) -> Array:
        """The caller's (T, N, K), (N, T, K) or (T, K) as (T, K, N); a view."""
        if not self.batched:
            return a[:, :, None]
        return a.transpose(1, 2, 0) if self.batch_first else a.transpose(0, 2, 1)

    def outward(self, a: Array) -> Array:
        """(T, K, N), whatever axes stand before it, in the caller's order; a fresh array."""
        if not self.batched:
            return a[..., 0].copy()
        return (np.moveaxis(a, -1, -3) if self.batch_first else np.swapaxes(a, -1, -2)).copy()

    def state(self, a: Array) -> Array:
        """(L * D, N, H) in the caller's form."""
        return a if self.batched else a[:, 0]

    def turned(self, a: Array) -> Array:
        """(T, K, N) read backwards, each row from its own end; doing it twice undoes it."""
        if self.lengths is None:
            return a[::-1]
        t = np.arange(self.steps)[:, None]
        source = np.where(t < self.lengths, self.lengths - 1 - t, t)
        return np.take_along_axis(a, source[:, None, :], 0)

    @property
    def present(self) -> Array | None:
        """(T, 1, N): False at the padding; None when nothing is padded."""
        return None if self.lengths is None else (np.arange(self.steps)[:, None] < self.lengths)[:, None, :]


@dataclass(frozen=True)
class LayerRun:
    """One layer read in one direction, in reading order: all that its way back needs."""

    s: Array  # (T + 1, H + I + 1, N): h before each step, the x it read, and a one for the bias
    rows: Array  # (T, (rows + beside) * H, N): what the cell keeps of its gates, see `Cell.gates_of`
    side: Array  # the LSTM's c, (T + 1, H, N), or the GRU's n, (T, H, N)
    matrices: tuple[Array, ...]  # of this run
    hidden_size: int

    @property
    def h(self) -> Array:
        """(T + 1, H, N): the start, then the state after each step."""
        return self.s[:, : self.hidden_size]

    @property
    def states(self) -> tuple[Array, ...]:
        """h, and the LSTM's c, each (T + 1, H, N)."""
        return (self.h, self.side) if len(self.side) == len(self.s) else (self.h,)


@dataclass(frozen=True)
class Trace:
    """A run with everything it computed.  Arrays follow the caller's layout, a leading axis counts layers and directions
    (layer 0 forward, layer 0 reverse, layer 1 forward, …), and time is the input's own, also in the reverse
    direction, where the state at t has read the steps from the end down to t."""

    output: Array
    states: States
    layers: tuple[LayerRun, ...]  # one a layer and direction
    masks: tuple[Array | None, ...]  # one a layer: the dropout on its input
    cell: Cell
    layout: Layout
    directions: int
    bias: bool

    @property
    def final(self) -> Array | tuple[Array, Array]:
        """h_n, or the pair (h_n, c_n) of an LSTM."""
        final = tuple(self.layout.state(s) for s in self.states)
        return final[0] if len(final) == 1 else (final[0], final[1])

    @property
    def suffixes(self) -> list[str]:
        """The endings of the parameters' names, one a layer and direction."""
        return [f"_l{k // self.directions}" + "_reverse" * (k % self.directions) for k in range(len(self.layers))]

    @cached_property
    def h(self) -> Array:
        """Every hidden state, (L * D, T, N, H) or in the caller's order."""
        return self._gathered([s.h[1:] for s in self.layers])

    @cached_property
    def c(self) -> Array:
        """Every cell state of an LSTM."""
        if len(self.cell.states) == 1:
            raise AttributeError(f"a {self.cell.name} has no cell state c")
        return self._gathered([s.side[1:] for s in self.layers])

    @cached_property
    def gates(self) -> dict[str, Array]:
        """Every gate by its letter: i f g o; r z n, and v for the GRU's W_hn h + b_hn.  Laid out as h."""
        present = True if self.layout.present is None else self.layout.present
        found = [self.cell.gates_of(s.rows, s.side) for s in self.layers]
        return {gate: self._gathered([gates[gate] * present for gates in found]) for gate in found[0]}

    def _gathered(self, pieces: list[Array]) -> Array:
        turned = [self.layout.turned(p) if k % self.directions else p for k, p in enumerate(pieces)]
        return self.layout.outward(np.stack(turned))


@dataclass(frozen=True)
class Grads:
    """The slopes of the loss.  params: by parameter name; x: as x; initial: as the states came in; h and, for the
    LSTM, c: along every state, the whole of what reaches it, laid out as Trace.h."""

    params: dict[str, Array]
    x: Array
    initial: Array | tuple[Array, Array]
    h_layers: tuple[Array, ...]
    side_layers: tuple[Array, ...]
    trace: Trace

    @cached_property
    def h(self) -> Array:
        return self.trace._gathered(list(self.h_layers))

    @cached_property
    def c(self) -> Array:
        if len(self.trace.cell.states) == 1:
            raise AttributeError(f"a {self.trace.cell.name} has no cell state c")
        return self.trace._gathered(list(self.side_layers))
