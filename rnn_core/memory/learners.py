"""A recurrent network with a linear readout, trained on a task of tasks.py with Adam and clipping."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from rnn_core.gradients.networks import CELLS, stream
from rnn_core.memory.tasks import Batch, Task
from rnn_core.nn import checks
from rnn_core.nn.initialisation import initialise
from rnn_core.nn.losses import softmax_cross_entropy
from rnn_core.nn.modules import Linear
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import Progress, training

# What is compared: a cell, and the recipe over PyTorch's defaults.
VARIANTS: dict[str, tuple[str, tuple[str, dict[str, Any]] | None]] = {
    "rnn": ("rnn", None),
    "rnn, orthogonal": ("rnn", ("orthogonal", {})),
    "gru": ("gru", None),
    "lstm": ("lstm", None),
    "lstm, forget bias 3": ("lstm", ("forget_bias", {"value": 3.0})),
}
ROWS, LEARNING_RATE, CLIP = 32, 5e-3, 1.0
HELD_OUT = 1000  # sequences
DATA, HELD_OUT_STREAM = 10, 11  # streams of a seed


class Learner:
    def __init__(self, variant: str, task: Task, *, hidden_size: int = 32, seed: int = 0):
        cell, recipe = VARIANTS[checks.choice("variant", variant, tuple(VARIANTS))]
        self.task, self.seed, rng = task, seed, stream(seed, 0)
        self.net = CELLS[cell](task.input_size, hidden_size, rng=rng)
        self.readout = Linear(hidden_size, task.out_features, rng=rng)
        if recipe:
            initialise(self.net, recipe[0], rng=rng, **recipe[1])
        self.params = self.net.params | {f"readout.{name}": value for name, value in self.readout.params.items()}

    def loss_and_grads(self, batch: Batch) -> tuple[float, dict[str, np.ndarray]]:
        x, target, weights = batch
        trace = self.net.trace(x)
        counted = weights > 0
        chosen = trace.output[counted]
        loss, d_y = self._loss(self.readout(chosen), target[counted])
        d_chosen, grads = self.readout.backward(chosen, d_y)
        d_output = np.zeros_like(trace.output)
        d_output[counted] = d_chosen
        return loss, self.net.backward(trace, d_output).params | {f"readout.{name}": slope for name, slope in grads.items()}

    def _loss(self, y: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
        if self.task.classes:
            return softmax_cross_entropy(y, target)
        off = y[:, 0] - target
        return float(np.mean(off * off, dtype=np.float64)), (off * np.float32(2 / off.size))[:, None]

    def batches(self, delay: int) -> Iterator[Batch]:
        rng = np.random.default_rng([self.seed, DATA])
        while True:
            yield self.task.batch(delay, ROWS, rng)

    def training(self, delay: int, steps: int, lr: float = LEARNING_RATE) -> Iterator[Progress]:
        return training(self, self.batches(delay), Adam(self.params, lr=lr), steps=steps, clip=CLIP)

    def score(self, delay: int, rows: int = HELD_OUT, stream: int = HELD_OUT_STREAM) -> float:
        """The loss on sequences that no training has seen; the same for every learner."""
        x, target, weights = self.task.batch(delay, rows, np.random.default_rng(stream))
        counted = weights > 0
        return self._loss(self.readout(self.net(x)[0][counted]), target[counted])[0]
