"""RNN, LSTM and GRU over whole sequences, with torch.nn's names, shapes, defaults and parameter order.

    lstm = LSTM(input_size=8, hidden_size=16, num_layers=2, bidirectional=True, rng=0)
    output, (h_n, c_n) = lstm(x, (h_0, c_0), lengths=lengths)   # what torch.nn.LSTM returns
    trace = lstm.trace(x)                                       # the same run with every gate and state kept
    grads = lstm.backward(trace, d_output, (d_h_n, d_c_n))      # backpropagation through time

With T steps, a batch of N, I inputs, H hidden units, L layers, D directions:

    x        (T, N, I), or (N, T, I) with batch_first=True, or (T, I) without a batch
    output   as x, with D * H in the last place
    h, c     (L * D, N, H), or (L * D, H) without a batch
    lengths  (N,) steps that are really there; past its end a row's output is 0, its final states are those of
             its last step, and the backward direction starts at its own end (torch's packed sequences)

Nothing is remembered between calls: a run lives in its Trace, and backward reads only that.
"""

import warnings
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from rnn_core.nn import bptt, checks
from rnn_core.nn.cells import (
    Cell,
    GeneralGRUCell,
    GeneralLSTMCell,
    GeneralOriginalGRUCell,
    GRUCell,
    LSTMCell,
    OriginalGRUCell,
    RNNCell,
    Weights,
)
from rnn_core.nn.modules import Assembled
from rnn_core.nn.time_blocks import Array
from rnn_core.nn.traces import Grads, Layout, States, Trace


class Recurrent(Assembled):
    """Stacked, optionally bidirectional layers of one kind of cell; RNN, LSTM and GRU below."""

    cell: Cell

    def __init__(self, input_size: int, hidden_size: int, num_layers: int = 1, *, bias: bool = True,
                 batch_first: bool = False, dropout: float = 0.0, bidirectional: bool = False,
                 dtype: Any = "float32", rng: int | np.random.Generator = 0):
        self.input_size = checks.size("input_size", input_size)
        self.hidden_size = checks.size("hidden_size", hidden_size)
        self.num_layers = checks.size("num_layers", num_layers)
        self.bias = checks.flag("bias", bias)
        self.batch_first = checks.flag("batch_first", batch_first)
        self.dropout = checks.fraction("dropout", dropout)
        self.bidirectional = checks.flag("bidirectional", bidirectional)
        self.dtype = checks.float_dtype(dtype)
        if self.dropout and self.num_layers == 1:
            warnings.warn(f"dropout={dropout} acts between layers, and there is only one", stacklevel=2)
        bound, rng = self.hidden_size**-0.5, np.random.default_rng(rng)
        self.params = {name: rng.uniform(-bound, bound, shape).astype(self.dtype) for name, shape in self._shapes()}

    @property
    def gates(self) -> tuple[str, ...]:
        """The blocks of weight_ih and weight_hh, top to bottom."""
        return self.cell.gates

    @property
    def directions(self) -> int:
        return 2 if self.bidirectional else 1

    @cached_property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of the parameters' names, one a layer and direction: _l0, _l0_reverse, _l1, …"""
        ways = ("", "_reverse")[: self.directions]
        return tuple(f"_l{layer}{way}" for layer in range(self.num_layers) for way in ways)

    def _shapes(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        rows = len(self.gates) * self.hidden_size
        for k, suffix in enumerate(self.suffixes):
            width = self.input_size if k < self.directions else self.directions * self.hidden_size
            yield f"weight_ih{suffix}", (rows, width)
            yield f"weight_hh{suffix}", (rows, self.hidden_size)
            if self.bias:
                yield f"bias_ih{suffix}", (rows,)
                yield f"bias_hh{suffix}", (rows,)

    def layer_weights(self, k: int) -> Weights:
        """The parameters of layer k // directions in direction k % directions; zeros for the biases of a network without."""
        p, suffix = self.params, self.suffixes[k]
        W_ih, W_hh = p[f"weight_ih{suffix}"], p[f"weight_hh{suffix}"]
        if not self.bias:
            return Weights(W_ih, W_hh, np.zeros(len(W_ih), self.dtype), np.zeros(len(W_ih), self.dtype))
        return Weights(W_ih, W_hh, p[f"bias_ih{suffix}"], p[f"bias_hh{suffix}"])

    def state_dict(self) -> dict[str, Array]:
        """A copy of every parameter, under torch.nn's names and in its order."""
        return {name: value.copy() for name, value in self.params.items()}

    def __call__(self, x: Array, initial: Any = None, *, lengths: Any = None,
                 training: bool = False, rng: int | np.random.Generator | None = None) -> tuple[Array, Any]:
        """output, h_n (RNN, GRU) or output, (h_n, c_n) (LSTM), as torch.nn returns them."""
        trace = self._run(x, initial, lengths, training, rng, keep=False)
        return trace.output, trace.final

    def trace(self, x: Array, initial: Any = None, *, lengths: Any = None,
              training: bool = False, rng: int | np.random.Generator | None = None) -> Trace:
        """The same run with every gate and state kept.  `training=True` turns dropout on, drawn from `rng`."""
        return self._run(x, initial, lengths, training, rng, keep=True)

    def backward(self, trace: Trace, d_output: Array | None = None, d_final: Any = None) -> Grads:
        """Backpropagation through time (Werbos 1990), exact and over every step.

        d_output is the loss's slope along trace.output; d_final along trace.final, in the same form (d_h_n, or
        the pair d_h_n, d_c_n).  Either may be left out: nothing arrives there.
        """
        if d_output is None and d_final is None:
            raise ValueError("backward needs the slope along the output, along the final states, or both")
        if d_output is not None:
            checks.array("d_output", d_output, self.dtype, dict(zip("TNK", trace.output.shape, strict=False)))
        return bptt.backward(trace, d_output, self._states("d_final", d_final, trace.layout))

    def _run(self, x: Array, initial: Any, lengths: Any, training: bool,
             rng: int | np.random.Generator | None, keep: bool) -> Trace:
        layout = self._layout(x, lengths)
        drop = None
        if training and self.dropout and self.num_layers > 1:
            if rng is None:
                raise ValueError(f"dropout={self.dropout} in training needs rng=, a seed or a Generator, to draw from")
            drop = (self.dropout, np.random.default_rng(rng))
        return bptt.forward(self, layout, x, self._states("initial", initial, layout), drop, keep)

    def _layout(self, x: Array, lengths: Any) -> Layout:
        width: dict[str, int | None] = {"input_size": self.input_size}
        axes = dict.fromkeys("NT" if self.batch_first else "TN") | width
        checks.array("x", x, self.dtype, axes, {"T": None, **width})
        steps, batch = (x.shape[0], 1) if x.ndim == 2 else (x.shape[self.batch_first], x.shape[not self.batch_first])
        if lengths is not None:
            if x.ndim == 2:
                raise ValueError(f"lengths belong to a batch; x has shape {x.shape}: cut it to its length instead")
            lengths = checks.lengths(lengths, steps, batch)
        return Layout(steps, batch, x.ndim == 3, self.batch_first, lengths)

    def _states(self, name: str, given: Any, layout: Layout) -> States:
        """The states as a tuple, h first, each (L * D, N, H); zeros, as in torch.nn, when left out."""
        count = len(self.suffixes)
        shape = (count, layout.batch, self.hidden_size)
        if given is None:
            return tuple(np.zeros(shape, self.dtype) for _ in self.cell.states)
        states = self._state_tuple(name, given)
        axes = {"layers*directions": count, "N": layout.batch, "hidden_size": self.hidden_size}
        if not layout.batched:
            del axes["N"]
        return tuple(checks.array(f"{name} {s}", value, self.dtype, axes).reshape(shape)
                     for s, value in zip(self.cell.states, states, strict=True))

    def _state_tuple(self, name: str, given: Any) -> tuple[Array, ...]:
        if len(self.cell.states) == 1:
            return (given,)
        if not isinstance(given, (tuple, list)) or len(given) != 2:
            raise TypeError(f"{name} of an LSTM is a pair (h, c); got {type(given).__name__}")
        return tuple(given)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.input_size}, {self.hidden_size}, num_layers={self.num_layers})"


