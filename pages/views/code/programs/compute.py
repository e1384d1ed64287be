"""The two programs of a choice: line beside line, as files, and the nearest choice of which a run is recorded."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from rnn_core.frameworks import Options, program
from rnn_core.frameworks.notebook import notebook
from rnn_core.frameworks.program_lines import Line, Row, aligned, source, tokens
from rnn_core.frameworks.record import recorded
from rnn_core.frameworks.topics import topics
from rnn_core.frameworks.verify import stamp

NAMES = {"pytorch": "PyTorch", "keras": "Keras (TensorFlow)"}
PACKAGES = {"pytorch": "numpy torch", "keras": "numpy keras tensorflow", "both": "numpy torch keras tensorflow"}
# How far away a choice is that differs in this; 1 for all others.
DISTANCES = {"task": 100, "cell": 50, "bidirectional": 5, "masked": 5, "embedding": 5, "initial_state": 4, "num_layers": 3}


@st.cache_data(max_entries=256, show_spinner=False)
def side_by_side(o: Options) -> dict[str, Any]:
    """Both programs as side_by_side.js draws them."""
    both = [program(name, o) for name in NAMES]
    rows = aligned(*both)
    used = {topic for side in both for line in side for topic in line.topics}
    return {"stamp": stamp(o), "names": list(NAMES.values()), "sources": [source(side) for side in both], "rows": [list(row) for row in rows],
            "lines": [[{"topics": line.topics, "parts": tokens(line.text), "match": match} for line, match in zip(side, matches, strict=True)]
                      for side, matches in zip(both, _matches(rows, both), strict=True)],
            "topics": {name: {"title": topic.title, "texts": [topic.pytorch, topic.keras], "links": [list(link) for link in topic.links]}
                       for name, topic in topics(o).items() if name in used}}


def _matches(rows: list[Row], both: list[list[Line]]) -> list[list[str]]:
    """Per side and line: same as the one in its row; other, where the other program says it in other words, in this row or
    elsewhere; alone, where no line of the other program is about any of it, so that nothing lights up over there."""
    alike = [(i, j) for i, j in rows if i is not None and j is not None and both[0][i].text == both[1][j].text]
    same = {i for i, _ in alike}, {j for _, j in alike}
    topics_of = [{topic for line in side for topic in line.topics} for side in both]

    def match(side: int, k: int, line: Line) -> str:
        if k in same[side] or not line.text:
            return "same"
        return "other" if topics_of[1 - side].intersection(line.topics) else "alone"

    return [[match(side, k, line) for k, line in enumerate(both[side])] for side in (0, 1)]


def file(o: Options, kind: str, ending: str) -> str:
    """The text of a program or a notebook."""
    written = program(kind, o)
    return source(written) if ending == "py" else notebook(written, f"{o.task}, {o.cell.upper()}, {kind}", PACKAGES[kind])


def file_name(o: Options, kind: str, ending: str) -> str:
    return f"{o.task}_{o.cell}_{kind}.{ending}"


def nearest(o: Options) -> tuple[Options, str]:
    """The recorded choice that differs in the fewest settings, task and cell last of all, and what is different in it."""
    asked = asdict(o)
    values, distances = tuple(asked.values()), [DISTANCES.get(name, 1) for name in asked]
    choices = [tuple(run["options"].values()) for run in recorded()["runs"].values()]
    best = min(choices, key=lambda choice: sum(d for a, b, d in zip(choice, values, distances, strict=True) if a != b))
    near = Options(*best)
    return near, ", ".join(f"{name} {str(value).lower()}" for name, value in asdict(near).items() if value != asked[name])
