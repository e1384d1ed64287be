"""What is said of the cost is what was measured."""

import copy
import statistics

from pages.views.code.cost import text


def test_the_figure_has_every_cell_of_every_framework():
    told = text.measured()
    drawn = text.figure(told)
    assert [trace.name for trace in drawn.data] == ["RNN", "LSTM", "GRU"]
    assert all(list(trace.x) == ["PyTorch", "TensorFlow", "NumPy"] and min(trace.y) > 0 for trace in drawn.data)
    assert len(text.table(told)) == 9 and len(text.results(told)) == 5


def test_the_sentence_is_computed_from_the_table():
    told = copy.deepcopy(text.measured())
    for row in told["cost"]:
        row["train"] = {"rnn": 10.0, "lstm": 25.0, "gru": 30.0}[row["cell"]]
    assert "**2.5 to 2.5 times**" in text.sentence(told) and "**3.0 to 3.0 times**" in text.sentence(told)
    assert "4 times the parameters" in text.sentence(told)


def test_whether_the_rnn_is_enough_is_counted_with_errors_the_other_way_round():
    told = copy.deepcopy(text.measured())
    for row in told["results"]:
        best = row["cell"] != "rnn"
        row["figures"] = [0.1 if best else 0.2] * 5 if row["task"] == "forecasting" else [0.9 if best else 0.895] * 5
    assert "On 4 of the 5 small tasks" in text.enough(told) and "forecasting" not in text.enough(told).split("Their")[0]


def test_runs_that_stayed_at_guessing_are_told_where_the_median_hides_them():
    told = copy.deepcopy(text.measured())
    said = text.enough(told)
    assert "in classification 1 of the RNN's 5 runs stayed near guessing (0.523, where guessing gives 0.516), none of the GRU's, none of the LSTM's." in said
    assert said.count("stayed near guessing") == 1
    for row in told["results"]:
        row["figures"] = [statistics.median(row["figures"])] * 5
    assert "guessing" not in text.enough(told)


def test_one_share_is_written_in_one_way():
    assert "100 %" in text.far() and "100.0 %" not in text.far() and "52.3 %" in text.far() and "99.9 %" in text.far()


def test_where_and_when_is_said():
    assert all(word in text.conditions(text.measured()) for word in ("cores", "2026", "load", "TensorFlow 2."))
