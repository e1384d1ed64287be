"""`python -m benchmarks core`: the NumPy networks beside torch.nn, in one run, on one thread.

For each size both sides do the same work in turn, and the ratio of their CPU times is taken pair by pair:

* forward: output and final states, against torch.nn under no_grad
* + backward: forward, then every parameter's slope and the input's, against torch.nn and autograd
* every step: the same with dL/dh_t for every step, against a loop over torch's cell that retains its states' slopes
* bare products: the matrix products that no implementation can do without, as a share of our time
"""

import itertools
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core import GRU, LSTM, RNN
from rnn_core.nn.layers import Recurrent

INPUT_SIZE = 32
STEPS, BATCHES, HIDDEN = (20, 100, 500), (1, 32), (16, 64, 128)
KINDS: dict[str, type[Recurrent]] = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}
CELLS = {"RNN": "RNNCell", "LSTM": "LSTMCell", "GRU": "GRUCell"}
ROUNDS, SLICE = 5, 0.02  # seconds of CPU time in a round, so that the clock's grain does not show


@dataclass(frozen=True)
class Case:
    kind: str
    dtype: str
    steps: int
    batch: int
    hidden: int


@dataclass(frozen=True)
class Row:
    case: Case
    forward: float  # torch's time / ours
    backward: float
    every_step: float
    floor: float  # the bare products' time / ours
    micros: float  # our forward and backward, in µs


def cases() -> list[Case]:
    return [Case(*c) for c in itertools.product(KINDS, ("float32", "float64"), STEPS, BATCHES, HIDDEN)]


def paired(*sides: Callable[[], object]) -> tuple[list[float], float]:
    """Medians of the first side's ratios to the others, time of the other over its own; and its own seconds."""
    counts = [_repeats(side) for side in sides]
    rounds = [[_seconds(side, n) for side, n in zip(sides, counts, strict=True)] for _ in range(ROUNDS)]
    ratios = [statistics.median(r[k] / r[0] for r in rounds) for k in range(1, len(sides))]
    return ratios, statistics.median(r[0] for r in rounds)


def _repeats(side: Callable[[], object]) -> int:
    side()
    side()
    return max(1, math.ceil(SLICE / max(_seconds(side, 1), 1e-6)))


