"""What the gradient page measures, behind bounded caches: settings in, sizes and packed sizes out."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from pages.common import links, models
from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared import packing
from rnn_core.gradients import Flow, gradient_flow, jacobians
from rnn_core.gradients.budget import lengths_within, longest_within, products_within
from rnn_core.gradients.networks import sizes
from rnn_core.gradients.trained import on_text
from rnn_core.text.completion import LONGEST as LONGEST_TEXT
from rnn_core.text.corpus import stretch
from rnn_core.text.vocabulary import tokenise

Array = np.ndarray
CELLS = ("rnn", "gru", "lstm")
LONGEST, BUDGET = 1000, 1.1  # steps; seconds of one core for one request
KINDS = {links.NOISE: "noise", links.SENTENCE: "sentence", links.PULSE: "pulse"}
QUANTITIES = {links.STATE: "state", links.HIDDEN: "hidden", links.CELL: "cell", links.INPUT: "input", links.SHARE: "weights"}
HIDDEN_SIZES = {"rnn": 270, "gru": 152, "lstm": 128}  # of the trained completers


class Setting(NamedTuple):
    """All that decides a measurement but its length: hashable, so that it is a cache's key."""

    trained: bool
    init: str
    forget: str
    hidden: int
    match: str
    rescale: str
    gain: float
    activation: str
    inputs: str
    scale: float
    net_seed: int
    seeds: int
    precision: str
    told: str
    sentence: str
    quantity: str
    among: int = 1  # how many settings share one request's budget

    @property
    def budget(self) -> float:
        return BUDGET / self.among

    @property
    def cells(self) -> tuple[str, ...]:
        return ("lstm",) if self.quantity == links.CELL else CELLS

    @property
    def longest(self) -> int:
        if self.trained:
            return min(len(tokenise(self.sentence)), LONGEST_TEXT) + 1
        if self.quantity == links.SHARE and self.told == links.EVERY:  # which needs every shorter length
            return longest_within(self.budget / 2, LONGEST, self.sizes, self.seeds)
        return int(lengths_within(self.budget, LONGEST, self.sizes, self.seeds)[-1])

    @property
    def sizes(self) -> dict[str, int]:
        chosen = HIDDEN_SIZES if self.trained else sizes(self.hidden, self.match == links.SAME_COUNT)
        return {cell: chosen[cell] for cell in self.cells}

    @property
    def grid(self) -> tuple[Array, int, int]:
        """Lengths, number of lags and seeds of the Jacobian's products: matrices, so fewer of them."""
        return products_within(self.budget, self.longest, self.sizes, self.seeds)

    @property
    def lengths(self) -> Array:
        """Those that are measured: all of them, or every k-th, as the budget allows."""
        return self.grid[0] if self.quantity == links.JACOBIAN else lengths_within(self.budget, self.longest, self.sizes, self.seeds)


def plan(settings: list[Setting]) -> Array:
    """The lengths at which all of these are measured."""
    if settings[0].quantity == links.JACOBIAN:
        return settings[0].lengths
    longest, stride = min(s.longest for s in settings), max(_stride(s.lengths) for s in settings)
    return np.arange(longest, 0, -stride)[::-1]


def _stride(lengths: Array) -> int:
    return int(lengths[-1] - lengths[-2]) if len(lengths) > 1 else 1


def setting(state: GradientFlow) -> Setting:
    among = 1 if state.nets == links.TRAINED else 1 + len(state.kept)
    trained = state.nets == links.TRAINED
    needs_words = trained or state.inputs == links.SENTENCE
    text = stretch(state.sentence, state.filler, state.seed) if needs_words else ""
    return Setting(trained, state.init, state.forget, state.hidden, state.match, state.rescale, state.gain, state.activation,
                   state.inputs, state.scale, state.net_seed, 1 if trained else state.seeds, state.precision, state.told, text, state.quantity, among)


def pinned(state: GradientFlow, kept: tuple[Any, ...]) -> Setting:
    """A pin's setting: the network and input it keeps, measured as the page measures now."""
    names = ("init", "forget", "hidden", "match", "rescale", "gain", "activation", "inputs", "scale", "net_seed", "seeds",
             "precision", "told", "filler", "seed", "sentence")
    told = dict(zip(names, kept, strict=True))
    words, filler, seed = (told.pop(name) for name in ("sentence", "filler", "seed"))
    text = stretch(words, filler, seed) if told["inputs"] == links.SENTENCE else ""
    return Setting(trained=False, sentence=text, quantity=state.quantity, among=1 + len(state.kept), **told)


