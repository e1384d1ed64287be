"""The trained LSTM with its forget gate held by hand."""

import numpy as np
import streamlit as st

from pages.common import models
from rnn_core.gradients.trained import on_text
from rnn_core.nn.losses import softmax
from rnn_core.text.completion import Completer
from rnn_core.text.vocabulary import tokenise

HELD = (*(k / 10 for k in range(10)), 0.95, 1.0, None)  # None: as the network sets it


def sigmoid(a: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-a))


def final_state(lstm: Completer, text: str, held: float | None, after: int) -> np.ndarray:
    """(H,) h after the text; from the word after place `after` on, every unit's forget gate is `held`."""
    p = {name: value.astype(np.float64) for name, value in lstm.params.items()}
    ids = [0, *lstm.vocabulary.encode(tokenise(text))]
    h = c = np.zeros(lstm.net.hidden_size)
    for t, word in enumerate(ids):
        a = p["net.weight_ih_l0"] @ p["embedding.weight"][word] + p["net.bias_ih_l0"] + p["net.weight_hh_l0"] @ h + p["net.bias_hh_l0"]
        i, f, g, o = np.split(a, 4)
        keep = sigmoid(f) if held is None or t <= after + 1 else np.full_like(f, held)
        c = keep * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return h


@st.cache_data(max_entries=64, show_spinner=False)
def answers(text: str, answer: str, after: int) -> list[tuple[float, str, float]]:
    """For each of HELD the answer's probability, and the most probable word with its own."""
    lstm = models.completer("lstm")
    logits = np.stack([lstm.logits(final_state(lstm, text, held, after)) for held in HELD])
    p = softmax(logits)
    best = 2 + p[:, 2:].argmax(1)
    return [(float(row[lstm.vocabulary.ids[answer]]), lstm.vocabulary.words[k], float(row[k])) for row, k in zip(p, best, strict=True)]


@st.cache_data(max_entries=64, show_spinner=False)
def arriving(text: str, back: int) -> dict[str, float]:
    """Of each trained network's error signal at the last word, the share that reaches the word so many steps back."""
    found = {}
    for cell in ("rnn", "lstm"):
        logs = on_text(models.completer(cell), text)[0].log10("state")[::-1]
        found[cell] = float(10.0 ** (logs[back] - logs[0]))
    return found
