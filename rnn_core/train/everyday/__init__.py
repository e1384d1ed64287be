"""Inputs as people type them, written one by one by AI assistants and by no generator: half to develop with, half touched once, at the end.

    for group, answer, text in inputs("completion", "development"): ...
"""

from pathlib import Path

HALVES = ("development", "final")


def inputs(family: str, half: str) -> list[tuple[str, ...]]:
    """The cells of every line, in order; the first is its group."""
    if half not in HALVES:
        raise ValueError(f"half must be {' or '.join(HALVES)}; got {half!r}")
    lines = Path(__file__).with_name(f"{family}-{half}.txt").read_text(encoding="utf-8").split("\n")
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