@st.cache_resource(max_entries=24, show_spinner=False)
def flow(s: Setting, cell: str, seed: int, longest: int) -> Flow:
    """The run, forward; a sweep back is taken from it later."""
    loss = "every" if s.told == links.EVERY else "last"
    if s.trained:
        return on_text(models.completer(cell), s.sentence, loss=loss, dtype=s.precision)[0]
    weights = {"gain": s.gain} if s.rescale == links.GAIN else {"radius": s.gain}
    return gradient_flow(
        cell, length=longest, hidden_size=s.sizes[cell], init=s.init, nonlinearity=s.activation if cell == "rnn" else "tanh",
        forget_bias=None if s.forget == links.AS_RECIPE else float(s.forget), inputs=KINDS[s.inputs], input_scale=s.scale,
        sentence=s.sentence, loss=loss, dtype=s.precision, seed=s.net_seed + seed, **weights)


def runs(s: Setting, cell: str) -> list[Flow]:
    """One a seed."""
    key = s._replace(quantity=links.STATE, among=1)  # the run is the same whatever is measured of it
    return [flow(key, cell, seed, s.longest) for seed in range(s.seeds)]


def shortened(s: Setting, cell: str, length: int) -> Flow:
    """The first seed's network on the first steps of its input."""
    whole = runs(s, cell)[0]
    return Flow.of(whole.network, whole.inputs[:length], whole.readouts[:length], whole.loss)


def nearest(lengths: Array, length: int) -> int:
    """The measured length next to the one asked for."""
    return int(min(lengths, key=lambda n: abs(n - length)))


def _sizes(s: Setting, cell: str, lengths: Array) -> Array:
    """(seeds, lengths, T) log10 of what is measured."""
    if s.quantity == links.SHARE:
        return np.stack([f.weight_shares(lengths) for f in runs(s, cell)])
    return np.stack([f.of_prefixes(QUANTITIES[s.quantity], lengths) for f in runs(s, cell)])


def spread(found: Array) -> list[Array]:
    """Over the seeds, along the first axis: the (lower) median, and with more than one the lowest and the highest."""
    if len(found) == 1:
        return [found[0]]
    ordered = np.sort(found, 0)
    return [ordered[(len(found) - 1) // 2], ordered[0], ordered[-1]]


@st.cache_data(max_entries=256, show_spinner=False)
def at_length(s: Setting, length: int) -> dict[str, list[Array]]:
    """Cell by cell the sizes at one length, lag 0 first; median, lowest, highest."""
    return {cell: [row[0, :length][::-1] for row in spread(_sizes(s, cell, np.array([length])))] for cell in s.cells}


@st.cache_data(max_entries=48, show_spinner=False)
def all_lengths(s: Setting, chosen: tuple[int, ...]) -> list[list[str]]:
    """Every length of the plan, packed: cell by cell; median, lowest, highest."""
    lengths = np.array(chosen)
    return [[packing.pack(rows[:, : chosen[-1]], lengths) for rows in spread(_sizes(s, cell, lengths))] for cell in s.cells]


@st.cache_data(max_entries=64, show_spinner=False)
def words(s: Setting) -> tuple[list[str], dict[str, str]] | None:
    """What trained networks have read, and the word that each expects in the end."""
    if not s.trained:
        return None
    told = {cell: on_text(models.completer(cell), s.sentence) for cell in s.cells}
    return next(iter(told.values()))[1], {cell: answer for cell, (_, _, answer) in told.items()}


@dataclass(frozen=True)
class Products:
    """log10 ‖∂s_n/∂s_{n-k}‖₂ for lengths n and lags k, and the direct path beside it; each the median of the first `seeds`
    seeds, and with more than one the lowest and the highest."""

    lengths: Array
    lags: Array
    seeds: int
    total: dict[str, list[Array]]
    direct: dict[str, list[Array]]


@st.cache_data(max_entries=48, show_spinner=False)
def products(s: Setting) -> Products:
    lengths, count, seeds = s.grid
    lags, total, direct = np.union1d(jacobians.lags(int(lengths[-1]) - 1, count), lengths - 1), {}, {}
    for cell in s.cells:
        measured = [flow.run for flow in runs(s, cell)[:seeds]]
        total[cell] = spread(np.stack([jacobians.spectral_norms(run, lengths, lags) for run in measured]))
        paths = [p for p in (jacobians.direct_path(run, lengths, lags) for run in measured) if p is not None]
        if paths:
            direct[cell] = spread(np.stack(paths))
    return Products(lengths, lags, seeds, total, direct)
