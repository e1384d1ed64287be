"""`python -m rnn_core.frameworks.cost`: what each cell costs in PyTorch, in Keras on TensorFlow, and in this project's NumPy.

One layer, 128 inputs, 128 units, 100 steps, float32, one thread.  Every framework and cell runs in a process of its own, in
three rounds that take turns.  Time is per step of the sequence, the median over repetitions: reading (one sequence, no slopes)
and training (32 sequences, forward and backward).  Memory is what a training step adds to the process's peak.  TensorFlow runs
as a compiled graph, never eagerly.  The parameters are counted, not timed.  Beside it: how well each cell's PyTorch program does
on the five tasks, over five seeds.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core import GRU, LSTM, RNN
from rnn_core.frameworks.options import CELLS, KERAS_NAMES, NAMES, TASKS, Options, without_conflicts

FILE = Path(__file__).parent / "cost.json"
SIZE, STEPS, BATCH, ROUNDS, SECONDS, SEEDS = 128, 100, 32, 3, 1.5, 5
FRAMEWORKS = ("PyTorch", "TensorFlow", "NumPy")
Run = Callable[[np.ndarray], Any]


def numpy_runs(cell: str) -> tuple[int, Run, Run]:
    net = {"rnn": RNN, "lstm": LSTM, "gru": GRU}[cell](SIZE, SIZE, batch_first=True, rng=0)

    def train(x: np.ndarray) -> None:
        trace = net.trace(x)
        net.backward(trace, np.ones_like(trace.output))

    return sum(p.size for p in net.params.values()), net, train


def torch_runs(cell: str) -> tuple[int, Run, Run]:
    import torch

    torch.set_num_threads(1)
    module = getattr(torch.nn, NAMES[cell])(SIZE, SIZE, batch_first=True)

    def read(x: np.ndarray) -> None:
        with torch.no_grad():
            module(torch.from_numpy(x))

    def train(x: np.ndarray) -> None:
        module.zero_grad()
        module(torch.from_numpy(x))[0].sum().backward()

    return sum(p.numel() for p in module.parameters()), read, train


def keras_runs(cell: str) -> tuple[int, Run, Run]:
    import keras
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    layer = getattr(keras.layers, KERAS_NAMES[cell])(SIZE, return_sequences=True)
    layer.build((None, STEPS, SIZE))

    @tf.function
    def read(x: Any) -> Any:
        return layer(x)

    @tf.function
    def train(x: Any) -> Any:
        with tf.GradientTape() as tape:
            total = tf.reduce_sum(layer(x))
        return tape.gradient(total, layer.trainable_weights)

    return layer.count_params(), lambda x: read(x).numpy(), lambda x: [g.numpy() for g in train(x)]


def peak_memory() -> int:
    """Bytes; Linux counts in kilobytes."""
    import resource  # not on every system

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def timed(run: Run, x: np.ndarray) -> float:
    """Microseconds a step of the sequence, the median of as many repetitions as fit into SECONDS."""
    run(x)
    taken: list[float] = []
    end = time.perf_counter() + SECONDS
    while len(taken) < 5 or time.perf_counter() < end:
        start = time.perf_counter()
        run(x)
        taken.append(time.perf_counter() - start)
    return 1e6 * statistics.median(taken) / STEPS


def measure(framework: str, cell: str) -> dict[str, float]:
    """Everything of one framework and cell, in this process."""
    parameters, read, train = {"NumPy": numpy_runs, "PyTorch": torch_runs, "TensorFlow": keras_runs}[framework](cell)
    rng = np.random.default_rng(0)
    small, large = (rng.normal(size=(batch, STEPS, SIZE)).astype(np.float32) for batch in (1, BATCH))
    train(small)  # what a first call loads and compiles is not counted
    before = peak_memory()
    train(large)
    memory = peak_memory() - before
    return {"parameters": parameters, "memory": memory, "read": timed(read, small), "train": timed(train, large)}


def measure_in_own_process(framework: str, cell: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "rnn_core.frameworks.cost", framework, cell], check=True, text=True,
                          capture_output=True, env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
                                                                 "TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": "tensorflow"})
    return json.loads(done.stdout.splitlines()[-1])


def held_out_results() -> list[dict[str, Any]]:
    """The last figure that each cell's PyTorch program prints, over several seeds."""
    from rnn_core.frameworks import generate
    from rnn_core.frameworks.verify import run

    found = []
    for task in TASKS:
        for cell in CELLS:
            printed = [run(generate("pytorch", **vars(without_conflicts(Options(cell=cell, task=task, seed=seed)))))[1] for seed in range(SEEDS)]
            pairs = [re.findall(r"held out: .*?(?:right|error) ([\d.]+) \(.*?([\d.]+)\)", text)[0] for text in printed]
            found.append({"task": task, "cell": cell, "figures": [float(figure) for figure, _ in pairs],
                          "baseline": statistics.mean(float(baseline) for _, baseline in pairs)})
            print(found[-1], flush=True)
    return found


@lru_cache(maxsize=1)
def measured() -> dict[str, Any]:
    """The table that was last measured."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def main(arguments: list[str]) -> None:
    if len(arguments) == 2:
        print(json.dumps(measure(*arguments)))
        return
    from rnn_core.frameworks.record import about

    load = os.getloadavg()[0]
    rounds: dict[tuple[str, str], list[dict[str, float]]] = {}
    for k in range(ROUNDS):
        for framework in FRAMEWORKS:
            for cell in CELLS:
                rounds.setdefault((framework, cell), []).append(measure_in_own_process(framework, cell))
                print(k + 1, framework, cell, rounds[framework, cell][-1], flush=True)
    table = [{"framework": framework, "cell": cell,
              **{name: statistics.median(r[name] for r in found) for name in found[0]},
              **{f"{name}_range": [min(r[name] for r in found), max(r[name] for r in found)] for name in ("read", "train")}}
             for (framework, cell), found in rounds.items()]
    FILE.write_text(json.dumps({"about": {**about(), "load": [round(load, 2), round(os.getloadavg()[0], 2)]},
                                "sizes": {"inputs": SIZE, "units": SIZE, "steps": STEPS, "batch": BATCH, "rounds": ROUNDS},
                                "cost": table, "results": held_out_results()}, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
