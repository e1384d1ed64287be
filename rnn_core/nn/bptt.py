"""The loop over time, forward and back, for any cell: the network unrolled, and the way back (Werbos 1990)."""

from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np

from rnn_core.nn.cells import Cell, Weights
from rnn_core.nn.time_blocks import Array, fast
from rnn_core.nn.traces import Grads, LayerRun, Layout, States, Trace

# A large block that is given back at once: it teaches glibc's allocator (mallopt(3), "dynamic mmap threshold") to
# keep the memory of the runs to come.  Without it every call returns its pages to the system and has them cleared
# again for the next, which took half of the time of a batch's forward and backward.
np.empty(24 << 20, np.uint8)

BLOCK_BYTES = 1 << 20  # of slopes at a time on the way back: they stay in the processor's cache
Drop = tuple[float, np.random.Generator]


class Layers(Protocol):
    """What the loop asks of a network: its cell, its sizes, and the weights of each layer and direction."""

    cell: Cell
    hidden_size: int
    num_layers: int
    bias: bool
    dtype: np.dtype

    @property
    def directions(self) -> int: ...

    def layer_weights(self, k: int) -> Weights: ...


def forward(net: Layers, layout: Layout, x: Array, initial: States, drop: Drop | None, keep: bool) -> Trace:
    below, runs, masks = layout.inward(x), [], []
    if layout.present is not None:
        below = np.where(layout.present, below, 0)  # whatever stands in the padding, NaN too, is not read
    for layer in range(net.num_layers):
        masks.append(_mask(below, drop) if layer else None)
        x_layer = below if masks[-1] is None else below * masks[-1]
        pieces = []
        for way in range(net.directions):
            k = layer * net.directions + way
            run = _read(net, k, layout.turned(x_layer) if way else x_layer, [s[k].T for s in initial], layout, keep)
            pieces.append(layout.turned(run.h[1:]) if way else run.h[1:])
            runs.append(run)
        below = pieces[0] if len(pieces) == 1 else np.concatenate(pieces, 1)
    final = tuple(np.array([_at_ends(run.states[state], layout) for run in runs])
                  for state in range(len(net.cell.states)))
    return Trace(layout.outward(below), final, tuple(runs) if keep else (), tuple(masks),
                 net.cell, layout, net.directions, net.bias)


def _mask(below: Array, drop: Drop | None) -> Array | None:
    """Inverted dropout (Srivastava et al. 2014), drawn anew for every step as torch.nn does."""
    if drop is None:
        return None
    p, rng = drop
    return (rng.random(below.shape) >= p).astype(below.dtype) / below.dtype.type(1 - p)


def _at_ends(states: Array, layout: Layout) -> Array:
    """(N, H): each row's state after its own last step."""
    return states[-1].T if layout.lengths is None else states[layout.lengths, :, np.arange(layout.batch)]


def _read(net: Layers, k: int, x: Array, start: list[Array], layout: Layout, keep: bool) -> LayerRun:
    """One layer in one direction.  Without a trace, one row of gates is scratch for every step."""
    cell, H, (T, I, N) = net.cell, net.hidden_size, x.shape
    matrices = cell.matrices(net.layer_weights(k))
    s = np.empty((T + 1, H + I + 1, N), net.dtype)
    rows = np.empty((T if keep and cell.keeps_rows else 1, (len(cell.rows) + cell.beside) * H, N), net.dtype)
    side = np.empty((T + cell.side_rows if cell.side_rows is not None else 0, H, N), net.dtype)
    s[:-1, H:-1], s[:, -1], s[0, :H] = x, 1, start[0]
    if len(start) > 1:
        side[0] = start[1]
    cell.forward(matrices, s, rows, side)
    if layout.present is not None:
        for states in (s[1:, :H], side[-T:]):
            if len(states):
                np.copyto(states, 0, where=~layout.present)
    return LayerRun(s, rows, side, matrices, H)


class _Found(NamedTuple):
    """What the way back through one layer, in one direction, yields."""

    weights: Weights
    x: Array
    arriving: list[Array]  # at the initial states
    h: Array
    side: Array


