"""The plain RNN's run over the visitor's sentence: its state, the two voices that make it, and what it expects."""

from typing import NamedTuple

import numpy as np
import streamlit as st

from pages.common import models
from rnn_core.nn.losses import softmax
from rnn_core.text.completion import Completer
from rnn_core.text.vocabulary import tokenise

UNITS = 2  # whose numbers are shown


class Run(NamedTuple):
    """T steps; the first reads the mark of the start.  u = W_ih x + b_ih, v = W_hh h + b_hh, h' = tanh(u + v)."""

    words: list[str]
    h: np.ndarray  # (T, H)
    u: np.ndarray  # (T, H)
    v: np.ndarray  # (T, H)
    best: list[tuple[str, float]]
    shapes: dict[str, tuple[int, int]]


def run(rnn: Completer, text: str) -> Run:
    words, p = tokenise(text), rnn.params
    ids = np.array([0, *rnn.vocabulary.encode(words)])
    h = rnn.states(ids[:, None])[0][:, 0]
    before = np.concatenate([np.zeros_like(h[:1]), h[:-1]])
    u = p["embedding.weight"][ids] @ p["net.weight_ih_l0"].T + p["net.bias_ih_l0"]
    v = before @ p["net.weight_hh_l0"].T + p["net.bias_hh_l0"]
    expected = softmax(rnn.logits(h))
    best = 2 + expected[:, 2:].argmax(1)
    return Run(["start", *words], h, u, v, [(rnn.vocabulary.words[k], float(row[k])) for k, row in zip(best, expected, strict=True)],
               {name: p[f"net.weight_{name}_l0"].shape for name in ("ih", "hh")})


@st.cache_data(max_entries=16, show_spinner=False)
def of(text: str) -> Run:
    return run(models.completer("rnn").in_float64(), text)


def liveliest(h: np.ndarray, count: int = UNITS) -> list[int]:
    """The units that move most from step to step, in their order."""
    return sorted(np.argsort(-np.abs(np.diff(h, axis=0)).sum(0), kind="stable")[:count].tolist())
