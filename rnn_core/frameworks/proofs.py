"""Markdown with programs in it, section by section, and what each program printed when it was last run (pitfalls.json);
and the video's two snippets (snippets.md): as they were, as one would write them now, and why.

    for heading, text in sections("pitfalls.md"):
        proof = blocks(text)["python"]
        print(heading, printed(heading.split()[0], proof))
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("pitfalls.json")


def sections(name: str) -> list[tuple[str, str]]:
    """(heading, text) of every section of a file beside this one."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [(heading, rest) for heading, _, rest in (section.partition("\n") for section in text.split("\n## ")[1:])]


def blocks(text: str) -> dict[str, str]:
    """The code blocks by the word on their fence."""
    return dict(re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL))


@lru_cache(maxsize=1)
def recorded() -> dict[str, Any]:
    """The last run: "about" it, and what was "printed", program by program."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"about": {}, "printed": {}}


def printed(name: str, program: str) -> str:
    """What this very program printed; empty when it has changed since."""
    run = recorded()["printed"].get(name, {})
    return run["printed"] if run.get("proof") == program else ""


def about() -> dict[str, Any]:
    """Where and when the programs were last run."""
    return recorded()["about"]


@dataclass(frozen=True)
class Snippet:
    title: str
    why: str
    was: str
    now: str
    printed: str = ""          # what the second one printed when it was last run


def _snippet(title: str, text: str) -> Snippet:
    code = blocks(text)
    return Snippet(title, text.split("```", 1)[0].strip(), code["was"], code["now"], printed(title, code["now"]))


@lru_cache(maxsize=1)
def snippets() -> tuple[Snippet, ...]:
    return tuple(_snippet(*section) for section in sections("snippets.md"))
