"""The visitor's wiring, run by a real network, every input moved once."""

import numpy as np
import streamlit as st

from rnn_core.gallery.runs import Run
from rnn_core.gallery.topologies import Topology
from rnn_core.gallery.wired_runs import carried, noise, run
from rnn_core.gallery.wiring_tasks import Task

CELL, SIZE, SEED = "gru", 16, 0


@st.cache_data(max_entries=256, show_spinner=False)
def output_changes(wiring: Topology) -> np.ndarray:
    """(reading steps, writing steps): how far each output moves when one input does, in the untrained GRU that is drawn."""
    return carried(wiring, CELL, hidden_size=SIZE, seed=SEED)


@st.cache_data(max_entries=256, show_spinner=False)
def example_run(task: Task, wiring: Topology) -> Run:
    """The wiring with the task's things in it, as one run: who wrote what is the task's, the states are the network's."""
    _, states, back = run(wiring, noise(wiring, SEED), cell=CELL, hidden_size=SIZE, seed=SEED)
    return filled_in(task, wiring, states, back)


def change_rows(wiring: Topology) -> list[dict[str, str]]:
    """How far every output moves, input by input, as rows of a table."""
    outputs = [f"output {k + 1}, step {t + 1}" for k, t in enumerate(wiring.write_steps)]
    return [{"Input moved": f"{j + 1}, step {t + 1}"} | {name: f"{value:.2g}" if value else "0: no way leads there"
                                                         for name, value in zip(outputs, moved, strict=True)}
            for j, (t, moved) in enumerate(zip(wiring.read_steps, output_changes(wiring), strict=True))]


def unfinished_run(task: Task, reads: tuple[int, ...], writes: tuple[int, ...]) -> Run:
    """All steps of the task with what has been chosen so far; no network has run, so that the states are empty."""
    steps = range(task.steps)
    wiring = Topology("your wiring", tuple(t in reads for t in steps), tuple(t in writes for t in steps), unfinished=True)
    return filled_in(task, wiring, np.zeros((task.steps, SIZE)), None)


def filled_in(task: Task, wiring: Topology, states: np.ndarray, back: np.ndarray | None) -> Run:
    given, wanted = dict(zip(wiring.read_steps, task.given, strict=False)), dict(zip(wiring.write_steps, task.wanted, strict=False))
    inputs = tuple(given.get(t, "?") if flag else "" for t, flag in enumerate(wiring.reads))
    outputs = tuple(((wanted.get(t, "?"), None),) if flag else () for t, flag in enumerate(wiring.writes))
    return Run(wiring, inputs, outputs, states, back)