def backward(trace: Trace, d_output: Array | None, d_final: States) -> Grads:
    """Every slope of the loss, from those along the output and the final states."""
    layout, directions, count = trace.layout, trace.directions, len(trace.layers)
    H, N = trace.layers[0].h.shape[1:]
    d_above = np.zeros((layout.steps, directions * H, N), trace.output.dtype)
    if d_output is not None:
        d_above = layout.inward(d_output) if layout.lengths is None else layout.inward(d_output) * layout.present
    found: dict[int, _Found] = {}
    for layer in reversed(range(count // directions)):
        d_below = []
        for way in range(directions):
            k = layer * directions + way
            piece = d_above[:, way * H : (way + 1) * H]
            found[k] = _unread(trace, trace.layers[k], layout.turned(piece) if way else piece, [s[k].T for s in d_final])
            d_below.append(layout.turned(found[k].x) if way else found[k].x)
        d_above = d_below[0] if directions == 1 else d_below[0] + d_below[1]
        if trace.masks[layer] is not None:
            d_above = d_above * trace.masks[layer]
    return _gather(trace, [found[k] for k in range(count)], d_above)


def _gather(trace: Trace, found: list[_Found], d_x: Array) -> Grads:
    params: dict[str, Array] = {}
    for f, suffix in zip(found, trace.suffixes, strict=True):
        names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")[: 4 if trace.bias else 2]
        params |= {name + suffix: np.ascontiguousarray(part) for name, part in zip(names, f.weights, strict=False)}
    initial = [trace.layout.state(np.array([f.arriving[s].T for f in found])) for s in range(len(trace.states))]
    return Grads(params, trace.layout.outward(d_x), initial[0] if len(initial) == 1 else (initial[0], initial[1]),
                 tuple(f.h for f in found), tuple(f.side for f in found), trace)


def _unread(trace: Trace, layer: LayerRun, d_above: Array, d_final: list[Array]) -> _Found:
    """One layer in one direction, from its last step to its first."""
    cell, (s, rows, side), (T, H, N) = trace.cell, (layer.s, layer.rows, layer.side), d_above.shape
    blocks = _blocks(T, (rows[0].nbytes + 2 * s[0].nbytes), trace.layout.lengths)
    longest = max(stop - first for first, stop in blocks)
    dh, ds = np.array(d_above, order="C"), np.empty((T, s.shape[1] - 1, N), s.dtype)
    da = np.empty((longest, (len(cell.rows) + cell.carried) * H, N), s.dtype)
    dside = np.empty((T if len(side) else 0, H, N), s.dtype)
    back = tuple(fast(matrix, s) for matrix in cell.back(layer.matrices))
    lengths, products = trace.layout.lengths, list[Array]()
    arriving = [np.zeros((H, N), s.dtype) if lengths is not None else final.copy("C") for final in d_final]
    for first, stop in reversed(blocks):
        if lengths is not None:  # the rows that end here
            for state, final in zip(arriving, d_final, strict=True):
                state += np.where(lengths == stop, final, 0)
        part, ends = slice(first, stop), slice(first, stop + 1)
        run = s[ends], rows[part], side[ends if len(side) > T else part]
        slopes, d_rows = cell.slopes(*run), da[: stop - first]
        cell.backward(back, slopes, d_rows, ds[part], dh[part], dside[part], arriving)
        arriving[0][...] = ds[first, :H]
        found = cell.products(d_rows[:, : len(cell.rows) * H], dside[part], s[part], run[1])
        products = [a + b for a, b in zip(products, found, strict=True)] if products else found
    return _Found(cell.weights(products, H), ds[:, H:], arriving, dh, dside)


def _blocks(steps: int, bytes_per_step: int, lengths: Array | None) -> list[tuple[int, int]]:
    """Blocks of steps that fit the cache, also cut wherever a row ends: its final slope enters there."""
    length = max(8, BLOCK_BYTES // bytes_per_step)
    edges = {0, *range(length, steps, length), steps, *(() if lengths is None else lengths.tolist())}
    return list(pairwise(sorted(edges)))
