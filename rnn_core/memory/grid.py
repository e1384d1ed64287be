"""The grid: every task, network and delay, for several seeds, with the learning rate chosen alike for all."""

import json
import platform
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.memory.learners import CLIP, HELD_OUT, ROWS, VARIANTS, Learner
from rnn_core.memory.tasks import TASKS

FILE = Path(__file__).with_name("grid.json")
DELAYS, SEEDS, RATES, STEPS, HIDDEN = (5, 10, 20, 40, 80), (0, 1, 2), (2e-3, 5e-3), 3000, 32
VALIDATION, HELD_OUT_STREAM = 12, 11  # streams: the rate is chosen on other sequences than those of the figures
DIVERGED = 1e9
Report = Callable[[str], None]


def train(task: str, variant: str, delay: int, seed: int, lr: float, steps: int) -> dict[str, Any]:
    learner, curve = Learner(variant, TASKS[task], hidden_size=HIDDEN, seed=seed), []
    try:
        for now in learner.training(delay, steps, lr):
            if now.step % max(1, steps // 10) == 0:
                curve.append(round(now.loss, 5))
        scores = {"validation": learner.score(delay, stream=VALIDATION), "held_out": learner.score(delay, stream=HELD_OUT_STREAM)}
    except FloatingPointError:  # this rate is too high
        scores = {"validation": DIVERGED, "held_out": DIVERGED}
    return {"task": task, "variant": variant, "delay": delay, "seed": seed, "lr": lr, "curve": curve} | scores


def grid(report: Report, steps: int = STEPS, delays: tuple[int, ...] = DELAYS) -> Iterator[dict[str, Any]]:
    """For the first seed every rate is tried; the better one serves the others."""
    for task in TASKS:
        for delay in delays:
            for variant in VARIANTS:
                tried = [train(task, variant, delay, SEEDS[0], lr, steps) for lr in RATES]
                best = min(tried, key=lambda run: run["validation"])
                runs = [best, *(train(task, variant, delay, seed, best["lr"], steps) for seed in SEEDS[1:])]
                report(f"{task} {delay} {variant}: " + ", ".join(f"{run['held_out']:.4f}" for run in runs))
                yield from runs


def write(report: Report, seconds: Callable[[], float], steps: int = STEPS, file: Path = FILE) -> None:
    start, runs = seconds(), list(grid(report, steps))
    header = {"command": "python -m rnn_core.memory", "versions": {"python": platform.python_version(), "numpy": np.__version__},
            "cpu_seconds": round(seconds() - start), "steps": steps, "hidden_size": HIDDEN, "batch": ROWS, "clip": CLIP,
            "optimiser": "Adam", "rates": RATES, "seeds": SEEDS, "held_out_sequences": HELD_OUT, "delays": DELAYS}
    rounded = [{key: round(value, 6) if isinstance(value, float) else value for key, value in run.items()} for run in runs]
    lines = ",\n  ".join(json.dumps(run) for run in rounded)
    file.write_text(json.dumps(header, indent=1)[:-2] + f',\n "runs": [\n  {lines}\n ]\n}}\n')


def read(file: Path = FILE) -> dict[str, Any]:
    return json.loads(file.read_text())
