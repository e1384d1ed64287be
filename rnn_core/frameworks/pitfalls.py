"""What trips people, read from pitfalls.md: each difference with its proof, its sources, and the bug made from it.

    for pitfall in pitfalls():
        print(pitfall.title, pitfall.printed)

`python -m rnn_core.frameworks.pitfalls` runs every proof, and the snippets, and keeps what they printed.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from rnn_core.frameworks.proofs import FILE, blocks, printed, sections, snippets
from rnn_core.frameworks.record import about
from rnn_core.frameworks.verify import run


@dataclass(frozen=True)
class Bug:
    """A short program with one wrong line, which runs all the same."""

    given: str                 # what stands before it
    lines: tuple[str, ...]
    wrong: int                 # which of them
    right: str                 # what should stand there

    @property
    def corrected(self) -> tuple[str, ...]:
        return (*self.lines[: self.wrong], self.right, *self.lines[self.wrong + 1 :])

    @property
    def needs_keras(self) -> bool:
        return "import keras" in self.given


@dataclass(frozen=True)
class Pitfall:
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


def _pitfall(heading: str, text: str) -> Pitfall:
    name, title = heading.split(" · ", 1)
    code = blocks(text)
    what, instead = text.split("```", 1)[0].strip().split("\n\nInstead: ")
    links = re.findall(r"\[([^\]]+)\]\(([^)]+)\)", text.split("\nSources: ")[1])
    proof = code["python"].strip() + "\n"
    return Pitfall(name, title, what, instead, proof, tuple(links), _bug(code["given"], code["bug"]) if "bug" in code else None,
                   printed(name, proof))


@lru_cache(maxsize=1)
def pitfalls() -> tuple[Pitfall, ...]:
    return tuple(_pitfall(*section) for section in sections("pitfalls.md"))


def main() -> None:
    runs = {}
    for name, proof in [*((pitfall.name, pitfall.proof) for pitfall in pitfalls()), *((snippet.title, snippet.now) for snippet in snippets())]:
        runs[name] = {"proof": proof, "printed": run(proof)[1]}
        print(f"{name}: {runs[name]['printed'].rstrip()}", flush=True)
    FILE.write_text(json.dumps({"about": about(), "printed": runs}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
