"""The loop over time, forward and back, for any cell: Elman's network unrolled, and Werbos's way back (1990).

Time is walked in blocks that fit the processor's cache: for each block one matmul says what the input has to
say to all its steps, then the cell runs through them.  Backward does the same from the end.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rnn_core.cells import Array, Cell
from rnn_core.stretches import WeightSlopes, product, with_ones
from rnn_core.traces import Grads, Layout, States, Strand, Trace

if TYPE_CHECKING:
    from rnn_core.layers import Recurrent

BLOCK_BYTES = 1 << 19
Drop = tuple[float, np.random.Generator]


def forward(net: "Recurrent", layout: Layout, x: Array, initial: States, drop: Drop | None, keep: bool) -> Trace:
    below, strands, masks = layout.inward(x), [], []
    if layout.present is not None:
        below = np.where(layout.present, below, 0)  # whatever stands in the padding, NaN too, is not read
    for layer in range(net.num_layers):
        masks.append(_mask(below, drop) if layer else None)
        heard = with_ones(below if masks[-1] is None else below * masks[-1])
        pieces = []
        for way in range(net.directions):
            k = layer * net.directions + way
            start = [np.ascontiguousarray(s[k].T) for s in initial]
            strand = _read(net, layout.turned(heard) if way else heard, start, net.suffixes()[k], layout, keep)
            pieces.append(layout.turned(strand.h[1:]) if way else strand.h[1:])
            strands.append(strand)
        below = pieces[0] if len(pieces) == 1 else np.concatenate(pieces, 1)
    final = tuple(np.stack([_at_ends(getattr(s, name), layout) for s in strands]) for name in net.cell.states)
    return Trace(layout.outward(below), final, tuple(strands) if keep else (), tuple(masks),
                 net.cell, layout, net.directions, net.bias)


def _mask(below: Array, drop: Drop | None) -> Array | None:
    """Inverted dropout (Srivastava et al. 2014), drawn anew for every step as torch.nn does."""
    if drop is None:
        return None
    p, rng = drop
    return (rng.random(below.shape) >= p).astype(below.dtype) / below.dtype.type(1 - p)


def _at_ends(states: Array, layout: Layout) -> Array:
    """(N, H): each row's state after its own last step."""
    return states[-1].T if layout.lengths is None else states[layout.ends, :, np.arange(layout.batch)]


