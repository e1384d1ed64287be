"""The tables say what the converter does."""

import re

import numpy as np
import pytest

from pages.views.code.weights import text
from rnn_core.frameworks import Options, torch_to_keras
from rnn_core.frameworks.data import features

CHOICES = [Options(cell=cell, num_layers=2, bidirectional=True, hidden_size=6) for cell in ("rnn", "lstm", "gru")]


@pytest.mark.parametrize("o", CHOICES, ids=lambda o: o.cell)
def test_the_tables_shapes_are_the_converters(o):
    state, rows = {}, text.tensors(o)
    for row in rows:
        for name in row["PyTorch"].split(", "):
            state[name] = np.zeros([int(n) for n in re.findall(r"\d+", row["shape"])], np.float32)
    weights = torch_to_keras(o.cell, state)
    assert [str(w.shape) for w in weights] == [row["becomes"] for row in rows]
    assert weights[0].shape[0] == features(o)


def test_the_measured_differences_stand_in_the_cells_order():
    rows = text.exactness_rows()
    assert [(row["Cell"], row["in"]) for row in rows] == [(cell, dtype) for cell in ("RNN", "GRU", "LSTM") for dtype in ("float32", "float64")]
    assert rows[2]["PyTorch to Keras"] == f"{text.exactness.measured()['largest']['gru']['float32']['PyTorch to Keras']:.1e}"
