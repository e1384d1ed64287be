"""Any wiring, run as it is described, step by step: the reference for the rooms' faster runs, and the check of every edge.

    written, states, back = run(MANY_TO_ONE, x, cell="gru", hidden_size=8, output_size=2, seed=0)
    carried(MANY_TO_ONE, "gru", seed=0)              # (reading steps, writing steps): how much each input moves each output

The network is untrained: whether a change can get somewhere is a matter of wires, not of weights.
"""

from typing import Any

import numpy as np

from rnn_core.gallery.topologies import Topology
from rnn_core.nn import checks
from rnn_core.nn.layers import CELLS
from rnn_core.nn.losses import softmax

STEP = 0.5  # how far an input is moved


def run(wiring: Topology, x: np.ndarray, *, cell: str = "gru", hidden_size: int = 8, output_size: int = 3,
        seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """(writing steps, output_size) written, (T, H) states, and those of the direction from right to left if there is one; for
    x (reading steps, input_size), in float64.

    Where nothing is read and nothing is fed back, the step's input is zero.
    """
    if len(x) != len(wiring.read_steps):
        raise ValueError(f"x must have a row for each of the {len(wiring.read_steps)} reading steps; got {len(x)}")
    net = _Network(checks.choice("cell", cell, tuple(CELLS)), x.shape[1], hidden_size, output_size, seed)
    rows = iter(x)
    inputs = [next(rows) if flag else np.zeros(x.shape[1]) for flag in wiring.reads]
    back = net.from_the_right(inputs) if wiring.two_way else np.zeros((wiring.steps, hidden_size))
    states, written, state, fed = [], [], None, np.zeros(output_size)
    for t in range(wiring.steps):
        h, state = net.step(inputs[t], fed, state if wiring.recurrent else None)
        states.append(h)
        looked = [states[s] for s in wiring.read_steps if s <= t] if wiring.attends else []
        y = net.write(h, back[t], looked)
        fed = y if wiring.feeds_back and wiring.writes[t] else np.zeros(output_size)
        if wiring.writes[t]:
            written.append(y)
    return np.stack(written), np.stack(states), back if wiring.two_way else None


class _Network:
    """One step at a time: [input, what was fed back] → state; state, the other direction, what was looked at → output."""

    def __init__(self, cell: str, input_size: int, hidden_size: int, output_size: int, seed: int):
        rng = np.random.default_rng(seed)
        self.cell = CELLS[cell](input_size + output_size, hidden_size, dtype="float64", rng=rng)
        self.reverse = CELLS[cell](input_size, hidden_size, dtype="float64", rng=rng)
        self.heads = rng.normal(size=(3, output_size, hidden_size))

    def step(self, x: np.ndarray, fed: np.ndarray, state: Any) -> tuple[np.ndarray, Any]:
        output, state = self.cell(np.concatenate([x, fed])[None, None], state)
        return output[0, 0], state

    def from_the_right(self, inputs: list[np.ndarray]) -> np.ndarray:
        return self.reverse(np.stack(inputs[::-1])[:, None])[0][::-1, 0]

    def write(self, h: np.ndarray, back: np.ndarray, looked: list[np.ndarray]) -> np.ndarray:
        y = self.heads[0] @ h + self.heads[1] @ back
        if looked:
            scores = np.stack(looked) @ h  # Luong et al. 2015, dot
            y = y + self.heads[2] @ (softmax(scores) @ np.stack(looked))
        return np.tanh(y)


def noise(wiring: Topology, seed: int = 0) -> np.ndarray:
    """(reading steps, 4) numbers to read, from N(0, 1)."""
    return np.random.default_rng(seed).normal(size=(len(wiring.read_steps), 4))


def carried(wiring: Topology, cell: str = "gru", *, hidden_size: int = 8, seed: int = 0) -> np.ndarray:
    """(reading steps, writing steps): the largest change of each output when one input moves; 0 where no way leads."""
    x = noise(wiring, seed)
    before = run(wiring, x, cell=cell, hidden_size=hidden_size, seed=seed)[0]
    found = np.zeros((len(x), len(before)))
    for row in range(len(x)):
        moved = x.copy()
        moved[row] += STEP
        found[row] = np.abs(run(wiring, moved, cell=cell, hidden_size=hidden_size, seed=seed)[0] - before).max(1)
    return found
