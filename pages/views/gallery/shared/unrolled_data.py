"""Runs of the gallery's networks as the drawing's data, and as a table.  No Streamlit here."""

import base64
import hashlib
import json
from typing import Any

import numpy as np

from pages.common.bars import percent
from pages.common.heatmap import heatmap
from pages.common.theme import NETWORKS
from rnn_core.gallery.runs import Run

FIRST, SECOND = "#7E6BD6", "#B0578D"


def name_and_colour(kind: str) -> tuple[str, str]:
    """A cell has one everywhere, and so has a network of another name, whatever stands beside it."""
    return NETWORKS.get(kind, (kind, SECOND if kind.startswith(("one-way", "without")) else FIRST))


def drawing(runs: dict[str, Run]) -> dict[str, Any]:
    """All that the browser draws and scrubs; `stamp` changes when anything of it does."""
    nets = [network(kind, run) for kind, run in runs.items()]
    stamp = hashlib.sha256(json.dumps(nets, sort_keys=True).encode()).hexdigest()[:16]
    return {"stamp": stamp, "nets": nets}


def network(kind: str, run: Run) -> dict[str, Any]:
    name, colour = name_and_colour(kind)
    wiring = run.topology
    found = {
        "name": name, "colour": colour, "wiring": wiring.name, "recurrent": wiring.recurrent, "twoWay": wiring.two_way,
        "split": wiring.split if wiring.encoder_decoder else None, "reads": list(wiring.reads), "writes": list(wiring.writes),
        "edges": [[e.source.kind, e.source.step, e.target.kind, e.target.step, e.kind] for e in wiring.edges()],
        "inputs": list(run.inputs), "written": list(run.written),
        "outputs": [[[text, None if p is None else round(p, 4)] for text, p in best] for best in run.outputs],
        "forced": run.forced, "states": heatmap("state", run.states)}
    if run.states_back is not None:
        found["back"] = heatmap("state, right to left", run.states_back)
    if run.attention is not None:
        found["attention"] = np.round(run.attention, 3).tolist()
    if run.pictures is not None:
        found["pictures"] = picture(run.pictures)
    return found


def picture(grey: np.ndarray) -> dict[str, Any]:
    """(T, w) or (T, h, w) grey values as bytes, 255 for 1."""
    square = grey if grey.ndim == 3 else grey[:, None]
    packed = np.round(np.clip(square, 0, 1) * 255).astype(np.uint8)
    return {"height": square.shape[1], "width": square.shape[2], "values": base64.b64encode(packed.tobytes()).decode()}


def rows(runs: dict[str, Run]) -> list[dict[str, str]]:
    """The same as a table: one row a step; what a step does not write but would say stands in brackets."""
    alike = len({(run.topology.reads, run.topology.writes, run.inputs) for run in runs.values()}) == 1  # read the same, write at the same steps
    if not alike:
        return [{"Network": name_and_colour(kind)[0], **row} for kind, run in runs.items() for row in rows_of_one("Writes", run)]
    tables = [rows_of_one(name_and_colour(kind)[0], run) for kind, run in runs.items()]
    return [{name: cell for row in at_step for name, cell in row.items()} for at_step in zip(*tables, strict=True)]


def rows_of_one(heading: str, run: Run) -> list[dict[str, str]]:
    return [{"Step": f"{t + 1}", "Reads": run.inputs[t] or "–", heading: written(run, t)} for t in range(run.topology.steps)]


def written(run: Run, t: int, most: int = 3) -> str:
    """The most probable outputs of a step, the one that was taken first; in brackets where the step does not write."""
    best = ", ".join(text if p is None else f"{text} {percent(p)}" for text, p in run.outputs[t][:most])
    if not run.topology.writes[t]:
        return f"({best})" if best else "–"
    taken = run.written[t]
    if run.forced:
        return f"right is {taken}; it would write: {best}"
    return best if run.outputs[t][0][0] == taken else f"{taken}, drawn from: {best}"