def _seconds(side: Callable[[], object], times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        side()
    return (time.process_time() - start) / times


def measure(case: Case) -> Row:
    import torch

    from rnn_core.torch_models import twin

    net = KINDS[case.kind](INPUT_SIZE, case.hidden, dtype=np.dtype(case.dtype))
    rng = np.random.default_rng(0)
    x = rng.normal(size=(case.steps, case.batch, INPUT_SIZE)).astype(case.dtype)
    d_output = rng.normal(size=(case.steps, case.batch, case.hidden)).astype(case.dtype)
    module, tx, td = twin(net), torch.from_numpy(x), torch.from_numpy(d_output)

    def torch_forward() -> object:
        with torch.no_grad():
            return module(tx)

    def torch_backward() -> object:
        leaf = tx.clone().requires_grad_()
        return torch.autograd.grad(module(leaf)[0], [leaf, *module.parameters()], td)

    def ours() -> object:
        return net.backward(net.trace(x), d_output).params

    (forward,), _ = paired(lambda: net(x), torch_forward)
    (backward, floor), seconds = paired(ours, torch_backward, bare_products(net, case))
    (every,), _ = paired(lambda: net.backward(net.trace(x), d_output).h, cell_loop(net, case, tx, td))
    return Row(case, forward, backward, every, floor, seconds * 1e6)


def cell_loop(net: Recurrent, case: Case, x: Any, d_output: Any) -> Callable[[], object]:
    """The only way torch gives dL/dh_t for every step: a loop over its cell whose states stay in the graph."""
    import torch

    cell = getattr(torch.nn, CELLS[case.kind])(INPUT_SIZE, case.hidden, dtype=x.dtype)
    cell.load_state_dict({name.removesuffix("_l0"): torch.from_numpy(p) for name, p in net.params.items()})

    def run() -> object:
        leaf, states, state = x.clone().requires_grad_(), [], None
        for x_t in leaf:
            state = cell(x_t, state)
            states.append(state[0] if isinstance(state, tuple) else state)
            states[-1].retain_grad()
        cell.zero_grad(set_to_none=True)
        torch.stack(states).backward(d_output)
        return [h.grad for h in states]

    return run


def bare_products(net: Recurrent, case: Case) -> Callable[[], object]:
    """x W_ih', T times W_hh h, T times W_hh' da, and one product each for the slopes of W_ih, W_hh and x."""
    T, N, H, G = case.steps, case.batch, case.hidden, len(net.gates) * case.hidden
    W_ih, W_hh = net.params["weight_ih_l0"], net.params["weight_hh_l0"]
    W_hh_T, W_hh = np.ascontiguousarray(W_hh.T), W_hh.copy(order="F" if N == 1 else "C")
    x, h, da = (np.ones((T * N, k), net.dtype) for k in (INPUT_SIZE, H, G))
    h_t, a_t, d_t = np.ones((H, N), net.dtype), np.empty((G, N), net.dtype), np.empty((H, N), net.dtype)

    def run() -> None:
        x @ W_ih.T
        for _ in range(T):
            np.dot(W_hh, h_t, a_t)
            np.dot(W_hh_T, a_t, d_t)
        da.T @ x
        da.T @ h
        da @ W_ih

    return run


def geometric_mean(rows: list[Row], field: str) -> float:
    return statistics.geometric_mean(getattr(row, field) for row in rows)


def fused(row: Row) -> bool:
    """LSTM in float32: the one network that torch runs in a kernel of its own over the whole sequence (oneDNN)."""
    return (row.case.kind, row.case.dtype) == ("LSTM", "float32")


# What is summed up: label, field, which rows, the least the project has set itself.
SUMMARY: list[tuple[str, str, Callable[[Row], bool], float]] = [
    ("forward + full backward, geometric mean", "backward", lambda row: not fused(row), 4.0),
    ("forward + full backward, LSTM float32", "backward", fused, 0.8),
    ("forward alone, geometric mean", "forward", lambda row: not fused(row), 1.5),
    ("forward alone, LSTM float32", "forward", fused, 0.0),
    ("dL/dh_t for every step, B = 1", "every_step", lambda row: row.case.batch == 1, 12.0),
    ("dL/dh_t for every step, B = 32", "every_step", lambda row: row.case.batch == 32, 2.5),
]


def summary(rows: list[Row]) -> list[str]:
    lines = ["| torch's time / NumPy's | geometric mean | least | most | goal |", "|---|---|---|---|---|"]
    for label, field, chosen, goal in SUMMARY:
        found = [row for row in rows if chosen(row)]
        values = [getattr(row, field) for row in found]
        told = f"at least {goal:g}" if goal else "none"
        lines.append(f"| {label} | **{geometric_mean(found, field):.2f}** "
                     f"| {min(values):.2f} | {max(values):.2f} | {told} |")
    return lines


def table(rows: list[Row]) -> list[str]:
    lines = ["| network | dtype | T | B | H | forward | + backward | every step | bare products / ours | ours, µs |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for row in rows:
        c = row.case
        lines.append(f"| {c.kind} | {c.dtype} | {c.steps} | {c.batch} | {c.hidden} "
                     f"| {row.forward:.2f} | {row.backward:.2f} | {row.every_step:.2f} | {row.floor:.2f} | {row.micros:.0f} |")
    return lines


def measure_all() -> None:
    """A line of JSON for the kernels, then one a row, for the process that asked: BLAS is chosen at a start."""
    import threadpoolctl
    import torch

    torch.set_num_threads(1)
    libraries = threadpoolctl.threadpool_info()
    print(json.dumps(next(lib["architecture"] for lib in libraries if lib["internal_api"] == "openblas")), flush=True)
    for case in cases():
        print(json.dumps(asdict(measure(case))), flush=True)


def environments() -> dict[str, dict[str, str]]:
    """OpenBLAS left to choose its kernels for this processor; and, where the environment chooses for it, that too."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    free = {name: value for name, value in os.environ.items() if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    found = {"OpenBLAS chooses its kernels": free | threads}
    if free.keys() != os.environ.keys():
        found[f"The environment sets OPENBLAS_CORETYPE={os.environ.get('OPENBLAS_CORETYPE')}"] = {**os.environ, **threads}
    return found


def measured_in(env: dict[str, str]) -> tuple[str, list[Row]]:
    """The kernels' name, and the rows."""
    rows, total = [], len(cases())
    command = [sys.executable, "-c", "from benchmarks import core; core.measure_all()"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        kernel = json.loads(child.stdout.readline())
        for line in child.stdout:
            found = json.loads(line)
            rows.append(Row(**found | {"case": Case(**found["case"])}))
            print(f"\r{kernel} {len(rows)}/{total}", end="", file=sys.stderr)
    if child.returncode:
        raise SystemExit(f"the measuring process ended with status {child.returncode}")
    return kernel, rows


def report() -> str:
    import torch

    load = os.getloadavg()
    machine = platform.processor() or platform.machine()
    lines = ["# NumPy beside torch.nn", "", (__doc__ or ""),
             f"{machine}, {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}, "
             f"torch {torch.__version__}; input_size {INPUT_SIZE}; load average {load[0]:.2f} before the run.", ""]
    for name, env in environments().items():
        kernel, rows = measured_in(env)
        lines += [f"## {name}: {kernel}", "", *summary(rows), "", *table(rows), ""]
    return "\n".join([*lines, f"Load average after the run: {os.getloadavg()[0]:.2f}.", ""])


def main() -> None:
    text = report()
    Path(__file__).with_suffix(".md").write_text(text)
    print(text)
