"""The training loop, as a generator: whoever iterates sees the progress and stops by no longer iterating.

    for now in training(model, batches, Adam(model.params, lr=3e-3), steps=1000):
        print(now.step, now.loss)               # break at any time: what was learnt stays in model.params

A model has `params`, a dict of arrays, and `loss_and_grads(batch) -> (loss, slopes)`.  NumPy's networks and
torch's (torch_models.Trainable) train alike.  Nothing here is drawn at random: with the same model, batches and
optimiser the result is the same to the last bit.
"""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from rnn_core.nn.optimisers import Adam, clip_by_global_norm


class Model(Protocol):
    params: dict[str, np.ndarray]

    def loss_and_grads(self, batch: Any) -> tuple[float, dict[str, np.ndarray]]: ...


@dataclass(frozen=True)
class Progress:
    step: int  # from 1
    steps: int
    loss: float  # of this step's batch, before the step
    grad_norm: float  # before clipping
    seconds: float  # since the start

    @property
    def seconds_left(self) -> float:
        return self.seconds / self.step * (self.steps - self.step)


def training(model: Model, batches: Iterable[Any], optimiser: Adam, *, steps: int, clip: float = 1.0,
             schedule: Callable[[float], float] = lambda done: 1.0) -> Iterator[Progress]:
    """One Progress a step.  `schedule` maps the share done, 0 to 1, to a factor on the learning rate."""
    start = time.perf_counter()
    for step, batch in zip(range(1, steps + 1), batches, strict=False):
        loss, grads = model.loss_and_grads(batch)
        if not math.isfinite(loss):
            raise FloatingPointError(f"the loss is {loss} at step {step}: lower the learning rate, or look at the data")
        norm = clip_by_global_norm(grads, clip)
        optimiser.step(grads, schedule((step - 1) / steps))
        yield Progress(step, steps, loss, norm, time.perf_counter() - start)


def averaged(model: Model, run: Iterable[Progress], share: float) -> Iterator[Progress]:
    """The same run; after its last step the model has the mean of its weights over the last `share` of the steps (Polyak &
    Juditsky 1992)."""
    mean, count = {name: np.zeros_like(value) for name, value in model.params.items()}, 0
    for now in run:
        if now.step > (1 - share) * now.steps:
            count += 1
            for name, value in model.params.items():
                mean[name] += (value - mean[name]) / count
        if now.step == now.steps and count:
            for name, value in model.params.items():
                value[...] = mean[name]
        yield now


def warmup_cosine(warmup: float = 0.05, end: float = 0.05) -> Callable[[float], float]:
    """Up in a straight line over the first share, then down half a cosine to `end` (Loshchilov & Hutter 2017)."""

    def factor(done: float) -> float:
        if done < warmup:
            return max(done / warmup, 0.01)
        return end + (1 - end) * 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))

    return factor
