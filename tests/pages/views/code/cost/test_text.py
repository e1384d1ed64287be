"""What is sentence of the cost is what was measured."""

import copy
import statistics

import pytest
import torch

from pages.views.code.cost import text
from rnn_core.frameworks.cost import measured


def test_the_tables_have_every_framework_and_task_with_the_cells_in_their_order():
    cells = ["RNN", "GRU", "LSTM"]
    assert [row["Network"] for row in text.cost_rows(measured())] == [f"{name} {cell}" for name in ("PyTorch", "TensorFlow", "NumPy") for cell in cells]
    assert len(text.result_rows(measured())) == 5 and all(list(row)[2:] == cells for row in text.result_rows(measured()))


def test_the_sentence_is_computed_from_the_table():
    changed = copy.deepcopy(measured())
    for row in changed["cost"]:
        row["train"] = {"rnn": 10.0, "lstm": 25.0, "gru": 30.0}[row["cell"]]
    assert "**2.5 to 2.5 times**" in text.sentence(changed) and "**3.0 to 3.0 times**" in text.sentence(changed)
    assert "4 times the parameters" in text.sentence(changed)


def test_whether_the_rnn_is_enough_is_counted_with_errors_the_other_way_round():
    changed = copy.deepcopy(measured())
    for row in changed["results"]:
        best = row["cell"] != "rnn"
        row["figures"] = [0.1 if best else 0.2] * 5 if row["task"] == "forecasting" else [0.9 if best else 0.895] * 5
    assert "On 4 of the 5 small tasks" in text.enough(changed) and "forecasting" not in text.enough(changed).split("Their")[0]


def test_runs_that_stayed_at_guessing_are_named_where_the_median_hides_them():
    changed = copy.deepcopy(measured())
    sentence = text.enough(changed)
    assert "in classification 1 of the RNN's 5 runs stayed near guessing (0.523, where guessing gives 0.516), none of the GRU's, none of the LSTM's." in sentence
    assert sentence.count("stayed near guessing") == 1
    for row in changed["results"]:
        row["figures"] = [statistics.median(row["figures"])] * 5
    assert "guessing" not in text.enough(changed)


def test_one_share_is_written_in_one_way():
    assert "100 %" in text.far() and "100.0 %" not in text.far() and "49.3 %" in text.far() and "99.9 %" in text.far()


def test_where_and_when_is_stated():
    assert all(word in text.conditions(measured()) for word in ("cores", "2026", "load", "TensorFlow 2."))


@pytest.mark.parametrize("cell, is_fused", [("RNN", False), ("GRU", False), ("LSTM", True)])
@pytest.mark.slow
def test_torch_runs_an_lstm_alone_in_one_fused_operation(cell, is_fused):
    layer = getattr(torch.nn, cell)(3, 4)
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU]) as run:
        layer(torch.zeros(5, 2, 3))
    assert ("aten::mkldnn_rnn_layer" in {event.key for event in run.key_averages()}) == is_fused


def test_that_the_gru_looks_dearer_is_explained_where_it_does():
    assert "GRU looks dearer than the LSTM" in text.fused(measured()) and "oneDNN" in text.fused(measured())
    changed = copy.deepcopy(measured())
    text.cost_of(changed, "PyTorch", "lstm")["train"] = 1e6
    assert text.fused(changed) == ""
