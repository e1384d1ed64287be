"""What the cells cost, and whether the plain RNN is enough: sentences and tables of the recorded measurement.  No Streamlit here."""

import statistics
from typing import Any

from pages.common.theme import CELLS, NETWORKS
from rnn_core import zoo
from rnn_core.frameworks.cost import FRAMEWORKS

ERRORS = {"forecasting": "forecasting: RMSE, lower is better"}  # the task that is measured by an error


def cost_of(measured: dict[str, Any], framework: str, cell: str) -> dict[str, Any]:
    return next(r for r in measured["cost"] if (r["framework"], r["cell"]) == (framework, cell))


def result_of(measured: dict[str, Any], task: str, cell: str) -> dict[str, Any]:
    return next(r for r in measured["results"] if (r["task"], r["cell"]) == (task, cell))


def tasks(measured: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(r["task"] for r in measured["results"]))


def times(measured: dict[str, Any], cell: str, what: str) -> str:
    """How many times the RNN's cost, in the three frameworks."""
    ratios = [cost_of(measured, framework, cell)[what] / cost_of(measured, framework, "rnn")[what] for framework in FRAMEWORKS]
    return f"{min(ratios):.1f} to {max(ratios):.1f}"


def sentence(measured: dict[str, Any]) -> str:
    parameters = {cell: cost_of(measured, "PyTorch", cell)["parameters"] for cell in CELLS}
    return (f"Beside an RNN of the same size, a training step takes a GRU **{times(measured, 'gru', 'train')} times** as long, with "
            f"{parameters['gru'] / parameters['rnn']:.0f} times the parameters, and an LSTM **{times(measured, 'lstm', 'train')} times**, with "
            f"{parameters['lstm'] / parameters['rnn']:.0f} times the parameters (smallest and largest of the three frameworks).")


def fused(measured: dict[str, Any]) -> str:
    """Why PyTorch's LSTM is quicker than its GRU, where it is."""
    lstm, gru = (cost_of(measured, "PyTorch", cell)["train"] for cell in ("lstm", "gru"))
    if lstm >= gru:
        return ""
    return ("In PyTorch the GRU looks dearer than the LSTM, although it computes less: on a processor (CPU), PyTorch "
            "runs an LSTM layer in one fused oneDNN operation, and has none for RNN and GRU, which it runs as many small ones.")


def cost_rows(measured: dict[str, Any]) -> list[dict[str, str]]:
    rows = [cost_of(measured, framework, cell) for framework in FRAMEWORKS for cell in CELLS]
    return [{"Network": f"{r['framework']} {NETWORKS[r['cell']][0]}", "parameters": f"{r['parameters']:,.0f}",
             "read, µs a step": f"{r['read']:.1f}", "train, µs a step": f"{r['train']:.0f}",
             "memory of a training step": f"{r['memory'] / 2**20:.1f} MiB"} for r in rows]


def conditions(measured: dict[str, Any]) -> str:
    about, sizes = measured["about"], measured["sizes"]
    versions = about["versions"]
    return (f"One layer, {sizes['inputs']} inputs, {sizes['units']} units, {sizes['steps']} steps, float32, one thread; reading: one sequence "
            f"without slopes; training: {sizes['batch']} sequences, forward and backward; the median of {sizes['rounds']} rounds. Memory is what "
            "the process's peak rises by. TensorFlow runs as a compiled graph; NumPy is this project's own core. "
            f"Measured on {about['machine']}, {about['date']}, load {about['load'][0]} before and {about['load'][1]} after, with PyTorch "
            f"{versions['torch']}, TensorFlow {versions['tensorflow']}, NumPy {versions['numpy']}, by python -m rnn_core.frameworks.cost.")


def best_median(measured: dict[str, Any], task: str) -> float:
    return (min if task in ERRORS else max)(statistics.median(result_of(measured, task, cell)["figures"]) for cell in CELLS)


def enough(measured: dict[str, Any]) -> str:
    """On how many tasks the RNN's median is as good as the best cell's, to within 0.01, or a hundredth part of an error."""
    good = []
    for task in tasks(measured):
        best, rnn = best_median(measured, task), statistics.median(result_of(measured, task, "rnn")["figures"])
        if abs(rnn - best) <= (0.01 * best if task in ERRORS else 0.01):
            good.append(task)
    seeds = len(measured["results"][0]["figures"])
    return (f"On {len(good)} of the {len(tasks(measured))} small tasks of this page the plain RNN's median over {seeds} seeds is within one "
            f"hundredth of the best cell's{': ' + ', '.join(good) if good else ''}. {''.join(failed(measured, task) for task in good)}"
            "Their sequences have 6 to 24 steps. " + far())


def failed(measured: dict[str, Any], task: str) -> str:
    """Where the median hides runs that learned little: those that end nearer to guessing than to the best cell's median."""
    runs, best = {cell: result_of(measured, task, cell) for cell in CELLS}, best_median(measured, task)
    lost = {cell: [f for f in run["figures"] if abs(f - run["baseline"]) < abs(f - best)] for cell, run in runs.items()}
    if not lost["rnn"]:
        return ""
    others = "".join(f", {len(lost[cell]) or 'none'} of the {NETWORKS[cell][0]}'s" for cell in CELLS[1:])
    return (f"But the median hides that in {task} {len(lost['rnn'])} of the RNN's {len(runs['rnn']['figures'])} runs stayed near guessing "
            f"({', '.join(f'{f:.3f}' for f in lost['rnn'])}, where guessing gives {runs['rnn']['baseline']:.3f}){others}. ")


def far() -> str:
    """The completers of the playground, where the clue is near and where it is far."""
    def right(cell: str, group: str, filler: int) -> str:
        return next(f"{100 * r['accuracy']:.1f}".removesuffix(".0") + " %" for r in zoo.figures(f"completion-{cell}")["accuracy"]
                    if (r["group"], r["filler"]) == (group, filler))

    return (f"In *Sequence completion*, with a near clue, the RNN is right in {right('rnn', 'near', 0)} of held-out sentences and the LSTM "
            f"in {right('lstm', 'near', 0)}; with 40 filler words between clue and blank it is {right('rnn', 'seen', 40)} and "
            f"{right('lstm', 'seen', 40)}.")


def result_rows(measured: dict[str, Any]) -> list[dict[str, str]]:
    rows = []
    for task in tasks(measured):
        cells = {cell: result_of(measured, task, cell) for cell in CELLS}
        rows.append({"Task": ERRORS.get(task, f"{task}: share right"), "always the same, or the last value": f"{cells['rnn']['baseline']:.3f}",
                     **{NETWORKS[cell][0]: f"{statistics.median(r['figures']):.3f} ({min(r['figures']):.3f} to {max(r['figures']):.3f})"
                        for cell, r in cells.items()}})
    return rows


def result_conditions(measured: dict[str, Any]) -> str:
    return (f"Held-out figures of the PyTorch programs as this page generates them, one layer of 32 units: the median of "
            f"{len(measured['results'][0]['figures'])} seeds, smallest and largest in brackets. The programs train for seconds only, "
            "and on another processor, which rounds differently, a single seed can end elsewhere.")
