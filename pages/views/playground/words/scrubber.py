"""The scrubber: one slider over the words of a sentence, with a panel for each network that moves along, all in the browser.

    scrubber.show(runs, step=state.step, key="scrubber", on_rest=…)

It answers to mouse, touch and keyboard, and asks nothing of the server while it moves: the data came once.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from pages.common.bars import percent
from pages.common.components import component
from pages.common.heatmap import heatmap
from pages.common.theme import NETWORKS
from rnn_core.text.attribution import Run

SIGNAL_NAMES = {"h": "state h", "c": "cell c"}
WINDOW_SIGNAL = "hidden layer"  # what it has instead: it keeps nothing from word to word
mounted = component(__file__, '<div class="scrubber"></div>')


def show(runs: dict[str, Run], step: int, key: str, on_rest: Callable[[int], None]) -> None:
    """Draw the runs at `step`; on_rest hears of the step a visitor has moved to."""
    mounted(data=data(runs) | {"step": step}, key=key, step=lambda k: on_rest(int(k)))


def data(runs: dict[str, Run]) -> dict[str, Any]:
    """What every network expects after each word, its probability for the answer, and its state, as scrubber.js draws them."""
    run = next(iter(runs.values()))
    panels = [{"name": NETWORKS[kind][0], "colour": NETWORKS[kind][1], "line": [round(float(p), 4) for p in run.probability],
               "tops": [[[word, round(p, 4)] for word, p in best] for best in run.best],
               "heats": [heatmap(signal_name(kind, name), values) for name, values in run.signals.items()]}
              for kind, run in runs.items()]
    stamp = hashlib.sha256("\0".join([run.answer, *run.tokens]).encode()).hexdigest()[:16]
    return {"stamp": stamp, "label": "Word", "steps": ["start", *run.tokens], "answer": run.answer, "panels": panels}


def signal_name(kind: str, signal: str) -> str:
    """What a signal of this network is named on the page."""
    return WINDOW_SIGNAL if kind == "window" else SIGNAL_NAMES.get(signal, f"gate {signal}")


def rows(runs: dict[str, Run]) -> list[dict[str, str]]:
    """The same as a table: one row a word."""
    tokens = ["(start)", *next(iter(runs.values())).tokens]
    return [{"After": token} | {f"{NETWORKS[kind][0]} expects": f"{run.best[k][0][0]} {percent(run.best[k][0][1])}"
                                for kind, run in runs.items()}
            | {f"{NETWORKS[kind][0]}: {run.answer}": percent(float(run.probability[k])) for kind, run in runs.items()}
            for k, token in enumerate(tokens)]


def position(runs: dict[str, Run], step: int) -> tuple[int, str]:
    """How many words have been read, never more than there are; and where that is, in words."""
    tokens = next(iter(runs.values())).tokens
    read = min(step, len(tokens))
    return read, f"after “{tokens[read - 1]}” ({read} of {len(tokens)})" if read else "before the first word"


def unit_rows(runs: dict[str, Run], read: int) -> list[dict[str, str]]:
    """Every value of the pictures at one place as a table: one row a unit; a network with fewer units leaves its cells empty."""
    columns = {f"{NETWORKS[kind][0]}, {signal_name(kind, name)}": values[read] for kind, run in runs.items()
               for name, values in run.signals.items()}
    most = max(len(values) for values in columns.values())
    return [{"Unit": str(k)} | {head: f"{values[k]:+.3f}" if k < len(values) else "" for head, values in columns.items()}
            for k in range(most)]