def _blocks(steps: int, bytes_per_step: int, lengths: Array | None = None) -> list[tuple[int, int]]:
    """Stretches of time that fit the cache; with lengths, also cut wherever a row ends."""
    length = max(8, BLOCK_BYTES // bytes_per_step)
    edges = {0, *range(length, steps, length), steps, *(() if lengths is None else lengths.tolist())}
    return list(pairwise(sorted(edges)))


def _heard_weights(net: "Recurrent", suffix: str, scale: Array) -> Array:
    """(gates * H, I + 1): W_ih and, in the last column, all the bias that enters with the input."""
    W_ih = net.params[f"weight_ih{suffix}"]
    bias = np.zeros(len(W_ih), net.dtype)
    if net.bias:
        bias += net.params[f"bias_hh{suffix}"]
        for _, gates in net.cell.unheard:
            bias[gates.of(net.hidden_size)] = 0
        bias += net.params[f"bias_ih{suffix}"]
    return np.concatenate([W_ih, bias[:, None]], 1) * scale


def _read(net: "Recurrent", x: Array, start: list[Array], suffix: str, layout: Layout, keep: bool) -> Strand:
    """One layer in one direction.  Without a trace, one block of rows serves them all."""
    cell, H, (T, _, N) = net.cell, net.hidden_size, x.shape
    scale = cell.gate_scale(H, net.dtype)
    W_ih, W_hh = net.params[f"weight_ih{suffix}"], net.params[f"weight_hh{suffix}"]
    W_in = _heard_weights(net, suffix, scale)
    W_back = np.array(W_hh * scale, order="F" if N == 1 else "C")  # BLAS's faster side for a vector
    width = len(cell.rows) * H
    blocks = _blocks(T, width * N * net.dtype.itemsize)
    rows = np.empty((T if keep else blocks[0][1], width, N), net.dtype)
    h, *c = (np.empty((T + 1, H, N), net.dtype) for _ in start)
    for state, first in zip((h, *c), start, strict=True):
        state[0] = first
    for first, stop in blocks:
        a = rows[first:stop] if keep else rows[: stop - first]
        for into, gates in cell.heard:
            product(W_in[gates.of(H)], x[first:stop], out=a[:, into.of(H)])
        for into, gates in cell.unheard:
            a[:, into.of(H)] = net.params[f"bias_hh{suffix}"][gates.of(H), None] if net.bias else 0
        cell.forward(W_back, a, *(state[first : stop + 1] for state in (h, *c)))
    if layout.present is not None:
        for kept in (h[1:], *(s[1:] for s in c), *(rows,) * keep):
            kept *= layout.present
    return Strand(x, h, c[0] if c else None, rows, *((W_ih.copy(), W_hh.copy()) if keep else (W_ih, W_hh)))


def backward(trace: Trace, d_output: Array | None, d_final: States) -> Grads:
    """Every slope of the loss, from those along the output and the final states."""
    layout, directions, count = trace.layout, trace.directions, len(trace.strands)
    H, N = trace.strands[0].h.shape[1:]
    d_above = np.zeros((layout.steps, directions * H, N), trace.output.dtype)
    if d_output is not None:
        d_above = layout.inward(d_output) if layout.present is None else layout.inward(d_output) * layout.present
    found: list[_Found] = [None] * count  # type: ignore[list-item]
    for layer in reversed(range(count // directions)):
        d_below: Array | float = 0.0
        for way in range(directions):
            k = layer * directions + way
            piece = d_above[:, way * H : (way + 1) * H]
            dh = np.array(layout.turned(piece) if way else piece, order="C")
            found[k] = _unread(trace, trace.strands[k], dh, [s[k].T for s in d_final])
            d_below = d_below + (layout.turned(found[k].x) if way else found[k].x)
        mask = trace.masks[layer]
        d_above = d_below if mask is None else d_below * mask  # type: ignore[assignment]
    return _gather(trace, found, d_above)


class _Found(NamedTuple):
    """What one strand's way back yields; a strand's parameters without their suffix."""

    params: dict[str, Array]
    x: Array
    initial: tuple[Array, ...]
    h: Array
    c: Array | None


def _gather(trace: Trace, found: list[_Found], d_x: Array) -> Grads:
    suffixes = [f"_l{k // trace.directions}" + "_reverse" * (k % trace.directions) for k in range(len(found))]
    params = {name + suffix: value for f, suffix in zip(found, suffixes, strict=True) for name, value in f.params.items()}
    initial = [trace.layout.state(np.stack([f.initial[s].T for f in found])) for s in range(len(trace.states))]
    return Grads(params, trace.layout.outward(d_x), initial[0] if len(initial) == 1 else (initial[0], initial[1]),
                 tuple(f.h for f in found), tuple(f.c for f in found if f.c is not None), trace)


def _unread(trace: Trace, strand: Strand, dh: Array, d_final: list[Array]) -> _Found:
    """One strand, from its last step to its first.  dh (T, H, N): the slope along h from above; filled in place."""
    cell, (T, H, N) = trace.cell, dh.shape
    W_back = np.array(strand.W_hh.T, order="F" if N == 1 else "C")
    dc = np.empty_like(dh) if strand.c is not None else None
    carry = [np.zeros((H, N), dh.dtype) for _ in range(2)]
    blocks = _blocks(T, strand.rows[0].nbytes, trace.layout.lengths)
    scratch = np.empty((max(stop - first for first, stop in blocks), *strand.rows.shape[1:]), dh.dtype)
    weights, d_x = WeightSlopes(cell, strand.W_ih, strand.W_hh), np.empty((T, strand.W_ih.shape[1], N), dh.dtype)
    for first, stop in reversed(blocks):
        for arriving, final in zip(carry, d_final, strict=False):
            arriving += np.where(trace.layout.ends == stop, final, 0)
        part, states = slice(first, stop), slice(first, stop + 1)
        run = strand.rows[part], strand.h[states], None if strand.c is None else strand.c[states]
        da = scratch[: stop - first]
        cell.backward(W_back, cell.slopes(*run), da, dh[part], None if dc is None else dc[part], carry)
        weights.add(da, strand.x[part], cell.memories(run[0], run[1][:-1]))
        d_x[part] = _heard_back(cell, strand.W_ih, da)
    return _Found(weights.params(trace.bias), d_x, tuple(carry[: len(trace.states)]), dh, dc)


def _heard_back(cell: Cell, W_ih: Array, da: Array) -> Array:
    """(T, I, N): the slope along the input, through every gate that heard it."""
    H = len(W_ih) // len(cell.gates)
    first, *others = (product(W_ih[gates.of(H)].T, da[:, rows.of(H)]) for rows, gates in cell.heard)
    for other in others:
        first += other
    return first
