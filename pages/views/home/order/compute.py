"""The same words in many orders, read by the completers; and what is left of an answer when the order is taken away."""

from functools import cache

import numpy as np
import streamlit as st

from pages.common import models
from pages.common.theme import CELLS
from rnn_core.nn.losses import softmax
from rnn_core.text.completion import Completer
from rnn_core.text.vocabulary import tokenise

WRITTEN, SWAPPED = "i come from germany , not from france , so i speak", "i come from france , not from germany , so i speak"
FIRST, SECOND = "german", "french"
SHUFFLES, ORDERS = 10, 400


@cache
def orders(count: int = ORDERS) -> tuple[tuple[str, ...], ...]:
    """So many random orders of the sentence's words, always the same ones."""
    tokens, rng = np.array(tokenise(WRITTEN)), np.random.default_rng(0)
    return tuple(tuple(rng.permutation(tokens).tolist()) for _ in range(count))


def sentences() -> list[tuple[str, ...]]:
    """As written, with the countries swapped, and some of the shuffled ones."""
    return [tuple(tokenise(WRITTEN)), tuple(tokenise(SWAPPED)), *orders()[:SHUFFLES]]


def probabilities(completer: Completer, rows: list[tuple[str, ...]]) -> np.ndarray:
    """(rows, 2) of the two answers after each of the rows, all equally long."""
    ids = np.stack([[0, *completer.vocabulary.encode(row)] for row in rows], 1)
    found = softmax(completer.logits(completer.states(ids)[0][-1].astype(np.float64)))
    return found[:, [completer.vocabulary.ids[word] for word in (FIRST, SECOND)]]


def share(p: np.ndarray) -> np.ndarray:
    """How much of the two answers' probability the first has."""
    return p[..., 0] / p.sum(-1)


@st.cache_data(max_entries=1, show_spinner=False)
def shares() -> tuple[dict[str, list[float]], float]:
    """Network by network the share after each of the sentences; and that of a bag of words: the LSTM's probabilities, averaged over
    all the orders, a function of the words alone (Janossy pooling, Murphy et al. 2019)."""
    found = {cell: share(probabilities(models.completer(cell), sentences())).tolist() for cell in CELLS}
    return found, float(share(probabilities(models.completer("lstm"), list(orders())).mean(0)))
