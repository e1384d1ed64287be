"""What one run of a gallery network leaves behind, the same for every room, and the drawing's only source.

    run = model.run("not bad at all")
    run.topology.writes          # the wiring, unrolled to this input
    run.outputs[-1]              # (("positive", 0.83), ("negative", 0.17))
"""

from dataclasses import dataclass

import numpy as np

from rnn_core.gallery.topologies import Topology

TOP = 5


@dataclass(frozen=True)
class Run:
    """inputs: a text for every step, empty where nothing is read but what was written before.  outputs: for every step (text, probability) pairs, the
    most probable first, None where no probability was computed; where the step does not write, what the network would say if it ended there, or nothing.
    states (T, H) after every step; states_back (T, H) of the direction from right to left.  pictures (T, w) or
    (T, h, w), grey values 0 to 1 that were read.  attention (writing steps, reading steps), rows that sum to 1.
    taken: what was written at every step, empty where nothing is; the most probable when left out, another when drawn.
    forced: `taken` was not written by the network, but is what is right, and is read by the next step (teacher forcing)."""

    topology: Topology
    inputs: tuple[str, ...]
    outputs: tuple[tuple[tuple[str, float | None], ...], ...]
    states: np.ndarray
    states_back: np.ndarray | None = None
    pictures: np.ndarray | None = None
    attention: np.ndarray | None = None
    taken: tuple[str, ...] | None = None
    forced: bool = False

    def __post_init__(self) -> None:
        steps = self.topology.steps
        for name in ("inputs", "outputs", "states", "states_back", "pictures", "taken"):
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

    @property
    def written(self) -> tuple[str, ...]:
        """The text that each step wrote; empty where it writes nothing."""
        if self.taken is not None:
            return self.taken
        return tuple(best[0][0] if flag else "" for flag, best in zip(self.topology.writes, self.outputs, strict=True))


def ranked(names: tuple[str, ...] | list[str], probabilities: np.ndarray, most: int = TOP) -> tuple[tuple[str, float], ...]:
    """The most probable of `names` with their probabilities, as an entry of Run.outputs."""
    order = np.argsort(-probabilities, kind="stable")[:most]
    return tuple((names[k], float(probabilities[k])) for k in order)
