"""The training of a tiny cell, behind a bounded cache."""

import numpy as np
import streamlit as st

from pages.common.links import FIRST_NUMBER, InsideCell
from rnn_core.memory.scalar import Study, Task, by_heart, first_number, train
from rnn_core.nn.equations import parameters
from rnn_core.nn.layers import CELLS

TAUGHT = ("toy_task", "toy_cell", "toy_delay", "toy_sequence", "toy_bias", "toy_rounds", "toy_seed")  # what a training hangs on


def study(state: InsideCell) -> Study:
    """ValueError: a sequence too short to be learnt."""
    return _study(*(getattr(state, name) for name in TAUGHT))


@st.cache_data(max_entries=64, show_spinner="Training …")
def _study(task: str, cell: str, delay: int, sequence: tuple[float, ...], bias: float, rounds: int, seed: int) -> Study:
    return train(cell.lower(), _task(task, delay, sequence), steps=rounds, seed=seed, bias=bias)


def _task(task: str, delay: int, sequence: tuple[float, ...]) -> Task:
    return first_number(delay) if task == FIRST_NUMBER else by_heart(np.array(sequence))


def shown(state: InsideCell) -> tuple[list[float], list[float | None]]:
    """What the picture's cell reads, and what is wanted of it after each step."""
    if state.toy_task == FIRST_NUMBER:
        return [0.5] + [0.0] * state.toy_delay, [None] * state.toy_delay + [0.5]
    return list(state.toy_sequence[:-1]), list(state.toy_sequence[1:])


def equations_weights(cell: str, weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """torch.nn's parameters of a cell of one unit, as its equations name them."""
    net = CELLS[cell.lower()](1, 1, dtype="float64")
    net.load_state_dict(weights)
    return parameters(net)
