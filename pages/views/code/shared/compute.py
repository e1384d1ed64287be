"""The two programs of a choice as the page needs them: side by side, as files, and with what they printed."""

import re
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st

from pages.common import tables
from pages.common.links import Code
from rnn_core.frameworks import Options, program
from rnn_core.frameworks.exactness import measured as exact
from rnn_core.frameworks.live_run import Busy, missing, run
from rnn_core.frameworks.notebook import notebook
from rnn_core.frameworks.options import conflicts, mended
from rnn_core.frameworks.pitfalls import Bug, Trap, traps
from rnn_core.frameworks.pitfalls import about as traps_about
from rnn_core.frameworks.program_lines import Line, aligned, source, tokens
from rnn_core.frameworks.record import recorded
from rnn_core.frameworks.snippets import snippets
from rnn_core.frameworks.topics import topics
from rnn_core.frameworks.verify import stamp

KNOBS = {"task": "program", "seed": "program_seed"}  # where a name of the link is taken elsewhere
NAMES_OF_CELLS = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}
NAMES = {"pytorch": "PyTorch", "keras": "Keras (TensorFlow)"}


def options(state: Code) -> tuple[Options, list[str]]:
    """The choice, mended where it makes no sense, and why it did not."""
    asked = Options(cell=state.cell.lower(), task=state.program, num_layers=state.num_layers, hidden_size=state.hidden_size,
                    bidirectional=state.bidirectional, dropout=round(state.dropout, 2), embedding=state.embedding,
                    masked=state.masked, initial_state=state.initial_state, seed=state.program_seed)
    return mended(asked), conflicts(asked)


@st.cache_data(max_entries=256, show_spinner=False)
def pair(o: Options) -> dict[str, Any]:
    """Both programs as sidebyside.js draws them."""
    both = [program(name, o) for name in NAMES]
    rows = aligned(*both)
    told = {name: {"title": t.title, "told": [t.pytorch, t.keras], "links": [list(link) for link in t.links]}
            for name, t in topics(o).items()}
    used = {topic for side in both for line in side for topic in line.topics}
    return {"stamp": stamp(o), "names": list(NAMES.values()), "sources": [source(side) for side in both], "rows": [list(row) for row in rows],
            "lines": [[{"topics": line.topics, "parts": tokens(line.text), "mark": marks[k]} for k, line in enumerate(side)]
                      for side, marks in zip(both, _marks(rows, both), strict=True)],
            "topics": {name: topic for name, topic in told.items() if name in used}}


def _marks(rows: list[tuple[int | None, int | None]], both: list[list[Line]]) -> list[list[str]]:
    """Per side and line: same as the one in its row; other, where the other program says it in other words, in this row or
    elsewhere; alone, where no line of the other program is about any of it, so that nothing lights up over there."""
    alike = [(i, j) for i, j in rows if i is not None and j is not None and both[0][i].text == both[1][j].text]
    same = {i for i, _ in alike}, {j for _, j in alike}
    about = [{topic for line in side for topic in line.topics} for side in both]

    def mark(side: int, k: int, line: Line) -> str:
        if k in same[side] or not line.text:
            return "same"
        return "other" if about[1 - side].intersection(line.topics) else "alone"

    return [[mark(side, k, line) for k, line in enumerate(both[side])] for side in (0, 1)]


@st.cache_data(max_entries=256, show_spinner=False)
def printed(o: Options) -> dict[str, Any] | None:
    """What these very programs printed when they were last run in both frameworks; None if they never were."""
    return recorded()["runs"].get(stamp(o))


def about() -> dict[str, Any]:
    return recorded().get("about", {})


LABELS = {("pytorch", "py"): "PyTorch .py", ("pytorch", "ipynb"): "PyTorch .ipynb", ("keras", "py"): "Keras .py",
          ("keras", "ipynb"): "Keras .ipynb", ("both", "py"): "both and the proof .py", ("both", "ipynb"): "both and the proof .ipynb"}
NEEDS = {"pytorch": "numpy torch", "keras": "numpy keras tensorflow", "both": "numpy torch keras tensorflow"}


def file(o: Options, kind: str, ending: str) -> Callable[[], str]:
    """The file's text, made when somebody takes it."""
    def made() -> str:
        written = program(kind, o)
        return source(written) if ending == "py" else notebook(written, f"{o.task}, {o.cell.upper()}, {kind}", NEEDS[kind])

    return made


def file_name(o: Options, kind: str, ending: str) -> str:
    return f"{o.task}_{o.cell}_{kind}.{ending}"


def query(o: Options) -> dict[str, str]:
    """The link's values for this choice."""
    told = {KNOBS.get(name, name): value for name, value in asdict(o).items()}
    return Code(**told | {"cell": o.cell.upper()}).query()


FAR = {"task": 100, "cell": 50, "bidirectional": 5, "masked": 5, "embedding": 5, "initial_state": 4, "num_layers": 3}


@lru_cache(maxsize=1)
def recorded_values() -> list[tuple[Any, ...]]:
    return [tuple(run["options"].values()) for run in recorded()["runs"].values()]


