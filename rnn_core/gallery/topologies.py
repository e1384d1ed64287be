"""Who reads and who writes, step by step: the wirings of a recurrent network, as data.

    MANY_TO_ONE.reads, MANY_TO_ONE.writes             # one flag a step
    wiring = MANY_TO_ONE.unrolled(reads=7)            # the same wiring at the length of an input
    wiring.edges()                                    # what is drawn, and what may carry a change; no other way exists
    wiring.reach()                                    # (reading steps, writing steps): can a change get there?
    wiring.shapes(input_size=64, hidden_size=128, output_size=2)

The flags are the whole description: diagrams, shapes, runs and tests are made from them.  The five pictures are those of
Karpathy, The Unreasonable Effectiveness of Recurrent Neural Networks (2015).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

READ, STATE, WRITE, BACKWARD, FED, CONTEXT, LOOK = "read", "state", "write", "backward", "fed back", "context", "attention"


class Node(NamedTuple):
    """kind: x what is read, h the state, b the state of the direction from right to left, y what is written."""

    kind: str
    step: int


class Edge(NamedTuple):
    source: Node
    target: Node
    kind: str


@dataclass(frozen=True)
class Topology:
    """reads, writes: one flag a step.  recurrent: the state goes on to the next step.  feeds_back: what a step writes is
    read by the next.  two_way: a second direction runs from the last step to the first.  attends: the steps that write look
    at the states of all that read.  unfinished: may still read or write nowhere, and is only to be drawn."""

    name: str
    reads: tuple[bool, ...]
    writes: tuple[bool, ...]
    recurrent: bool = True
    feeds_back: bool = False
    two_way: bool = False
    attends: bool = False
    unfinished: bool = False

    def __post_init__(self) -> None:
        if len(self.reads) != len(self.writes) or not self.reads:
            raise ValueError(f"reads and writes have one flag a step; got {len(self.reads)} and {len(self.writes)}")
        if not self.unfinished and not (any(self.reads) and any(self.writes)):
            raise ValueError("a wiring reads at one step or more, and writes at one or more")

    @property
    def steps(self) -> int:
        return len(self.reads)

    @property
    def read_steps(self) -> tuple[int, ...]:
        return tuple(t for t, flag in enumerate(self.reads) if flag)

    @property
    def write_steps(self) -> tuple[int, ...]:
        return tuple(t for t, flag in enumerate(self.writes) if flag)

    @property
    def aligned(self) -> bool:
        """Every step reads and writes."""
        return all(self.reads) and all(self.writes)

    @property
    def split(self) -> int | None:
        """The first step of the decoder, when all reading is over before writing begins."""
        if not any(self.reads) or not any(self.writes):
            return None
        last, first = self.read_steps[-1], self.write_steps[0]
        return first if self.recurrent and first > last else None

    @property
    def encoder_decoder(self) -> bool:
        """All is read before anything is written, and both take more than one step: two parts that deserve their names."""
        return self.split is not None and len(self.read_steps) > 1 and len(self.write_steps) > 1

    def unrolled(self, reads: int, writes: int | None = None) -> "Topology":
        """The same wiring for `reads` inputs and `writes` outputs; ValueError where it has no such form.

        Writing begins as far after the last reading step as in this wiring: with it, or one later.
        """
        if self.aligned and self.steps > 1:
            if writes not in (None, reads):
                raise ValueError(f"{self.name} writes once for each input; got {reads} inputs and {writes} outputs")
            return self._of(reads, (True,) * reads, (True,) * reads)
        writes = len(self.write_steps) if writes is None else writes
        if len(self.write_steps) == 1 and writes != 1:
            raise ValueError(f"{self.name} writes once; got {writes} outputs")
        gap = self.write_steps[0] - self.read_steps[-1]
        if gap < 0:
            raise ValueError(f"{self.name} writes before it has read all, in a way of its own: it has one length only")
        steps = reads + gap + writes - 1
        return self._of(reads, tuple(t < reads for t in range(steps)), tuple(t >= reads + gap - 1 for t in range(steps)))

    def _of(self, reads: int, read: tuple[bool, ...], written: tuple[bool, ...]) -> "Topology":
        if reads < 1:
            raise ValueError(f"a wiring reads at one step or more; got {reads}")
        return replace(self, reads=read, writes=written)

    def edges(self) -> list[Edge]:
        """Every arrow, and no other: a change travels along these."""
        return [*self._across(), *(Edge(Node("x", t), Node(state, t), READ) for t in self.read_steps for state in self._state_kinds()),
                *(Edge(Node(state, t), Node("y", t), WRITE) for t in self.write_steps for state in self._state_kinds()),
                *self._looks()]

    def _state_kinds(self) -> str:
        return "hb" if self.two_way else "h"

    def _across(self) -> Iterator[Edge]:
        for t in range(self.steps - 1):
            if self.recurrent:
                yield Edge(Node("h", t), Node("h", t + 1), CONTEXT if t + 1 == self.split else STATE)
            if self.two_way:
                yield Edge(Node("b", t + 1), Node("b", t), BACKWARD)
            if self.feeds_back and self.writes[t]:
                yield Edge(Node("y", t), Node("h", t + 1), FED)

    def _looks(self) -> Iterator[Edge]:
        if self.attends:
            yield from (Edge(Node("h", s), Node("y", t), LOOK) for t in self.write_steps for s in self.read_steps if s <= t)

    def reach(self) -> np.ndarray:
        """(reading steps, writing steps) of bool: is there a way along the edges from that input to that output?"""
        goes: dict[Node, list[Node]] = {}
        for edge in self.edges():
            goes.setdefault(edge.source, []).append(edge.target)
        found = np.zeros((len(self.read_steps), len(self.write_steps)), bool)
        for row, t in enumerate(self.read_steps):
            seen, todo = {Node("x", t)}, [Node("x", t)]
            while todo:
                todo += [node for node in goes.get(todo.pop(), []) if node not in seen and not seen.add(node)]  # type: ignore[func-returns-value]
            found[row] = [Node("y", s) in seen for s in self.write_steps]
        return found

    def shapes(self, input_size: int, hidden_size: int, output_size: int, batch: int = 1) -> dict[str, tuple[int, ...]]:
        """What goes in, what is kept after every step, and what comes out, in torch.nn's order (steps, batch, size).

        A network that feeds back reads at every step: what does not come from outside stands under "fed back"."""
        found: dict[str, tuple[int, ...]] = {"input": (len(self.read_steps), batch, input_size)}
        if self.feeds_back and self.steps > len(self.read_steps):
            found["fed back"] = (self.steps - len(self.read_steps), batch, input_size)
        return found | {"states": (self.steps, batch, hidden_size * len(self._state_kinds())),
                        "output": (len(self.write_steps), batch, output_size)}


YES, NO = True, False
ONE_TO_ONE = Topology("one to one", (YES,), (YES,), recurrent=False)
ONE_TO_MANY = Topology("one to many", (YES, NO, NO, NO), (YES, YES, YES, YES), feeds_back=True)
MANY_TO_ONE = Topology("many to one", (YES, YES, YES, YES), (NO, NO, NO, YES))
MANY_TO_MANY = Topology("many to many, aligned", (YES, YES, YES, YES), (YES, YES, YES, YES))
ENCODER_DECODER = Topology("many to many, unaligned", (YES, YES, YES, NO, NO, NO), (NO, NO, NO, YES, YES, YES), feeds_back=True)
FORECAST = Topology("reads, then goes on by itself", (YES, YES, YES, NO), (NO, NO, YES, YES), feeds_back=True)
ALL = (ONE_TO_ONE, ONE_TO_MANY, MANY_TO_ONE, MANY_TO_MANY, ENCODER_DECODER)
