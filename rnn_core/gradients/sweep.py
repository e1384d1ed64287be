"""One forward run, and one way back for many losses at once: a column each.

    run = Run.of(net, x, readouts)
    for block in sweep(run, Columns.losses(lengths, readouts)):
        block.dh                       # (steps, H, N): the slope along h_t of every column's loss, times 2^-exponents

A column is one loss, after its number of steps.  The way back is the cells' own (`Cell.backward`), linear
in what comes in; the columns, longest first, join where they end.  Between two blocks of steps every column is divided
by the power of two next to its size, which is exact, so that slopes keep their 53 bits however small they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from rnn_core.nn.layers import Recurrent
from rnn_core.nn.traces import LayerRun

STEPS = 8  # a block: within it, no factor of a step can take float64 out of its range
QUANTITIES = ("hidden", "cell", "state", "input", "weights")


@dataclass(frozen=True)
class Run:
    """A network that has read inputs (T, I), with all that its way back needs."""

    network: Recurrent
    layer: LayerRun
    slopes: tuple[np.ndarray, ...]

    @classmethod
    def of(cls, network: Recurrent, inputs: np.ndarray) -> "Run":
        with np.errstate(over="ignore", invalid="ignore"):  # a relu network may outgrow every number: see `finite_steps`
            layer = network.trace(np.ascontiguousarray(inputs[:, None, :], network.dtype)).layers[0]
            return cls(network, layer, network.cell.slopes(layer.s, layer.rows, layer.side))

    @property
    def steps(self) -> int:
        return len(self.layer.s) - 1

    @cached_property
    def finite_steps(self) -> int:
        """The steps before the state outgrows its dtype, which only a relu's can; all of them otherwise."""
        finite = np.isfinite(self.layer.h[1:, :, 0]).all(1)
        return self.steps if finite.all() else int(finite.argmin())

    @property
    def keep_gate(self) -> np.ndarray | None:
        """(T, H): the gate that lets the old state through, the LSTM's f or the GRU's z; the RNN has none."""
        row = {"lstm": "f", "gru": "z"}.get(self.network.cell.name)
        if row is None:
            return None
        return self.network.cell.gates_of(self.layer.rows, self.layer.side)[row][:, :, 0]


@dataclass(frozen=True)
class Columns:
    """ends (N,), not increasing: the steps a column's loss has seen.  Its slope along the last state: h (H, N), and for
    the LSTM c (H, N).  every (T, H): slopes that arrive at every step before the end, too."""

    ends: np.ndarray
    h: np.ndarray
    c: np.ndarray | None = None
    every: np.ndarray | None = None

    @classmethod
    def losses(cls, lengths: np.ndarray, readouts: np.ndarray, at_every_step: bool = False) -> "Columns":
        """L_n = readouts[n - 1] · h_n, or the sum of readouts[t - 1] · h_t over t ≤ n, for every n of lengths."""
        ends = np.sort(lengths)[::-1]
        return cls(ends, readouts[ends - 1].T, every=readouts if at_every_step else None)

    @classmethod
    def units(cls, lengths: np.ndarray, hidden_size: int, halves: int) -> "Columns":
        """Every unit of the last state by itself, for every length: the rows of the Jacobian's product."""
        ends, eye = np.sort(lengths)[::-1], np.eye(hidden_size)
        nothing = np.zeros_like(eye)
        h = np.concatenate([eye, nothing], 1) if halves == 2 else eye
        c = np.tile(np.concatenate([nothing, eye], 1), len(ends)) if halves == 2 else None
        return cls(np.repeat(ends, halves * hidden_size), np.tile(h, len(ends)), c)


@dataclass(frozen=True)
class Block:
    """Steps first, …, first + steps - 1 (counted from 0), and the columns that have begun by its end.  A column that
    ends within the block is 0 at the steps after its end."""

    first: int
    exponents: np.ndarray  # (N,)
    dh: np.ndarray  # (steps, H, N) all that reaches h_t
    dc: np.ndarray  # all that reaches c_t, its way through h_t included; (steps, H, N) for the LSTM
    carried: np.ndarray | None  # (steps, H, N) what reaches c_t with h_t held; LSTM only
    da: np.ndarray  # (steps, rows, N) along the sums that W_hh enters
    dx: np.ndarray  # (steps, I, N)


def sweep(run: Run, columns: Columns, *, rescaled: bool = True, need_x: bool = False) -> Iterator[Block]:
    """From the last step to the first."""
    net, ends = run.network, columns.ends
    H, dtype, halves = net.hidden_size, net.dtype, len(net.cell.states)
    back = _back_matrices(run, need_x)
    longest = int(ends[0])
    edges = set(range(0, longest, STEPS)) | {longest} | (set(ends.tolist()) if columns.c is not None else set())
    arriving = [np.zeros((H, 0), dtype) for _ in range(halves)]
    exponents = np.zeros(len(ends), np.int64)
    for first, stop in reversed(list(pairwise(sorted(edges)))):
        begun = int(np.searchsorted(-ends, -first))  # ends > first
        arriving = [_widened(a, begun) for a in arriving]
        if columns.c is not None:
            new = ends[:begun] == stop
            arriving[1][:, new] = columns.c[:, :begun][:, new]
        block = _back_through(run, back, columns, first, stop, exponents[:begun], arriving)
        yield block
        if rescaled:
            _rescale(arriving, exponents[:begun])


def _back_matrices(run: Run, need_x: bool) -> tuple[np.ndarray, ...]:
    """The matrices of the way back, to the state alone when the inputs' slopes are not asked for."""
    H, matrices = run.network.hidden_size, run.network.cell.back(run.layer.matrices)
    if not need_x:
        matrices = (matrices[0][:H], *(matrix[:0] for matrix in matrices[1:]))
    return tuple(np.ascontiguousarray(matrix) for matrix in matrices)