def nearest(o: Options) -> tuple[Options, str]:
    """The recorded choice that differs in the fewest settings, task and cell last of all, and what is different in it."""
    asked = asdict(o)
    values, weights = tuple(asked.values()), [FAR.get(name, 1) for name in asked]
    best = min(recorded_values(), key=lambda told: sum(w for a, b, w in zip(told, values, weights, strict=True) if a != b))
    near = Options(*best)
    changed = [f"{name} {str(value).lower()}" for name, value in asdict(near).items() if value != asked[name]]
    return near, ", ".join(changed)


OUTPUT = """<style>.un-out{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:.8rem;margin-bottom:.8rem}
.un-out pre{margin:0;padding:.7rem .9rem;border-radius:8px;background:rgba(128,128,128,.12);font-size:.82rem;white-space:pre-wrap}
.un-out p{margin:0 0 .2rem;font-weight:600}</style>"""


def outputs(run: dict[str, Any]) -> str:
    """What both printed, side by side, and how nearly they agree."""
    both = "".join(f"<div><p>{escape(NAMES[name])}</p><pre>{escape(text)}</pre></div>" for name, text in run["printed"].items())
    return f'{OUTPUT}<div class="un-out">{both}</div>' + tables.html(agreement(run), "After the weights were carried from PyTorch to Keras")


def agreement(run: dict[str, Any]) -> list[dict[str, str]]:
    """How nearly both answer alike once they have the same weights."""
    return [{"With PyTorch's trained weights in both": name, "": value} for name, value in (
        ("largest difference of any held-out answer", f"{run['difference']:.1e}, with answers up to {run['largest']:.1f}"),
        ("held-out loss in PyTorch", f"{run['loss']['pytorch']:.6f}"), ("held-out loss in Keras", f"{run['loss']['keras']:.6f}"))]


# What the first choice's PyTorch program printed on an Intel Xeon, with the recorded run's version of PyTorch, each time
# and with one thread or two; the recorded run was on another processor.
ELSEWHERE = "loss 0.1730, right 0.945"


def provenance(changed: str = "") -> str:
    """Of which programs the output is, and how far it can be expected again.  `changed`: what the run's choice has that the page's has not."""
    whose = f"the nearest choice's programs, which have {changed}; not of those above" if changed else "exactly these programs"
    return (f"Recorded from a run of {whose}: {made_with(about())}; "
            "by python -m rnn_core.frameworks.record. The two start from other random weights, so their losses differ; "
            "with the same weights they answer alike, up to float32's rounding. Their seeds make them repeat on one machine. Another processor "
            "rounds differently, training makes the difference grow, and what is trained can come out otherwise: the PyTorch program that "
            f"this page opens with ended at {held_out(Options())} in its recorded run, at {ELSEWHERE} on another processor.")


@lru_cache(maxsize=1)
def held_out(o: Options) -> str:
    """What the choice's PyTorch program ended at in the recorded run."""
    told = re.search(r"held out: (.*?) \(", recorded()["runs"][stamp(o)]["printed"]["pytorch"])
    return told[1] if told else ""


def exactness() -> list[dict[str, str]]:
    return [{"Cell": NAMES_OF_CELLS[cell], "in": dtype, **{way: f"{value:.1e}" for way, value in ways.items()}}
            for cell, kept in exact()["largest"].items() for dtype, ways in kept.items()]


def exactness_told() -> str:
    told = exact()
    return (f"{told['configurations']} configurations: one to three layers, one and two ways, with and without biases, both precisions; outputs of "
            f"every step and all last states. {made_with(told['about'])}; by python -m rnn_core.frameworks.exactness.")


def made_with(told: dict[str, Any]) -> str:
    named = {"python": "Python", "torch": "PyTorch", "tensorflow": "TensorFlow", "keras": "Keras", "numpy": "NumPy"}
    return f"{', '.join(f'{named[name]} {value}' for name, value in told['versions'].items())}; {told['machine']}; {told['date']}"


def carrying(o: Options) -> str:
    """The lines of the joint program that carry the weights over."""
    return source([line for line in program("both", o) if line.section in ("keep", "carry")])


def traps_told() -> str:
    return f"Recorded: {made_with(traps_about())}; by python -m rnn_core.frameworks.pitfalls."


@lru_cache(maxsize=1)
def bugs() -> list[tuple[Trap, Bug]]:
    """The differences that come with a bug."""
    return [(trap, trap.bug) for trap in traps() if trap.bug]


def place_of(name: str) -> int:
    return [trap.name for trap in traps()].index(name)


def around(place: int, by: int) -> int:
    return (place + by) % len(bugs())


def as_code(line: str) -> str:
    """A line as Markdown code that keeps its indentation; an empty one as a space."""
    return f"`{line.replace(' ', chr(0xA0)) or chr(0xA0)}`"


def first_answer(kept: Any, name: str, right: bool) -> bool:
    """Whether the first line that was chosen in this program was the wrong one."""
    return kept.setdefault("bugs_answered", {}).setdefault(name, right)


def score(kept: Any) -> tuple[int, int]:
    """How many programs were tried, and in how many the first choice was right."""
    answered = kept.get("bugs_answered", {})
    return len(answered), sum(answered.values())


__all__ = ["LABELS", "Bug", "Busy", "Trap", "about", "agreement", "around", "as_code", "bugs", "carrying", "exactness", "exactness_told", "file",
           "file_name", "first_answer", "missing", "nearest", "options", "outputs", "pair", "place_of", "printed", "provenance", "query", "run",
           "score", "snippets", "traps", "traps_told"]
