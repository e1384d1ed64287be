"""Who learns a task with a delay, in words and as tables.  No Streamlit here."""

from typing import Any

import numpy as np

from pages.views.gradient_flow.learning.figures import VARIANTS
from rnn_core.memory import Task

TELLING = "recall"  # the task on which the networks part, with which the panel opens
TASKS = {
    "recall": "The first of many random symbols of eight is to be named at the end. Without memory: ln 8 = 2.079 nats.",
    "adding": "Two of many numbers from U(0, 1) are marked, one in either half; at the end their sum is asked for (Hochreiter & "
              "Schmidhuber 1997, in the form of Le et al. 2015). The delay counts all numbers: the first mark lies half of them "
              "or more back. Without memory a network still sees the last number. In m steps of the second half, it is marked "
              "once in m; then only the other number is guessed, as 1/2. Otherwise the whole sum is guessed, as 1. Squared "
              "error: 1/6 − 1/(12 m).",
    "copy": "Ten symbols of eight are to be repeated after the delay (Hochreiter & Schmidhuber 1997; Arjovsky, Shah & Bengio 2016). "
            "“Without memory” knows when to answer, and nothing of the symbols: 10 ln 8 / (delay + 20) nats a step.",
}


def summaries(grid: dict[str, Any], task: str) -> dict[str, list[dict[str, float]]]:
    """Network by network, delay by delay: median, best and worst of the seeds."""
    found: dict[str, list[dict[str, float]]] = {}
    for variant in dict.fromkeys(run["variant"] for run in grid["runs"]):
        for delay in grid["delays"]:
            losses = sorted(run["held_out"] for run in grid["runs"] if (run["task"], run["variant"], run["delay"]) == (task, variant, delay))
            found.setdefault(variant, []).append({"delay": delay, "median": float(np.median(losses)), "low": losses[0], "high": losses[-1]})
    return found


def reach(points: list[dict[str, float]], baseline: dict[int, float]) -> int:
    """The longest delay at which the median seed has at most half of the loss of what needs no memory; 0 where there is none."""
    return max((int(p["delay"]) for p in points if p["median"] < 0.5 * baseline[int(p["delay"])]), default=0)


def full_name(variant: str) -> str:
    return VARIANTS[variant][0].replace(", forget", " with forget").replace(", orthogonal", " with orthogonal W_hh")


def who_learns(rows: dict[str, list[dict[str, float]]], baseline: dict[int, float]) -> str:
    """How far each network gets; where none gets anywhere, that, and where to look instead."""
    reaches = {variant: reach(points, baseline) for variant, points in rows.items()}
    if not any(reaches.values()):
        share, delay, nearest = min((p["median"] / baseline[int(p["delay"])], int(p["delay"]), variant)
                                    for variant, points in rows.items() for p in points)
        return (f"**None of these networks learns it, at any delay**: to have learned is to have at most half of the loss of a "
                f"guess without memory (median of the seeds). The nearest, the {full_name(nearest)} at {delay} steps, still has "
                f"{share:.2f} of it. Where the networks part is the task *{TELLING}*.")
    parts = "; ".join(f"{full_name(variant)}: {f'{far} steps' if far else 'none of them'}" for variant, far in reaches.items())
    return ("The longest delay that it still learns, with at most half of the loss of a guess without memory (median of the "
            f"seeds). {parts}.{why_the_rnn(reaches)}")


def why_the_rnn(reaches: dict[str, int]) -> str:
    """Where the plain RNN gets farther than the LSTM, against what its gradient lets one expect."""
    if reaches["rnn"] <= reaches["lstm"]:
        return ""
    return ("\n\n**Why does the RNN get farther than the LSTM**, when before training its gradient is the first to vanish? In "
            "training its weights grow until its units lock near 1 or −1, and later symbols no longer switch them; the LSTM with "
            "PyTorch's defaults begins by keeping half of its cell state at a step, and where it fails, training closes its "
            "forget gate even further. How a network begins matters here more than its kind: look at the two that begin otherwise.")


def how_trained(grid: dict[str, Any]) -> str:
    rates = " and ".join(f"{r:g}" for r in grid["rates"])
    return (f"{len(grid['seeds'])} seeds; the bars reach from the best to the worst, around the median. Each network has "
            f"{grid['hidden_size']} units, {grid['steps']:,} steps of Adam on fresh batches of {grid['batch']}, clipping at "
            f"{grid['clip']:g}, the better of the learning rates {rates} by the validation loss of the first seed; the loss is "
            f"that of {grid['held_out_sequences']:,} sequences that were in no training. PyTorch's initialisation; the second RNN "
            "differs in its orthogonal W_hh only, the second LSTM in its forget bias only. "
            f"Trained by `{grid['command']}` ({grid['cpu_seconds']:,} s of one core; Python {grid['versions']['python']}, NumPy {grid['versions']['numpy']}). "
            "More steps or other rates may move the edges.")


def summary_rows(rows: dict[str, list[dict[str, float]]], baseline: dict[int, float]) -> list[dict[str, str]]:
    return [{"Delay": str(delay), "Without memory": f"{baseline[delay]:.4f}"}
            | {VARIANTS[variant][0]: f"{points[k]['median']:.4g} ({points[k]['low']:.3g} to {points[k]['high']:.3g})" for variant, points in rows.items()}
            for k, delay in enumerate(baseline)]


def stopped(task: str, delay: int, step: int, steps: int) -> str:
    return f"Stopped after step {step:,} of {steps:,} ({task}, delay {delay})." if step < steps else ""


def finished(task: Task, delay: int, scores: dict[str, float]) -> str:
    losses = ", ".join(f"{VARIANTS[variant][0]} {score:.4g}" for variant, score in scores.items())
    return f"Held-out loss ({task.name}, delay {delay}, {task.unit}): {losses}; without memory {task.baseline(delay):.4g}. One seed: the grid above has more."


def training_rows(curves: dict[str, list[tuple[int, float]]]) -> list[dict[str, str]]:
    steps = [step for step, _ in next(iter(curves.values()))][4::10]
    return [{"Step": str(step)} | {VARIANTS[variant][0]: f"{dict(curve)[step]:.4g}" for variant, curve in curves.items() if step in dict(curve)}
            for step in steps] or [{"Step": "none yet"}]
