"""What a layer must know of a cell, and one layer's weights."""

from typing import ClassVar, NamedTuple

from rnn_core.nn.time_blocks import Array, flat, side_by_side, stacked


class Weights(NamedTuple):
    """One layer's parameters in one direction, or the slopes along them: (gates * H, I), (gates * H, H), (gates * H,) twice."""

    ih: Array
    hh: Array
    b_ih: Array
    b_hh: Array

    def gate(self, k: int) -> "Weights":
        H = self.hh.shape[1]
        return Weights(*(part[k * H : (k + 1) * H] for part in self))


class Cell:
    """What a layer must know of a cell.  T, N, H, I: steps, batch, hidden_size, input_size.

    `gates` are the blocks of weight_ih and weight_hh as torch.nn orders them; `rows` are those of a step's one product
    as a trace keeps them: exp(-a) for a sigmoid, the sum a for a tanh, and under them `beside` more blocks.
    s (T + 1, H + I + 1, N) holds h, x and a one; `side` is a further state or gate: c for the LSTM, (T + 1, H, N), n for
    the GRU, (T, H, N).
    """

    name: ClassVar[str]
    gates: ClassVar[tuple[str, ...]]
    rows: tuple[str, ...]
    states: ClassVar[tuple[str, ...]] = ("h",)
    beside: ClassVar[int] = 0
    keeps_rows: bool = True  # False: a trace need not keep them
    carried: int = 0  # blocks beside the rows' slopes for what passes a step by without a product
    side_rows: ClassVar[int | None] = None  # how many more rows than steps the side has; None: no side

    def joint(self, w: Weights) -> Array:
        """(rows * H, H + I + 1): [W_hh  W_ih  b], gate by gate as a trace keeps them."""
        joint = side_by_side(w.hh, w.ih, w.b_ih + w.b_hh)
        order = [self.gates.index(row) for row in self.rows]
        return joint if self.rows == self.gates else stacked(joint, len(w.hh) // len(order))[order].reshape(joint.shape)

    def matrices(self, w: Weights) -> tuple[Array, ...]:
        """Every matrix of a step, as fresh arrays: a run keeps them, whatever becomes of the weights."""
        return (self.joint(w),)

    def forward(self, matrices: tuple[Array, ...], s: Array, rows: Array, side: Array) -> None:
        """Run T steps: s[0], side[0] and every x are given, all the rest is filled in."""
        raise NotImplementedError

    def gates_of(self, rows: Array, side: Array) -> dict[str, Array]:
        """Every gate of a run by its letter, each (T, H, N)."""
        return {}

    def slopes(self, s: Array, rows: Array, side: Array) -> tuple[Array, ...]:
        """Every factor of the way back that the run decides."""
        raise NotImplementedError

    def backward(self, back: tuple[Array, ...], slopes: tuple[Array, ...], da: Array, ds: Array,
                 dh: Array, dside: Array, arriving: list[Array]) -> None:
        """Run T steps back.

        dh (T, H, N) holds what reaches each h_t from above and, on exit, all that reaches it.  da (T, rows * H, N)
        receives the slopes along the rows' sums, ds (T, H + I, N) those that each step sends to the h before it and
        to its x, dside those along the side.  arriving: the slopes of h (and c) that come from later steps.
        """
        raise NotImplementedError

    def back(self, matrices: tuple[Array, ...]) -> tuple[Array, ...]:
        """The matrices of the way back: transposed, the joint one without its column of biases."""
        return (matrices[0][:, :-1].T,)

    def products(self, da: Array, dside: Array, s: Array, rows: Array) -> list[Array]:
        """The slopes along every matrix, summed over time and batch; of da (T, rows * H, N) the rows' alone."""
        return [flat(da) @ flat(s).T]

    def weights(self, found: list[Array], H: int) -> Weights:
        """What `products` found, put back in torch.nn's order."""
        joint = found[0]
        if self.rows != self.gates:
            joint = stacked(joint, H)[[self.rows.index(gate) for gate in self.gates]].reshape(joint.shape)
        return Weights(joint[:, H:-1], joint[:, :H], joint[:, -1], joint[:, -1])
