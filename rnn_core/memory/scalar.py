"""A cell of one unit and nothing else, its hidden state the answer: small enough to see all of it learn.

    study = train("lstm", first_number(6), steps=600, seed=0)
    study.losses[-1], study.baseline           # of unseen sequences, and of the best guess that is always the same
    study.weights[-1]                               # the 16 numbers of torch.nn.LSTM(1, 1)

Trained with Adam on the squared error, by backpropagation through time; in float64, and the same for the same seed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from rnn_core.nn import checks
from rnn_core.nn.initialisation import initialise
from rnn_core.nn.layers import CELLS
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import training

Batch = tuple[np.ndarray, np.ndarray, np.ndarray]  # x (T, N, 1), the answers (T, N), and which of them count (T, N)
LARGEST, ROWS, RATE = 0.8, 16, 0.03
KEEPS = {"lstm": "forget_bias", "gru": "update_bias"}  # the recipe for the bias of the gate that keeps


@dataclass(frozen=True)
class Task:
    name: str
    batches: Callable[[np.random.Generator], Iterator[Batch]]
    held_out: Batch  # judged on; a sequence learnt by heart has no other than itself
    baseline: float


@dataclass(frozen=True)
class Study:
    """What was measured at `steps` of the training: the loss, and every weight by torch.nn's name."""

    baseline: float
    steps: tuple[int, ...]
    losses: tuple[float, ...]
    weights: tuple[dict[str, np.ndarray], ...]


def first_number(delay: int) -> Task:
    """A number from U(-0.8, 0.8), then `delay` zeros; after the last of them the number is asked for."""
    checks.size("delay", delay)

    def batch(rows: np.ndarray) -> Batch:
        x, counted = np.zeros((delay + 1, len(rows), 1)), np.zeros((delay + 1, len(rows)), bool)
        x[0, :, 0], counted[-1] = rows, True
        return x, np.broadcast_to(rows, counted.shape), counted

    def batches(rng: np.random.Generator) -> Iterator[Batch]:
        while True:
            yield batch(rng.uniform(-LARGEST, LARGEST, ROWS))

    return Task("first number", batches, batch(np.linspace(-LARGEST, LARGEST, 41)), LARGEST**2 * 42 / (3 * 40))


def by_heart(sequence: np.ndarray) -> Task:
    """One sequence, over and over: after each number the next one is asked for."""
    values = np.asarray(sequence, float)
    if values.size < 3:
        raise ValueError(f"a sequence needs at least 3 numbers; got {values.size}")
    batch = values[:-1, None, None], values[1:, None], np.ones((values.size - 1, 1), bool)

    def batches(rng: np.random.Generator) -> Iterator[Batch]:
        while True:
            yield batch

    return Task("by heart", batches, batch, float(values[1:].var()))


class Scalar:
    """One unit that reads one number at a time."""

    def __init__(self, cell: str, *, seed: int = 0, bias: float = 1.0):
        self.net = CELLS[checks.choice("cell", cell, tuple(CELLS))](1, 1, dtype="float64", rng=seed)
        if cell in KEEPS:
            initialise(self.net, KEEPS[cell], value=bias)
        self.params = self.net.params

    def loss(self, batch: Batch) -> float:
        x, wanted, counted = batch
        return float(np.mean((self.net(x)[0][..., 0] - wanted)[counted] ** 2))

    def loss_and_grads(self, batch: Batch) -> tuple[float, dict[str, np.ndarray]]:
        x, wanted, counted = batch
        trace = self.net.trace(x)
        off = np.where(counted, trace.output[..., 0] - wanted, 0)
        return float((off * off).sum() / counted.sum()), self.net.backward(trace, (2 / counted.sum() * off)[..., None]).params


def train(cell: str, task: Task, *, steps: int = 600, seed: int = 0, bias: float = 1.0, looks: int = 60) -> Study:
    """Trained, and looked at some `looks` times on the way: at the start, at equal distances, at the end."""
    model = Scalar(cell, seed=seed, bias=bias)
    seen = [(0, model.loss(task.held_out), model.net.state_dict())]
    apart = max(1, steps // looks)
    for now in training(model, task.batches(np.random.default_rng([seed, 1])), Adam(model.params, lr=RATE), steps=steps):
        if now.step % apart == 0 or now.step == steps:
            seen.append((now.step, model.loss(task.held_out), model.net.state_dict()))
    return Study(task.baseline, *(tuple(column) for column in zip(*seen, strict=True)))
