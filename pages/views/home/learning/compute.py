"""One lesson of the plain RNN: the error after the last word, its way back through time, and one small step of all weights."""

from typing import NamedTuple

import numpy as np
import streamlit as st

from pages.common import models
from rnn_core.nn.losses import softmax
from rnn_core.text.completion import Batch
from rnn_core.text.vocabulary import tokenise

RATE, CLIP = 0.03, 1.0  # the step's length where the slopes' norm is clipped at 1, as in training


class Lesson(NamedTuple):
    """arrived[k]: ‖∂L/∂h‖ after the k-th word as a share of that at the last; before, after: the answer's probability."""

    arrived: list[float]
    before: float
    after: float
    expects: str
    weights: int


@st.cache_data(max_entries=64, show_spinner=False)
def lesson(text: str, answer: str) -> Lesson:
    pupil = models.completer("rnn").in_float64()
    ids = np.concatenate([[0], pupil.vocabulary.encode(tokenise(text))])[:, None]
    target = pupil.vocabulary.ids[answer]
    read = pupil.read(text)
    weights = np.zeros(ids.shape)
    weights[-1] = 1
    _, slopes = pupil.loss_and_grads(Batch(np.concatenate([ids, [[target]]]), weights))
    norm = float(np.sqrt(sum((slope**2).sum() for slope in slopes.values())))
    arrived = error_signal(pupil, ids, target)
    for name, value in pupil.params.items():
        value -= RATE * min(1.0, CLIP / norm) * slopes[name]
    return Lesson((arrived / arrived[-1])[1:].tolist(), read.probability(answer) or 0.0, pupil.read(text).probability(answer) or 0.0,
                  read.ranked[0][0], sum(value.size for value in pupil.params.values()))


def error_signal(pupil: models.Completer, ids: np.ndarray, target: int) -> np.ndarray:
    """(T,) ‖∂L/∂h_t‖ of the loss after the last word."""
    h, run = pupil.states(ids, keep=True)
    slope = softmax(pupil.logits(h[-1]))
    slope[0, target] -= 1
    d_h = np.zeros_like(h)
    d_h[-1] = slope @ pupil.params["embedding.weight"] @ pupil.params["projection.weight"]
    return np.linalg.norm(pupil.net.backward(run, d_h).h[0][:, 0], axis=-1)
