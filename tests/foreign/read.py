"""`python -m tests.foreign.read`: reads all files with rnn_core, keeps how far it is from the frameworks in measured.json, and prints
the table that stands in README.md."""

import json
from pathlib import Path

import numpy as np

from rnn_core import load_network
from rnn_core.files import Unreadable
from tests.foreign.common import x

HERE = Path(__file__).parent
MADE = json.loads((HERE / "cases.json").read_text())
CASES = MADE["cases"]
READ = [name for name, case in CASES.items() if not case["refused"]]
with np.load(HERE / "expected.npz") as found:
    EXPECTED = dict(found)


def network(name):
    return load_network(HERE / "files" / name, **CASES[name]["assumed"])


def difference(name):
    """The largest difference of any output from what the framework computed; outputs are of order 1."""
    case, read, largest = CASES[name], network(name), 0.0
    assert [stack.name for stack in read.stacks] == (case["stacks"] or [read.stacks[0].name])
    for k, stack in enumerate(read.stacks):
        run, theirs = stack.run(x(case["dtype"] if case["dtype"] == "float64" else "float32", stack.input_size)), EXPECTED[f"{name}:{k}"]
        ours = run.last if case["last"] else run.output
        assert ours.shape == theirs.shape and ours.dtype == read.dtype
        largest = max(largest, float(np.abs(ours - theirs).max()))
    return largest


def refusal(name):
    """The words with which a file is refused; empty if it is read."""
    try:
        network(name)
    except Unreadable as told:
        return str(told)
    return ""


def table(measured):
    """A line for each framework and format."""
    lines = ["| written by | format | files | among them | largest difference, float32 | float64 |", "|---|---|---|---|---|---|"]
    groups = {(CASES[name]["framework"], CASES[name]["format"].split(",")[0].replace(".pth", ".pt")) for name in CASES}
    for framework, form in sorted(groups, key=lambda group: (["PyTorch", "Keras 3", "Keras 2", "ONNX"].index(group[0]), group[1])):
        names = [name for name in CASES if CASES[name]["framework"] == framework and CASES[name]["format"].split(",")[0].replace(".pth", ".pt") == form]
        odd = sorted({CASES[name]["odd"] for name in names} - {""})
        refused = sum(bool(CASES[name]["refused"]) for name in names)
        cells = [f"{max(found):.0e}" if (found := [measured[name] for name in names if name in measured and
                                                   (CASES[name]["dtype"] == "float64") == wide]) else "" for wide in (False, True)]
        among = "; ".join([what.replace(";", ",") for what in odd] + [f"{refused} refused by name"] * bool(refused))
        lines.append(f"| {framework} | {'`.pt`, `.pth`' if form == '.pt' else f'`{form}`'} | {len(names)} | {among} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines) + "\n"


def main():
    measured = {name: float(f"{difference(name):.1e}") for name in READ}
    (HERE / "measured.json").write_text(json.dumps(measured, indent=1) + "\n")
    print(table(measured), end="")


if __name__ == "__main__":
    main()
