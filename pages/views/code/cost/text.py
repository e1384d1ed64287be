"""What the cells cost, from the measurement that is kept: a figure, sentences and tables.  No Streamlit here."""

import statistics
from typing import Any

import plotly.graph_objects as go

from pages.common.theme import NETWORKS
from rnn_core import zoo
from rnn_core.frameworks.cost import FRAMEWORKS, measured

CELLS = ("rnn", "lstm", "gru")
TASKS = {"forecasting": "forecasting: RMSE, lower is better"}


def row(told: dict[str, Any], framework: str, cell: str) -> dict[str, Any]:
    return next(r for r in told["cost"] if (r["framework"], r["cell"]) == (framework, cell))


def figure(told: dict[str, Any]) -> go.Figure:
    """Training time per step, cells within frameworks; the whiskers are the smallest and largest round."""
    found = go.Figure()
    for cell in CELLS:
        name, colour = NETWORKS[cell]
        rows = [row(told, framework, cell) for framework in FRAMEWORKS]
        found.add_trace(go.Bar(
            x=list(FRAMEWORKS), y=[r["train"] for r in rows], name=name, marker_color=colour, hovertemplate="%{x}, " + name + ": %{y:.0f} µs",
            error_y={"array": [r["train_range"][1] - r["train"] for r in rows],
                     "arrayminus": [r["train"] - r["train_range"][0] for r in rows], "thickness": 1.2, "width": 4}))
    found.update_yaxes(title="training, µs a step of 32 sequences", rangemode="tozero")
    found.update_layout(height=340, margin={"l": 10, "r": 10, "t": 10, "b": 10}, barmode="group", legend={"orientation": "h", "y": -0.14})
    return found


def times(told: dict[str, Any], cell: str, what: str) -> str:
    """How many times the RNN's cost, in the three frameworks."""
    ratios = [row(told, framework, cell)[what] / row(told, framework, "rnn")[what] for framework in FRAMEWORKS]
    return f"{min(ratios):.1f} to {max(ratios):.1f}"


def sentence(told: dict[str, Any]) -> str:
    return (f"Beside an RNN of the same size, an LSTM trains at **{times(told, 'lstm', 'train')} times** the time a step and with "
            f"{row(told, 'PyTorch', 'lstm')['parameters'] / row(told, 'PyTorch', 'rnn')['parameters']:.0f} times the parameters, a GRU at "
            f"**{times(told, 'gru', 'train')} times** with {row(told, 'PyTorch', 'gru')['parameters'] / row(told, 'PyTorch', 'rnn')['parameters']:.0f} "
            "times the parameters (smallest and largest of the three frameworks).")


def table(told: dict[str, Any]) -> list[dict[str, str]]:
    return [{"Framework": r["framework"], "Cell": NETWORKS[r["cell"]][0], "parameters": f"{r['parameters']:,.0f}",
             "reading, µs a step": f"{r['read']:.1f}", "training, µs a step": f"{r['train']:.0f}",
             "memory of a training step": f"{r['memory'] / 2**20:.1f} MiB"} for r in told["cost"]]


def conditions(told: dict[str, Any]) -> str:
    about, sizes = told["about"], told["sizes"]
    versions = about["versions"]
    return (f"One layer, {sizes['inputs']} inputs, {sizes['units']} units, {sizes['steps']} steps, float32, one thread; reading: one sequence "
            f"without slopes; training: {sizes['batch']} sequences, forward and backward; the median of {sizes['rounds']} rounds. Memory is what "
            "the process's peak rises by. TensorFlow runs as a compiled graph; NumPy is this project's own core. "
            f"Measured on {about['machine']}, {about['date']}, load {about['load'][0]} before and {about['load'][1]} after, with PyTorch "
            f"{versions['torch']}, TensorFlow {versions['tensorflow']}, NumPy {versions['numpy']}, by python -m rnn_core.frameworks.cost.")


