"""The room in which the visitor wires a network: their wiring, run by a real network, every input moved once."""

import numpy as np
import streamlit as st

from rnn_core.gallery.runs import Run
from rnn_core.gallery.topologies import Topology
from rnn_core.gallery.wired_runs import carried, noise, run
from rnn_core.gallery.wiring_tasks import Task

Array = np.ndarray
CELL, SIZE, SEED = "gru", 16, 0


@st.cache_data(max_entries=256, show_spinner=False)
def moved(wiring: Topology) -> Array:
    """(reading steps, writing steps): how far each output moves when one input does, in the untrained GRU that is drawn."""
    return carried(wiring, CELL, hidden_size=SIZE, seed=SEED)


@st.cache_data(max_entries=256, show_spinner=False)
def drawn(task: Task, wiring: Topology) -> Run:
    """The wiring with the task's things in it, as one run: who wrote what is the task's, the states are the network's."""
    _, states, back = run(wiring, noise(wiring, SEED), cell=CELL, hidden_size=SIZE, seed=SEED)
    given, wanted = dict(zip(wiring.read_steps, task.given, strict=False)), dict(zip(wiring.write_steps, task.wanted, strict=False))
    outputs = tuple((((wanted.get(t, "?")), None),) if flag else () for t, flag in enumerate(wiring.writes))
    return Run(wiring, tuple(given.get(t, "?") if flag else "" for t, flag in enumerate(wiring.reads)), outputs, states, back)


def rows(task: Task, wiring: Topology) -> list[dict[str, str]]:
    """How far every output moved, input by input."""
    found = moved(wiring)
    outputs = [f"output {k + 1}, step {t + 1}" for k, t in enumerate(wiring.write_steps)]
    return [{"Input moved": f"{j + 1}, step {t + 1}"} | {name: f"{value:.2g}" if value else "0: no way leads there"
                                                      for name, value in zip(outputs, found[j], strict=True)}
            for j, t in enumerate(wiring.read_steps)]
