"""What one run of a gallery network leaves behind, the same for every room, and the drawing's only source.

    run = model.run("not bad at all")
    run.topology.writes          # the wiring, unrolled to this input
    run.outputs[-1]              # (("positive", 0.83), ("negative", 0.17))
"""

from dataclasses import dataclass

import numpy as np

from rnn_core.topologies import Topology

Array = np.ndarray
TOP = 5


@dataclass(frozen=True)
class Run:
    """inputs: a text for every step, empty where nothing is read.  outputs: for every step (text, probability) pairs, the
    most probable first; where the step does not write, what the network would say if it ended there, or nothing.
    states (T, H) after every step; states_back (T, H) of the strand that runs from right to left.  pictures (T, w) or
    (T, h, w), grey values 0 to 1 that were read.  attention (writing steps, reading steps), rows that sum to 1."""

    topology: Topology
    inputs: tuple[str, ...]
    outputs: tuple[tuple[tuple[str, float], ...], ...]
    states: Array
    states_back: Array | None = None
    pictures: Array | None = None
    attention: Array | None = None

    def __post_init__(self) -> None:
        steps = self.topology.steps
        for name in ("inputs", "outputs", "states", "states_back", "pictures"):
            value = getattr(self, name)
            if value is not None and len(value) != steps:
                raise ValueError(f"{name} must have one entry for each of the {steps} steps; got {len(value)}")
        silent = [t for t in self.topology.write_steps if not self.outputs[t]]
        if silent:
            raise ValueError(f"the wiring writes at step {silent[0]}, and outputs has nothing there")
        if self.topology.attends:
            shape = (len(self.topology.write_steps), len(self.topology.read_steps))
            if self.attention is None or self.attention.shape != shape:
                raise ValueError(f"attention must have shape {shape}")


def ranked(names: tuple[str, ...] | list[str], probabilities: Array, most: int = TOP) -> tuple[tuple[str, float], ...]:
    """The most probable of `names` with their probabilities, as an entry of Run.outputs."""
    order = np.argsort(-probabilities, kind="stable")[:most]
    return tuple((names[k], float(probabilities[k])) for k in order)