def _of(told: dict[str, Any], task: str, cell: str) -> dict[str, Any]:
    return next(r for r in told["results"] if (r["task"], r["cell"]) == (task, cell))


def enough(told: dict[str, Any]) -> str:
    """On how many tasks the RNN's median is as good as the best cell's, to within 0.01, or a hundredth part of an error."""
    tasks = list(dict.fromkeys(r["task"] for r in told["results"]))
    good = []
    for task in tasks:
        medians = {cell: statistics.median(_of(told, task, cell)["figures"]) for cell in CELLS}
        best = min(medians.values()) if task in TASKS else max(medians.values())
        if abs(medians["rnn"] - best) <= (0.01 * best if task in TASKS else 0.01):
            good.append(task)
    seeds = len(told["results"][0]["figures"])
    return (f"On {len(good)} of the {len(tasks)} small tasks of this page the plain RNN's median over {seeds} seeds is within one hundredth of "
            f"the best cell's{': ' + ', '.join(good) if good else ''}. {''.join(failed(told, task) for task in good)}"
            "Their sequences have 6 to 24 steps. " + far())


def failed(told: dict[str, Any], task: str) -> str:
    """Where the median hides runs that learned little: those that end nearer to guessing than to the best cell's median."""
    runs = {cell: _of(told, task, cell) for cell in CELLS}
    medians = [statistics.median(run["figures"]) for run in runs.values()]
    best = min(medians) if task in TASKS else max(medians)
    lost = {cell: [f for f in run["figures"] if abs(f - run["baseline"]) < abs(f - best)] for cell, run in runs.items()}
    if not lost["rnn"]:
        return ""
    others = "".join(f", {len(lost[cell])} of the {NETWORKS[cell][0]}'s" if lost[cell] else f", none of the {NETWORKS[cell][0]}'s" for cell in ("gru", "lstm"))
    return (f"But the median hides that in {task} {len(lost['rnn'])} of the RNN's {len(runs['rnn']['figures'])} runs stayed near guessing "
            f"({', '.join(f'{f:.3f}' for f in lost['rnn'])}, where guessing gives {runs['rnn']['baseline']:.3f}){others}. ")


def far() -> str:
    """The completers of the first room, where the clue is near and where it is far."""
    def right(cell: str, group: str, filler: int) -> str:
        return next(f"{100 * r['accuracy']:.1f}".removesuffix(".0") + " %" for r in zoo.figures(f"completion-{cell}")["accuracy"] if (r["group"], r["filler"]) == (group, filler))

    return (f"In *Sequence completion*, with a near clue, the RNN is right in {right('rnn', 'near', 0)} of held-out sentences and the LSTM "
            f"in {right('lstm', 'near', 0)}; with 40 filler words between clue and blank it is {right('rnn', 'seen', 40)} and "
            f"{right('lstm', 'seen', 40)}.")


def results(told: dict[str, Any]) -> list[dict[str, str]]:
    rows = []
    for task in dict.fromkeys(r["task"] for r in told["results"]):
        cells = {NETWORKS[cell][0]: _of(told, task, cell) for cell in CELLS}
        rows.append({"Task": TASKS.get(task, f"{task}: share right"), "always the same, or the last value": f"{_of(told, task, 'rnn')['baseline']:.3f}",
                     **{name: f"{statistics.median(r['figures']):.3f} ({min(r['figures']):.3f} to {max(r['figures']):.3f})"
                        for name, r in cells.items()}})
    return rows


def results_told(told: dict[str, Any]) -> str:
    return (f"Held-out figures of the PyTorch programs as this page generates them, one layer of 32 units: the median of "
            f"{len(told['results'][0]['figures'])} seeds, smallest and largest in brackets. The programs train for seconds only, "
            "and on another processor, which rounds differently, a single seed can end elsewhere.")


__all__ = ["conditions", "enough", "figure", "measured", "results", "results_told", "sentence", "table"]
