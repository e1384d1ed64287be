"""The symptoms and their checks, read from checks.md; the picture in words and as a table.  No Streamlit here."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import parse_qsl

from rnn_core.frameworks.pitfalls import pitfalls
from rnn_core.frameworks.proofs import blocks

OUTSIDE = ("good in training, bad after",)  # the curve is the loss outside the training


@dataclass(frozen=True)
class Check:
    question: str
    why: str
    label: str                 # of the link to the proof
    page: str
    query: dict[str, str]
    torch: str
    keras: str


@dataclass(frozen=True)
class Symptom:
    name: str
    picture: str               # what its picture shows
    checks: tuple[Check, ...]


def _query(text: str) -> dict[str, str]:
    """A pitfall is named in the file and numbered in a link."""
    query = dict(parse_qsl(text))
    if "trap" in query:
        query["trap"] = str([pitfall.name for pitfall in pitfalls()].index(query["trap"]))
    return query


def _check(text: str) -> Check:
    question, _, rest = text.partition("\n")
    why, _, rest = rest.partition("\nSee: ")
    label, page, query = re.match(r"\[([^\]]+)\]\((\w+)\??([^)]*)\)", rest).groups()  # type: ignore[union-attr]
    code = blocks(rest)
    return Check(question, why.strip(), label, page, _query(query), code["torch"].rstrip(), code["keras"].rstrip())


@lru_cache(maxsize=1)
def symptoms() -> dict[str, Symptom]:
    sections = Path(__file__).with_name("checks.md").read_text(encoding="utf-8").split("\n## ")[1:]
    found = {}
    for section in sections:
        head, *checks = section.split("\n### ")
        name, _, picture = head.partition("\n")
        found[name] = Symptom(name, picture.strip(), tuple(map(_check, checks)))
    return found


def how_measured(symptom: str, recorded: dict[str, Any], baseline: float) -> str:
    """How the curves were computed."""
    shown = "on sequences outside the training" if symptom in OUTSIDE else "in training, a mean over the steps since the last point"
    return (f"The loss {shown}: three seeds each, thin, and their median, thick. Dashed: the best guess without memory, {baseline:.3f}. "
            f"Trained in NumPy by `{recorded['command']}` ({recorded['cpu_seconds']} s of one core; Python {recorded['versions']['python']}, "
            f"NumPy {recorded['versions']['numpy']}); the settings stand in that file.")


def rows(runs: list[dict[str, Any]]) -> list[dict[str, str]]:
    """One row a training: where it ended."""
    return [{"Training": "mended" if run["mended"] else "as it is", "Seed": str(run["seed"]), "Last step": str(run["steps"][-1]),
             "Loss in training": _number(run["training"]), "Loss outside": _number(run["held_out"])} for run in runs]


def _number(loss: float | None) -> str:
    return "no number" if loss is None else f"{loss:.4g}"


def ends(runs: list[dict[str, Any]]) -> str:
    """The picture in one sentence."""
    return f"The loss ends at {_end(runs, False)} (**orange**) and at {_end(runs, True)} (**blue**); medians of three seeds."


def _end(runs: list[dict[str, Any]], mended: bool) -> str:
    alike = [run for run in runs if run["mended"] is mended]
    if any(run["steps"][-1] < max(other["steps"][-1] for other in runs) for run in alike):
        return "no number"
    return f"{median(run['losses'][-1] for run in alike):.3g}"


def padding(shares: dict[str, float], sentences: int) -> str:
    return (f"**Orange**: {shares['as they come']:.0%} of all steps are padding; **blue**: {shares['sorted by length']:.0%}. "
            f"Computed now, from {sentences:,} sentences.")