def _widened(arriving: np.ndarray, columns: int) -> np.ndarray:
    wider = np.zeros((len(arriving), columns), arriving.dtype)
    wider[:, : arriving.shape[1]] = arriving
    return wider


def _back_through(run: Run, back: tuple[np.ndarray, ...], columns: Columns, first: int, stop: int, exponents: np.ndarray,
            arriving: list[np.ndarray]) -> Block:
    """One block of steps back; `arriving` comes in from the steps after it, and leaves for those before."""
    net, steps, begun = run.network, stop - first, len(exponents)
    H, dtype, cell = net.hidden_size, net.dtype, net.cell
    dh = np.zeros((steps, H, begun), dtype)
    for t in range(first, stop):
        here = slice(*np.searchsorted(-columns.ends[:begun], [-t - 1, -t]))
        if columns.every is None:
            dh[t - first, :, here] = columns.h[:, here]
        else:
            begun_here = slice(0, here.stop)
            dh[t - first, :, begun_here] = np.ldexp(columns.every[t][:, None], -exponents[begun_here])
    da = np.empty((steps, (len(cell.rows) + cell.carried) * H, begun), dtype)
    ds = np.empty((steps, len(back[0]), begun), dtype)
    dside = np.empty((steps if len(run.layer.side) else 0, H, begun), dtype)
    passing = arriving[1].copy() if len(arriving) > 1 else None
    cell.backward(back, tuple(k[first:stop] for k in run.slopes), da, ds, dh, dside, arriving)
    arriving[0] = ds[0, :H].copy()
    carried = None if passing is None else np.concatenate([da[1:, 4 * H :], passing[None]])
    return Block(first, exponents.copy(), dh, dside, carried, da[:, : len(net.gates) * H], ds[:, H:])


def _rescale(arriving: list[np.ndarray], exponents: np.ndarray) -> None:
    """Every column divided by the power of two next to its largest entry."""
    largest = np.max([np.abs(a).max(0) for a in arriving], 0)
    powers = np.frexp(largest)[1]
    for a in arriving:
        np.ldexp(a, -powers, out=a)
    exponents += powers


def sizes(run: Run, lengths: np.ndarray, readouts: np.ndarray, quantity: str = "state", *, at_every_step: bool = False,
          rescaled: bool = True) -> np.ndarray:
    """(lengths, T) log10 of the size of the slope of L_n at every step, a row for each n of `lengths` in their order.

    quantity: "hidden" ‖∂L/∂h_t‖, "cell" ‖∂L/∂c_t‖, "state" ‖∂L/∂s_t‖, "input" ‖∂L/∂x_t‖, or "weights", the size of
    what step t adds to ∂L/∂W_hh, ‖∂L/∂a_t‖ ‖h_{t-1}‖.  -inf: exactly 0 (without rescaling: below the smallest normal
    number of the dtype); inf: beyond the largest, or the run itself has outgrown it.  NaN stands after a loss's end.
    """
    if quantity not in QUANTITIES or (quantity == "cell" and len(run.network.cell.states) == 1):
        raise ValueError(f"quantity must be one of {', '.join(QUANTITIES)}, and only an LSTM has a cell; got {quantity!r}")
    order = np.argsort(-lengths, kind="stable")
    columns = Columns.losses(lengths, readouts.astype(run.network.dtype), at_every_step)
    found = np.full((run.steps, len(lengths)), np.nan)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        for block in sweep(run, columns, rescaled=rescaled, need_x=quantity == "input"):
            steps, N = slice(block.first, block.first + len(block.dh)), len(block.exponents)
            logs = _log_norm(block, quantity) + block.exponents * np.log10(2)
            if quantity == "weights":
                logs += _log10(np.linalg.norm(run.layer.h[steps, :, 0].astype(np.float64), axis=1))[:, None]
            if not rescaled:
                logs = representable(logs, run.network.dtype)
            t = np.arange(steps.start, steps.stop)[:, None]
            logs = np.where(columns.ends[:N] > run.finite_steps, np.inf, logs)
            found[steps, :N] = np.where(t < columns.ends[:N], logs, np.nan)
    rows = np.empty((len(lengths), run.steps))
    rows[order] = found.T
    return rows


def representable(logs: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """What a float32 run lost is no number: below its smallest normal one -inf, beyond its largest inf.  In float64,
    where slopes are rescaled, nothing is lost."""
    if dtype == np.float64:
        return logs
    limits = np.finfo(dtype)
    lost = np.where(np.isnan(logs) | (logs > np.log10(float(limits.max))), np.inf, logs)
    return np.where(lost < np.log10(float(limits.tiny)), -np.inf, lost)


def _log_norm(block: Block, quantity: str) -> np.ndarray:
    """(steps, N) of the scaled slopes."""
    parts = {"hidden": [block.dh], "cell": [block.dc], "input": [block.dx], "weights": [block.da],
             "state": [block.dh] if block.carried is None else [block.dh, block.carried]}[quantity]
    squares = sum(np.einsum("thn,thn->tn", part, part, dtype=np.float64) for part in parts)
    logs = np.asarray(0.5 * _log10(squares))
    odd = np.nonzero((squares < 1e-250) | ~(squares < 1e250))  # too far out for squares: scaled first
    if len(odd[0]):
        values = np.concatenate([part[odd[0], :, odd[1]].astype(np.float64) for part in parts], 1)
        largest = np.abs(values).max(1)
        scale = np.where((largest > 0) & np.isfinite(largest), largest, 1.0)[:, None]
        logs[odd] = _log10(np.linalg.norm(values / scale, axis=1)) + _log10(scale[:, 0])
    return logs


def _log10(a: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.log10(a)