class RNN(Recurrent):
    """h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh), or relu (Elman 1990), or another curve of rnn_core.nn.activations."""

    def __init__(self, input_size: int, hidden_size: int, num_layers: int = 1, *, nonlinearity: str = "tanh",
                 **options: Any):
        self.nonlinearity = nonlinearity
        self.cell = RNNCell(nonlinearity)
        super().__init__(input_size, hidden_size, num_layers, **options)

    @property
    def activation(self) -> str:
        return self.nonlinearity


class LSTM(Recurrent):
    """i, f, g, o gates around a cell state c (Hochreiter & Schmidhuber 1997; Gers et al. 2000).

    torch.nn has tanh and sigmoid only.  Keras and ONNX have other curves too: activation, of g and of what is shown of c (of the latter
    output_activation, where it differs); recurrent_activation, of i, f and o.
    """

    cell = LSTMCell()

    def __init__(self, input_size: int, hidden_size: int, num_layers: int = 1, *, activation: str = "tanh",
                 recurrent_activation: str = "sigmoid", output_activation: str | None = None, **options: Any):
        self.activation, self.recurrent_activation = activation, recurrent_activation
        self.output_activation = output_activation or activation
        curves = self.output_activation, activation, recurrent_activation
        if curves != ("tanh", "tanh", "sigmoid"):
            self.cell = GeneralLSTMCell(*curves)
        super().__init__(input_size, hidden_size, num_layers, **options)


class GRU(Recurrent):
    """r, z, n gates (Cho et al. 2014).

    reset_after=True is torch.nn's and cuDNN's form, n = tanh(W_in x + b_in + r (W_hn h + b_hn)); False is the
    paper's, n = tanh(W_in x + b_in + W_hn (r h) + b_hn).  The same weights compute two different functions.
    activation, of n, and recurrent_activation, of r and z, may be other curves, which torch.nn has not.
    """

    def __init__(self, input_size: int, hidden_size: int, num_layers: int = 1, *, reset_after: bool = True, activation: str = "tanh",
                 recurrent_activation: str = "sigmoid", **options: Any):
        self.reset_after = checks.flag("reset_after", reset_after)
        self.activation, self.recurrent_activation = curves = activation, recurrent_activation
        if curves == ("tanh", "sigmoid"):
            self.cell = GRUCell() if reset_after else OriginalGRUCell()
        else:
            self.cell = GeneralGRUCell(*curves) if reset_after else GeneralOriginalGRUCell(*curves)
        super().__init__(input_size, hidden_size, num_layers, **options)


CELLS: dict[str, type[Recurrent]] = {"rnn": RNN, "gru": GRU, "lstm": LSTM}
