"""Networks that say which digit a picture shows: all pixels at once, or row by row with a memory.

    model = Rows("gru", hidden_size=96, rng=0)
    probabilities = model.read(images)[-1]          # (N, 8, 8) pictures -> (N, 10); [t] is after row t
    Whole(hidden_size=96).read(images)[-1]          # the same question to a network without recurrence

Both have `loss_and_grads(Pictures(images, labels))` and the parameter names of a torch.nn.Module: `rnn` and `head`, or
`hidden` and `head`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_core.gallery.images import SIDE
from rnn_core.gallery.runs import Run, ranked
from rnn_core.gallery.topologies import MANY_TO_ONE, ONE_TO_ONE
from rnn_core.nn import checks
from rnn_core.nn.layers import CELLS
from rnn_core.nn.losses import softmax, softmax_cross_entropy
from rnn_core.nn.modules import Assembled, Linear, gathered, named

CLASSES = 10
NAMES = tuple("0123456789")
LEAD = 0.5  # an answer whose probability leads the next by less is called unsure
EARLY = 0.1  # what the answers after rows 1 to 7 weigh in training; the one after row 8 weighs 1


@dataclass(frozen=True)
class Pictures:
    """images (N, 8, 8) from 0 to 1, and the digits (N,) they show."""

    images: np.ndarray
    labels: np.ndarray


class _Reader(Assembled):
    """What both kinds share."""

    cell: str
    head: Linear

    @property
    def metadata(self) -> dict[str, str]:
        return {"cell": self.cell}


class Rows(_Reader):
    """Eight steps, each reads one row of eight pixels; the answer is taken from the last state."""

    def __init__(self, cell: str, *, hidden_size: int = 96, dtype: Any = "float32", rng: int | np.random.Generator = 0):
        self.cell, self.dtype = checks.choice("cell", cell, tuple(CELLS)), checks.float_dtype(dtype)
        self.hidden_size, rng = hidden_size, np.random.default_rng(rng)
        self.rnn = CELLS[cell](SIDE, hidden_size, dtype=dtype, rng=rng)
        self.head = Linear(hidden_size, CLASSES, dtype=dtype, rng=rng)
        self.params = gathered(rnn=self.rnn, head=self.head)

    def loss_and_grads(self, batch: Pictures) -> tuple[float, dict[str, np.ndarray]]:
        """The mean cross-entropy, those after the earlier rows weighed EARLY, and every parameter's slope."""
        trace = self.rnn.trace(_rows(batch.images, self.dtype))
        weights = np.full(trace.output.shape[:2], EARLY)
        weights[-1] = 1
        loss, d_logits = softmax_cross_entropy(self.head(trace.output), np.tile(batch.labels, (SIDE, 1)), weights)
        d_h, of_head = self.head.backward(trace.output, d_logits)
        return loss, named({"rnn": self.rnn.backward(trace, d_h).params, "head": of_head})

    def read(self, images: np.ndarray) -> np.ndarray:
        """(8, N, 10): the probabilities of the ten digits after every row."""
        return softmax(self.head(self.rnn(_rows(images, self.dtype))[0]).astype(np.float64))

    def run(self, image: np.ndarray) -> Run:
        """One picture (8, 8), a row a step; after the earlier rows, what it would say if the picture ended there."""
        states = self.rnn(_rows(image[None], self.dtype))[0][:, 0]
        shares = softmax(self.head(states).astype(np.float64))
        return Run(MANY_TO_ONE.unrolled(SIDE), tuple(f"row {t + 1}" for t in range(SIDE)),
                   tuple(ranked(NAMES, p) for p in shares), states, pictures=np.asarray(image))


class Whole(_Reader):
    """All 64 pixels at once through one layer of relu units: no recurrence, no order."""

    cell = "feedforward"

    def __init__(self, *, hidden_size: int = 96, dtype: Any = "float32", rng: int | np.random.Generator = 0):
        self.hidden_size, self.dtype, rng = hidden_size, checks.float_dtype(dtype), np.random.default_rng(rng)
        self.hidden = Linear(SIDE * SIDE, hidden_size, dtype=dtype, rng=rng)
        self.head = Linear(hidden_size, CLASSES, dtype=dtype, rng=rng)
        self.params = gathered(hidden=self.hidden, head=self.head)

    def states(self, images: np.ndarray) -> np.ndarray:
        """(N, H): what the hidden units say, max(0, W x + b)."""
        return np.maximum(self.hidden(np.asarray(images, self.dtype).reshape(len(images), -1)), 0)

    def loss_and_grads(self, batch: Pictures) -> tuple[float, dict[str, np.ndarray]]:
        x, h = np.asarray(batch.images, self.dtype).reshape(len(batch.images), -1), self.states(batch.images)
        loss, d_logits = softmax_cross_entropy(self.head(h), batch.labels)
        d_h, of_head = self.head.backward(h, d_logits)
        return loss, named({"hidden": self.hidden.backward(x, d_h * (h > 0))[1], "head": of_head})

    def read(self, images: np.ndarray) -> np.ndarray:
        """(1, N, 10): the probabilities of the ten digits, after the one step there is."""
        return softmax(self.head(self.states(images)).astype(np.float64))[None]

    def run(self, image: np.ndarray) -> Run:
        """One picture (8, 8), read at once."""
        shares = self.read(image[None])[0]
        return Run(ONE_TO_ONE, ("64 pixels",), (ranked(NAMES, shares[0]),), self.states(image[None]), pictures=np.asarray(image)[None])


def _rows(images: np.ndarray, dtype: Any) -> np.ndarray:
    """(N, 8, 8) pictures as 8 steps (8, N, 8)."""
    return np.ascontiguousarray(np.swapaxes(np.asarray(images, dtype), 0, 1))


def lead(probabilities: np.ndarray) -> np.ndarray:
    """(..., 10) -> (...): by how much the first answer's probability leads the second's."""
    second, first = np.moveaxis(np.sort(probabilities)[..., -2:], -1, 0)
    return first - second


def restored(weights: dict[str, np.ndarray], metadata: dict[str, str]) -> Rows | Whole:
    """The reader whose weights these are; KeyError, TypeError or ValueError when they are no reader's."""
    hidden_size, cell = weights["head.weight"].shape[1], metadata["cell"]
    model = Whole(hidden_size=hidden_size) if cell == Whole.cell else Rows(cell, hidden_size=hidden_size)
    model.load_state_dict(weights)
    return model
