"""What a completer makes of a text word by word, and which words its answer hangs on.

    run = watch(completer, "i grew up in germany so i speak fluent", answer="german")
    run.probability                              # (T + 1,) that of the answer, before the first word and after each
    run.signals["h"]                             # (T + 1, H) the state at the same places; an LSTM's c and gates, too
    by_gradient(completer, text, "german")       # (T,) ‖∂ log p(german) / ∂x_t‖
    by_deletion(completer, text, "german")       # (T,) log p(german | text) - log p(german | text without word t)

x_t is the vector of the t-th word.  The gradient says how the answer would change for a small push on a word's vector
(Simonyan et al. 2014); deletion, what it would be had the word not been there (leave one out).  Both are in nats, and
they differ: a saturated network may hardly move for a small push where it falls for a missing word.
"""

from dataclasses import dataclass

import numpy as np

from rnn_core.nn.losses import log_softmax
from rnn_core.text.completion import LONGEST, Completer
from rnn_core.text.vocabulary import tokenise

ROUNDING = 1e-12
SHOWN = {"rnn": (), "gru": ("r", "z", "n"), "lstm": ("i", "f", "g", "o"), "window": ()}


@dataclass(frozen=True)
class Run:
    """T words were read; place 0 is before the first of them."""

    tokens: tuple[str, ...]
    answer: str
    best: tuple[tuple[tuple[str, float], ...], ...]  # at every place, the most probable words with their probabilities
    probability: np.ndarray  # (T + 1,) of the answer
    signals: dict[str, np.ndarray]  # h, and what else the cell keeps: each (T + 1, H)


def _ids(completer: Completer, tokens: list[str]) -> np.ndarray:
    return np.concatenate([[0], completer.vocabulary.encode(tokens)]).astype(np.int64)


def _answer(completer: Completer, answer: str) -> int:
    if answer not in completer.vocabulary:
        raise ValueError(f"{answer!r} is not among the {len(completer.vocabulary) - 2:,} words the network knows")
    return completer.vocabulary.ids[answer]


def watch(completer: Completer, text: str, answer: str, count: int = 3) -> Run:
    """The whole run over a text, of which at most the last LONGEST words are read."""
    tokens, k = tokenise(text)[-LONGEST:], _answer(completer, answer)
    h, run = completer.states(_ids(completer, tokens)[:, None], keep=True)
    log_p = log_softmax(completer.logits(h[:, 0].astype(np.float64)))
    words, p = completer.vocabulary.words, np.exp(log_p)
    best = tuple(tuple((words[w], float(row[w])) for w in 2 + np.argsort(-row[2:], kind="stable")[:count]) for row in p)
    signals = {"h": h[:, 0]}
    if completer.kind == "lstm":
        signals["c"] = run.c[0, :, 0]
    signals |= {gate: run.gates[gate][0, :, 0] for gate in SHOWN[completer.kind]}
    return Run(tuple(tokens), answer, best, p[:, k], signals)


def by_gradient(completer: Completer, text: str, answer: str) -> np.ndarray:
    """(T,) the norm of the slope of log p(answer) along every word's vector, in nats per unit of length."""
    tokens, k = tokenise(text)[-LONGEST:], _answer(completer, answer)
    return np.linalg.norm(completer.slopes_at_words(_ids(completer, tokens)[:, None], k)[1:].astype(np.float64), axis=-1)


def by_deletion(completer: Completer, text: str, answer: str) -> np.ndarray:
    """(T,) by how many nats log p(answer) falls without each word; below 0 where it rises.

    What lies below ROUNDING of a nat is the last digits of float64, and given as 0: use completer.in_float64().
    """
    tokens, k = tokenise(text)[-LONGEST:], _answer(completer, answer)
    whole = log_odds(completer, completer.states(_ids(completer, tokens)[:, None])[0][-1], k)
    if not tokens:
        return np.zeros(0)
    falls = whole - log_odds(completer, completer.states_without(_ids(completer, tokens)), k)
    return np.where(np.abs(falls) < ROUNDING, 0, falls)


def log_odds(completer: Completer, h: np.ndarray, first: int, second: int | None = None) -> np.ndarray:
    """(N,) log p(first), or log p(first) - log p(second), for the states h (N, H), in float64."""
    log_p = log_softmax(completer.logits(h.astype(np.float64)))
    return log_p[:, first] if second is None else log_p[:, first] - log_p[:, second]


def odds(completer: Completer, text: str, first: str, second: str) -> float:
    """log p(first) - log p(second) after the text, in nats."""
    h = completer.states(_ids(completer, tokenise(text)[-LONGEST:])[:, None])[0][-1]
    return float(log_odds(completer, h, _answer(completer, first), _answer(completer, second))[0])
