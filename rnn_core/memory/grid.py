"""The grid: every task, network and delay, for several seeds, with the learning rate chosen alike for all."""

import json
import platform
from collections.abc import Callable, Iterator, Sequence
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


def grid(report: Report, steps: int = STEPS, delays: tuple[int, ...] = DELAYS,
         variants: Sequence[str] = tuple(VARIANTS)) -> Iterator[dict[str, Any]]:
    """For the first seed every rate is tried; the better one serves the others."""
    for task in TASKS:
        for delay in delays:
            for variant in variants:
                tried = [train(task, variant, delay, SEEDS[0], lr, steps) for lr in RATES]
                best = min(tried, key=lambda run: run["validation"])
                runs = [best, *(train(task, variant, delay, seed, best["lr"], steps) for seed in SEEDS[1:])]
                report(f"{task} {delay} {variant}: " + ", ".join(f"{run['held_out']:.4f}" for run in runs))
                yield from runs


def write(report: Report, seconds: Callable[[], float], steps: int = STEPS, file: Path = FILE, only: Sequence[str] = (),
          delays: tuple[int, ...] = DELAYS) -> None:
    """All networks; or `only` these, the runs of the others kept as they stand in the file: no training knows of another."""
    start, before = seconds(), 0
    runs = list(grid(report, steps, delays, only or tuple(VARIANTS)))
    if only:
        kept = read(file)
        before, runs = kept["cpu_seconds"], in_order([run for run in kept["runs"] if run["variant"] not in only] + runs)
    header = {"command": "python -m rnn_core.memory", "versions": {"python": platform.python_version(), "numpy": np.__version__},
            "cpu_seconds": before + round(seconds() - start), "steps": steps, "hidden_size": HIDDEN, "batch": ROWS, "clip": CLIP,
            "optimiser": "Adam", "rates": RATES, "seeds": SEEDS, "held_out_sequences": HELD_OUT, "delays": delays}
    rounded = [{key: round(value, 6) if isinstance(value, float) else value for key, value in run.items()} for run in runs]
    lines = ",\n  ".join(json.dumps(run) for run in rounded)
    file.write_text(json.dumps(header, indent=1)[:-2] + f',\n "runs": [\n  {lines}\n ]\n}}\n')


def in_order(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By task, delay and network, as `grid` has them; the seeds of each stay as they are."""
    tasks, variants = list(TASKS), list(VARIANTS)
    return sorted(runs, key=lambda run: (tasks.index(run["task"]), run["delay"], variants.index(run["variant"])))


def read(file: Path = FILE) -> dict[str, Any]:
    return json.loads(file.read_text())
