"""What is measured of which networks: the page's settings in the core's terms.  No Streamlit here.

    Measurement.of(GradientFlow(init="keras", forget="2"))      # hashable: the key of every cache of this page
"""

import hashlib
from typing import Any, NamedTuple

import numpy as np

from pages.common import links
from pages.common.theme import CELLS
from rnn_core.gradients import networks
from rnn_core.gradients.budget import lengths_within, longest_within, products_within
from rnn_core.text.completion import LONGEST as LONGEST_TEXT
from rnn_core.text.corpus import add_filler
from rnn_core.text.vocabulary import tokenise

LONGEST, BUDGET = 1000, 1.1  # steps; seconds of one core for one request
INPUTS = {links.NOISE: "noise", links.SENTENCE: "sentence", links.PULSE: "pulse"}
LOSSES = {links.LAST: "last", links.EVERY: "every"}
COMPLETER_SIZES = {"rnn": 270, "gru": 152, "lstm": 128}


class Measurement(NamedTuple):
    """All that decides a measurement but its length."""

    quantity: str
    trained: bool  # the completers on a sentence, instead of fresh networks
    sentence: str
    init: str
    forget_bias: float | None
    hidden_size: int
    equal_parameters: bool
    gain: float
    radius: float | None
    nonlinearity: str  # the RNN's
    inputs: str
    input_scale: float
    seed: int
    seeds: int
    dtype: str
    loss: str
    from_one: bool = False  # every line divided by its size at the last step
    sharing: int = 1  # how many measurements share one request's budget

    @classmethod
    def of(cls, state: links.GradientFlow) -> "Measurement":
        trained, by_gain = state.nets == links.TRAINED, state.rescale == links.GAIN
        reads_words = trained or state.inputs == links.SENTENCE
        return cls(
            quantity=state.quantity, trained=trained, sentence=add_filler(state.sentence, state.filler, state.seed) if reads_words else "",
            init=state.init, forget_bias=None if state.forget == links.AS_RECIPE else float(state.forget), hidden_size=state.hidden,
            equal_parameters=state.match == links.SAME_COUNT, gain=state.gain if by_gain else 1.0, radius=None if by_gain else state.gain,
            nonlinearity=state.activation, inputs=INPUTS[state.inputs], input_scale=state.scale, seed=state.net_seed,
            seeds=1 if trained else state.seeds, dtype=state.precision, loss=LOSSES[state.told],
            from_one=trained and state.scaled == links.FROM_ONE and state.quantity not in (links.SHARE, links.JACOBIAN), sharing=1 if trained else 1 + len(state.kept))

    @property
    def budget(self) -> float:
        return BUDGET / self.sharing

    @property
    def cells(self) -> tuple[str, ...]:
        return ("lstm",) if self.quantity == links.CELL else CELLS

    @property
    def sizes(self) -> dict[str, int]:
        """Every cell's hidden size."""
        chosen = COMPLETER_SIZES if self.trained else networks.sizes(self.hidden_size, self.equal_parameters)
        return {cell: chosen[cell] for cell in self.cells}

    @property
    def longest(self) -> int:
        if self.trained:
            return min(len(tokenise(self.sentence)), LONGEST_TEXT) + 1
        if self.quantity == links.SHARE and self.loss == "every":  # which needs every shorter length
            return longest_within(self.budget / 2, LONGEST, self.sizes, self.seeds)
        return int(lengths_within(self.budget, LONGEST, self.sizes, self.seeds)[-1])

    @property
    def products(self) -> tuple[np.ndarray, int, int]:
        """Lengths, number of lags and seeds of the Jacobian's products: matrices, so fewer of them."""
        return products_within(self.budget, self.longest, self.sizes, self.seeds)

    @property
    def lengths(self) -> np.ndarray:
        """Those that are measured: all of them, or every k-th, as the budget allows."""
        return self.products[0] if self.quantity == links.JACOBIAN else lengths_within(self.budget, self.longest, self.sizes, self.seeds)


def stamp(*parts: Any) -> str:
    """One short text for all that decides a picture."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
