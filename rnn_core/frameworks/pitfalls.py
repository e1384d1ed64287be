"""What trips people, read from pitfalls.md: each difference with its proof, its sources, and the bug made from it.

    for trap in traps():
        print(trap.title, trap.printed)

`python -m rnn_core.frameworks.pitfalls` runs every proof, and the snippets, and keeps what they printed.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FILE = HERE / "pitfalls.json"


@dataclass(frozen=True)
class Bug:
    """A short program with one wrong line, which runs all the same."""

    given: str                 # what stands before it
    lines: tuple[str, ...]
    wrong: int                 # which of them
    right: str                 # what should stand there

    @property
    def mended(self) -> tuple[str, ...]:
        return (*self.lines[: self.wrong], self.right, *self.lines[self.wrong + 1 :])

    @property
    def needs_keras(self) -> bool:
        return "import keras" in self.given


@dataclass(frozen=True)
class Trap:
    name: str
    title: str
    what: str
    instead: str
    proof: str
    sources: tuple[tuple[str, str], ...]
    bug: Bug | None
    printed: str = ""          # what the proof printed when it was last run

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(name for name in ("torch", "keras") if re.search(rf"^(import|from) {name}\b", self.proof, re.MULTILINE))


def _bug(given: str, block: str) -> Bug:
    shown = [line for line in block.rstrip("\n").split("\n") if not line.startswith("+")]
    wrong = next(k for k, line in enumerate(shown) if line.startswith("-"))
    right = next(line for line in block.splitlines() if line.startswith("+"))
    return Bug(given.strip(), tuple(line[1:] for line in shown), wrong, right[1:])


def _trap(section: str, printed: dict[str, dict[str, str]]) -> Trap:
    head, rest = section.split("\n", 1)
    name, title = head.split(" · ", 1)
    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", rest, re.DOTALL))
    what, instead = rest.split("```", 1)[0].strip().split("\n\nInstead: ")
    links = re.findall(r"\[([^\]]+)\]\(([^)]+)\)", rest.split("\nSources: ")[1])
    kept = printed.get(name, {})
    return Trap(name, title, what, instead, blocks["python"].strip() + "\n", tuple(links),
                _bug(blocks["given"], blocks["bug"]) if "bug" in blocks else None,
                kept["printed"] if kept.get("proof") == blocks["python"].strip() + "\n" else "")


@lru_cache(maxsize=1)
def traps() -> tuple[Trap, ...]:
    printed = json.loads(FILE.read_text(encoding="utf-8"))["printed"] if FILE.exists() else {}
    return tuple(_trap(section, printed) for section in (HERE / "pitfalls.md").read_text(encoding="utf-8").split("\n## ")[1:])


def about() -> dict[str, Any]:
    """Where and when the proofs were last run."""
    return json.loads(FILE.read_text(encoding="utf-8"))["about"]


def main() -> None:
    from rnn_core.frameworks.record import about
    from rnn_core.frameworks.snippets import snippets
    from rnn_core.frameworks.verify import run

    kept = {}
    for name, proof in [*((trap.name, trap.proof) for trap in traps()), *((snippet.title, snippet.now) for snippet in snippets())]:
        kept[name] = {"proof": proof, "printed": run(proof)[1]}
        print(f"{name}: {kept[name]['printed'].rstrip()}", flush=True)
    FILE.write_text(json.dumps({"about": about(), "printed": kept}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
