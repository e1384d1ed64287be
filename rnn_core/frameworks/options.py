"""What a visitor may choose for the two programs, and which choices make no sense together, and why.

    Options(cell="lstm", task="tagging", bidirectional=True, masked=True)
    conflicts(Options(task="generation", bidirectional=True))       # ["…reads the notes that are still to come…"]
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache

from rnn_core.nn import checks

CELLS = ("rnn", "lstm", "gru")
NAMES = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}
KERAS_NAMES = NAMES | {"rnn": "SimpleRNN"}
TASKS = ("classification", "tagging", "generation", "sequence-to-sequence", "forecasting")
ZEROS, GIVEN = "zeros", "given"
MOST_LAYERS, MOST_UNITS, LAST_SEED, MOST_DROPOUT = 4, 256, 999, 0.9


@dataclass(frozen=True)
class Options:
    cell: str = "lstm"
    task: str = "classification"
    num_layers: int = 1
    hidden_size: int = 32
    bidirectional: bool = False
    dropout: float = 0.0
    embedding: bool = True
    masked: bool = False
    initial_state: str = ZEROS
    seed: int = 0

    def __post_init__(self) -> None:
        checks.choice("cell", self.cell, CELLS)
        checks.choice("task", self.task, TASKS)
        checks.choice("initial_state", self.initial_state, (ZEROS, GIVEN))
        for name, low, high in (("num_layers", 1, MOST_LAYERS), ("hidden_size", 1, MOST_UNITS), ("seed", 0, LAST_SEED)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                raise ValueError(f"{name} must be a whole number from {low} to {high}; got {value!r}")
        if checks.fraction("dropout", self.dropout) > MOST_DROPOUT:
            raise ValueError(f"dropout must be at most {MOST_DROPOUT}; got {self.dropout!r}")
        for name in ("bidirectional", "embedding", "masked"):
            checks.flag(name, getattr(self, name))

    @property
    def directions(self) -> int:
        return 1 + self.bidirectional

    @property
    def width(self) -> int:
        """Numbers that the recurrent layer hands on at each step."""
        return self.directions * self.hidden_size

    @property
    def lstm(self) -> bool:
        return self.cell == "lstm"

    @property
    def given(self) -> bool:
        """Whether initial states are passed in."""
        return self.initial_state == GIVEN


def conflicts(o: Options) -> list[str]:
    """Why this combination makes no sense; empty when it does."""
    why = []
    if o.task == "generation" and o.bidirectional:
        why.append("A two-way network cannot generate: its backward half would have to read the notes that are still to be "
                   "written. Choose one direction, or a task that has the whole sequence before it answers.")
    if o.task == "forecasting" and o.embedding:
        why.append("An embedding looks up a row for each token id; a forecast reads measured numbers, which are no ids. "
                   "Choose raw features.")
    if o.dropout and o.num_layers == 1:
        why.append("Dropout stands between stacked layers here, as in torch.nn.LSTM(dropout=…); with one layer there is no "
                   "between, and PyTorch only warns and does nothing. Choose two layers or no dropout.")
    return why


def without_conflicts(o: Options) -> Options:
    """The nearest combination that makes sense: the task and the cell stay."""
    return replace(o, bidirectional=o.bidirectional and o.task != "generation",
                   embedding=o.embedding and o.task != "forecasting", dropout=o.dropout if o.num_layers > 1 else 0.0)


VALUES: dict[str, tuple] = {
    "cell": CELLS, "task": TASKS, "num_layers": (1, 2, 3), "hidden_size": (16, 32), "bidirectional": (False, True),
    "dropout": (0.0, 0.3), "embedding": (True, False), "masked": (False, True), "initial_state": (ZEROS, GIVEN), "seed": (0, 1)}
assert tuple(VALUES) == tuple(f.name for f in fields(Options))


def grid() -> Iterator[Options]:
    """Every combination of VALUES that makes sense."""
    for values in itertools.product(*VALUES.values()):
        o = Options(*values)
        if not conflicts(o):
            yield o


@cache
def covering() -> list[Options]:
    """A few combinations among which every pair of values that can stand together does so at least once (greedy)."""
    every = list(grid())
    pairs = {o: frozenset(itertools.combinations([(f.name, getattr(o, f.name)) for f in fields(o)], 2)) for o in every}
    missing, chosen = set().union(*pairs.values()), []
    while missing:
        best = max(every, key=lambda o: len(pairs[o] & missing))
        chosen.append(best)
        missing -= pairs[best]
    return chosen
