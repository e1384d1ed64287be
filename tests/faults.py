"""Plants the faults of faults.toml, one at a time, and writes down which test catches each.

    python -m tests.faults after                    # every fault, in a copy of HEAD; the table's column "after"
    python -m tests.faults before --at c89b2d4      # in a copy of another commit
    python -m tests.faults after --only Roll        # those whose name has this
    python -m tests.faults after --browser no       # those that need none
    python -m tests.faults check                    # is every fault still where it says?

The copy is a git worktree that goes when all is done: what is being worked on is not touched.  The copy's own tests
are run, at another commit those that faults.toml has there, if it has one.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FAULTS, TABLE = Path(__file__).with_suffix(".toml"), Path(__file__).with_suffix(".md")
COLUMNS = ("before", "after")
LONGEST = 300  # seconds that the tests of one fault may take
UNCAUGHT = "**not caught**"


@dataclass(frozen=True, eq=False)
class Fault:
    name: str
    file: str
    old: str
    new: str
    tests: list[str]
    likely: str = ""

    @property
    def browser(self) -> bool:
        return any(path.startswith("tests/e2e") for path in self.tests)

    def wrong(self, root: Path) -> str:
        """Why it cannot be planted there; empty when it can."""
        file = root / self.file
        missing = [path for path in (self.file, *self.tests) if not (root / path).exists()]
        if missing:
            return f"there is no {missing[0]}"
        count = file.read_text(encoding="utf-8").count(self.old)
        return "" if count == 1 else f"{self.file} has {count} times {self.old!r}"

    @contextmanager
    def planted(self, root: Path) -> Iterator[None]:
        file = root / self.file
        sound = file.read_text(encoding="utf-8")
        file.write_text(sound.replace(self.old, self.new), encoding="utf-8")
        try:
            yield
        finally:
            file.write_text(sound, encoding="utf-8")


def faults(file: Path = FAULTS) -> list[Fault]:
    return [Fault(**told) for told in tomllib.loads(file.read_text(encoding="utf-8"))["fault"]]


@contextmanager
def copy_of(commit: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "copy"
        subprocess.run(["git", "worktree", "add", "--detach", root, commit], cwd=ROOT, check=True, capture_output=True)
        try:
            yield root
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", root], cwd=ROOT, check=True)


def caught_by(fault: Fault, root: Path) -> str:
    """The first test that fails with the fault in place."""
    with fault.planted(root):
        if fault.likely and (found := failing(root, *fault.tests, "-k", fault.likely)):
            return found
        return next(filter(None, (failing(root, path) for path in fault.tests)), UNCAUGHT)


def failing(root: Path, *what: str) -> str:
    """The first of these tests that fails; empty when none does."""
    command = [sys.executable, "-m", "pytest", *what, "-x", "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider"]
    # No bytecode: two versions of a file that are of one size and one second would be one to it.
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return f"{what[0]} does not come to an end"
    if done.returncode in (0, 5):  # all passed, or there is none of this name
        return ""
    told = re.search(r"^(?:FAILED|ERROR) (\S+?)(?:\[.*)?(?: - .*)?$", done.stdout, re.MULTILINE)
    if not told:
        raise RuntimeError(f"pytest {' '.join(what)} ended with {done.returncode}: "
                           f"{done.stdout[-1000:]}{done.stderr[-1000:]}")
    print(told[0], flush=True)
    return told[1]


# --- the table -----------------------------------------------------------------------------------------------------

def kept() -> dict[str, dict[str, str]]:
    """{fault: {column: what caught it}} as the table has it."""
    lines = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return {name: dict(zip(COLUMNS, cells, strict=True)) for name, _, *cells in rows[1:]}


def write(found: dict[str, dict[str, str]]) -> None:
    cells = {fault: [found.get(fault.name, {}).get(column, "") for column in COLUMNS] for fault in faults()}
    tried = [[cell for cell in column if cell] for column in zip(*cells.values(), strict=True)]
    told = "; ".join(f"{name}: {sum(cell != UNCAUGHT for cell in column)} of {len(column)} caught" for name, column in zip(COLUMNS, tried, strict=True))
    TABLE.write_text("\n".join([
        "# Planted faults, and the test that catches each", "",
        "Written by `python -m tests.faults` from `faults.toml`. *before*: commit c89b2d4 with its tests; *after*: the "
        "present ones.", "", f"{told}.", "",
        f"| Fault | Where | {' | '.join(COLUMNS)} |", "|" + "---|" * (2 + len(COLUMNS)),
        *(f"| {fault.name} | {fault.file} | {' | '.join(row)} |" for fault, row in cells.items()), ""]),
        encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=[*COLUMNS, "check"])
    parser.add_argument("--at", default="HEAD", metavar="COMMIT")
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--browser", choices=["yes", "no"])
    parser.add_argument("--missing", action="store_true", help="only those that the table says nothing of yet")
    given = parser.parse_args()
    if given.what == "check":
        wrong = [f"{fault.name}: {told}" for fault in faults() if (told := fault.wrong(ROOT))]
        sys.exit("\n".join(wrong) or None)
    with copy_of(given.at) as root:
        there = root / FAULTS.relative_to(ROOT)
        for fault in faults(there if there.exists() else FAULTS):
            if given.only not in fault.name or (given.browser and fault.browser != (given.browser == "yes")):
                continue
            if given.missing and kept().get(fault.name, {}).get(given.what):
                continue
            told = fault.wrong(root) or caught_by(fault, root)
            print(f"{fault.name}: {told}", flush=True)
            found = kept()
            found.setdefault(fault.name, {})[given.what] = told
            write(found)


if __name__ == "__main__":
    main()
