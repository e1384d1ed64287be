"""The video's two snippets, read from snippets.md: as they were, as one would write them now, and why."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from rnn_core.frameworks.pitfalls import FILE, HERE


@dataclass(frozen=True)
class Snippet:
    title: str
    why: str
    was: str
    now: str
    printed: str = ""          # what the second one printed when it was last run


@lru_cache(maxsize=1)
def snippets() -> tuple[Snippet, ...]:
    kept = json.loads(FILE.read_text(encoding="utf-8"))["printed"] if FILE.exists() else {}
    found = []
    for section in (HERE / "snippets.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        title, rest = section.split("\n", 1)
        blocks = dict(re.findall(r"```(\w+)\n(.*?)```", rest, re.DOTALL))
        told = kept.get(title, {})
        found.append(Snippet(title, rest.split("```", 1)[0].strip(), blocks["was"], blocks["now"],
                             told["printed"] if told.get("proof") == blocks["now"] else ""))
    return tuple(found)
