"""`python -m rnn_core.frameworks.record`: run the generated programs in both frameworks and keep what they print.

Each entry is named by the two programs' own text, so that a changed program has no output until it has been run.  The
fewer choices depart from the first program's, the earlier a combination is run; `--most 200` ends after so many.
"""

import argparse
import datetime
import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from rnn_core.frameworks.options import CELLS, GIVEN, TASKS, Options, conflicts, covering, without_conflicts
from rnn_core.frameworks.verify import Outcome, stamp, verify

FILE = Path(__file__).parent / "recorded.json"
VARIATIONS: dict[str, Any] = {"num_layers": 2, "bidirectional": True, "dropout": 0.3, "embedding": False, "masked": True,
                              "initial_state": GIVEN}


def choices_to_run() -> list[Options]:
    """The covering set, and every cell and task with up to all departures, the plain ones first."""
    def departing(task: str, cell: str) -> Iterator[tuple[int, Options]]:
        plain = without_conflicts(Options(cell=cell, task=task))
        for bits in range(1 << len(VARIATIONS)):
            taken = [name for k, name in enumerate(VARIATIONS) if bits >> k & 1]
            o = replace(plain, **{name: VARIATIONS[name] for name in taken})
            if not conflicts(o):
                yield len(taken) - (o.dropout > 0), o  # dropout needs two layers: the two count as one

    found = sorted((pair for task in TASKS for cell in CELLS for pair in departing(task, cell)), key=lambda pair: pair[0])
    return list(dict.fromkeys([*(o for n, o in found if n == 0), *covering(), *(o for _, o in found)]))


@lru_cache(maxsize=1)
def recorded(path: Path = FILE) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"runs": {}}


def versions() -> dict[str, str]:
    from importlib.metadata import distributions

    found = {package.name: package.version for package in distributions()}
    found["tensorflow"] = found.get("tensorflow-cpu") or found.get("tensorflow", "none")
    return {"python": platform.python_version()} | {name: found.get(name, "none") for name in ("torch", "tensorflow", "keras", "numpy")}


def machine() -> str:
    """The processor by name, where the system tells it."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else platform.processor() or platform.machine()}, {os.cpu_count()} cores, {platform.system()}"


def about() -> dict[str, Any]:
    """Where and when something was run."""
    return {"machine": machine(), "date": datetime.date.today().isoformat(), "versions": versions()}


def entry(o: Options, outcome: Outcome) -> dict[str, Any]:
    return {"options": asdict(o), "printed": outcome.printed, "difference": outcome.difference, "largest": outcome.largest,
            "loss": outcome.loss, "seconds": {name: round(s, 2) for name, s in outcome.seconds.items()}}


def write(path: Path, runs: dict[str, Any]) -> None:
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(runs[key])}" for key in sorted(runs))
    path.write_text(f'{{"about": {json.dumps(about())},\n"runs": {{\n{lines}\n}}}}\n', encoding="utf-8")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m rnn_core.frameworks.record", description="Run both programs of many choices.")
    parser.add_argument("--most", type=int, default=10_000, help="so many combinations at most")
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args(arguments)
    chosen = {stamp(o): o for o in choices_to_run()[: args.most]}
    runs = {key: run for key, run in recorded(args.out)["runs"].items() if key in chosen}
    for k, (key, o) in enumerate(chosen.items()):
        if key not in runs:
            runs[key] = entry(o, verify(o))
            print(f"{k + 1}/{len(chosen)} {o}: {runs[key]['difference']:.1e}", flush=True)
            write(args.out, runs)
    write(args.out, runs)


if __name__ == "__main__":
    main(sys.argv[1:])
