"""Five trainings that go wrong, each beside the same one mended: what the curves of a network that does not learn look like.

    for run in symptoms.read()["runs"]: print(run["symptom"], run["mended"], run["seed"], run["losses"][-1])

A pair shares task, data, seed and first weights, and differs in one thing.  The task is recall (tasks.py), name the first of `delay` + 1
symbols of eight; for the loss that runs away, adding.  `python -m rnn_core.memory.symptoms` trains all of symptoms.json anew, one core, two minutes.
"""

import itertools
import json
import math
import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from rnn_core.gradients.networks import stream
from rnn_core.memory.learners import Learner
from rnn_core.memory.tasks import TASKS, Batch, Task
from rnn_core.nn.initialisation import initialise
from rnn_core.nn.layers import RNN
from rnn_core.nn.losses import softmax, softmax_cross_entropy
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import training

FILE = Path(__file__).with_name("symptoms.json")
SEEDS, HELD_OUT = (0, 1, 2), 200
FLAT, NAN, OVERFITTED, FORGETS, ONE_FRAMEWORK = "loss flat", "loss NaN", "good in training, bad after", "forgets early words", "works in one framework only"


class SoftmaxTwice(Learner):
    """The readout ends in a softmax, and the loss takes another one."""

    def _loss(self, y: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
        p = softmax(y)
        loss, d_p = softmax_cross_entropy(p, target)
        return loss, p * (d_p - (d_p * p).sum(-1, keepdims=True))


class ReluRNN(Learner):
    """A plain RNN with relu, begun with the identity for W_hh (Le, Jaitly & Hinton 2015), trained by plain gradient descent."""

    def __init__(self, variant: str, task: Task, *, seed: int = 0):
        super().__init__(variant, task, seed=seed)
        self.net = RNN(task.input_size, self.net.hidden_size, nonlinearity="relu", rng=stream(seed, 0))
        initialise(self.net, "identity", rng=stream(seed, 1))
        self.params = self.net.params | {f"readout.{name}": value for name, value in self.readout.params.items()}


class GradientDescent(Adam):
    """θ ← θ - lr · gradient."""

    def step(self, grads: dict[str, np.ndarray], factor: float = 1.0) -> None:
        for name, grad in grads.items():
            self.params[name] -= np.float32(self.lr * factor) * grad


@dataclass(frozen=True)
class Setting:
    """One training; what it leaves out is PyTorch's."""

    delay: int
    task: str = "recall"
    steps: int = 1500
    every: int = 25  # steps that a point of the curve stands for
    optimiser: type[Adam] = Adam
    lr: float = 5e-3
    variant: str = "lstm"
    learner: type[Learner] = Learner
    clip: float = 1.0
    batches: int | None = None  # so many batches, over and over; None: fresh ones at every step
    init: tuple[str, dict[str, Any]] | None = None
    held_out: bool = False  # the curve is that of sequences outside the training
    changes: dict[str, Any] = field(default_factory=dict)  # what mends it


SETTINGS = {
    FLAT: Setting(5, learner=SoftmaxTwice, lr=2e-3, changes={"learner": Learner}),
    NAN: Setting(150, task="adding", steps=60, every=1, variant="rnn", learner=ReluRNN, optimiser=GradientDescent, lr=0.03, clip=math.inf,
                 changes={"clip": 1.0}),
    OVERFITTED: Setting(5, batches=1, held_out=True, changes={"batches": None}),
    FORGETS: Setting(30, changes={"variant": "lstm, forget bias 3"}),
    ONE_FRAMEWORK: Setting(15, steps=1000, changes={"init": ("keras", {})}),
}


def losses(setting: Setting, seed: int) -> Iterator[tuple[int, float, float]]:
    """(step, loss in training, held-out loss) every `every` steps; training losses are means over those, and end where one is not finite."""
    task = TASKS[setting.task]
    learner = setting.learner(setting.variant, task, seed=seed)
    if setting.init:
        initialise(learner.net, setting.init[0], rng=stream(seed, 1), **setting.init[1])
    run = training(learner, _batches(learner, setting), setting.optimiser(learner.params, lr=setting.lr), steps=setting.steps, clip=setting.clip)
    try:
        while chunk := list(itertools.islice(run, setting.every)):
            yield chunk[-1].step, fmean(now.loss for now in chunk), learner.score(setting.delay, rows=HELD_OUT)
    except FloatingPointError:  # it ran away: that is the symptom
        return


def _batches(learner: Learner, setting: Setting) -> Iterator[Batch]:
    fresh = learner.batches(setting.delay)
    return fresh if setting.batches is None else itertools.cycle(list(itertools.islice(fresh, setting.batches)))


def train(symptom: str, mended: bool, seed: int) -> dict[str, Any]:
    """One curve: the held-out loss where that is the symptom, the loss in training elsewhere."""
    setting = SETTINGS[symptom]
    curve = list(losses(replace(setting, **setting.changes) if mended else setting, seed))
    return {"symptom": symptom, "mended": mended, "seed": seed, "steps": [point[0] for point in curve],
            "losses": [_rounded(point[2 if setting.held_out else 1]) for point in curve], "training": _rounded(curve[-1][1]), "held_out": _rounded(curve[-1][2])}


def _rounded(loss: float) -> float | None:
    """Four digits; None for what is no number."""
    return float(f"{loss:.4g}") if math.isfinite(loss) else None


def baseline(symptom: str) -> float:
    """The loss of the best guess without memory, in nats or as squared error."""
    return TASKS[SETTINGS[symptom].task].baseline(SETTINGS[symptom].delay)


def read() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def main() -> None:
    runs, start = [], time.process_time()
    for symptom, mended, seed in itertools.product(SETTINGS, (False, True), SEEDS):
        runs.append(train(symptom, mended, seed))
        print(symptom, "mended" if mended else "as it is", seed, runs[-1]["training"], runs[-1]["held_out"], file=sys.stderr, flush=True)
    header = {"command": "python -m rnn_core.memory.symptoms", "cpu_seconds": round(time.process_time() - start),
              "versions": {"python": platform.python_version(), "numpy": np.__version__}}
    lines = ",\n  ".join(json.dumps(run) for run in runs)
    FILE.write_text(json.dumps(header)[:-1] + f',\n "runs": [\n  {lines}\n ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
