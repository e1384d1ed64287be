"""A network from a file in words: what it is, what was seen, what was found."""

from pathlib import Path

import numpy as np
import pytest

from pages.views.your_network.inside import figures, text
from rnn_core import LSTM, load_network
from rnn_core.files import Layer, Network, Stack
from rnn_core.files.checkup import checkup, slope_norms

FILES = Path(__file__).parents[5] / "tests" / "foreign" / "files"


def network(name):
    return load_network(FILES / name)


def run(name):
    return network(name).run(np.random.default_rng(0).normal(size=(30, 3)))


def test_what_is_as_usual_is_left_out_of_the_table_and_what_is_not_is_in_it():
    assert list(text.rows(network("torch-lstm.pt"))[0]) == ["Layer", "Cell", "In", "Units", "Out", "Direction", "Activation", "Parameters"]
    assert text.rows(network("keras2-hard.h5"))[0]["of the gates"].startswith("hard_sigmoid")
    assert text.rows(network("keras3-reset-before.keras"))[0]["Reset after"] == "False"
    assert [row["Part"] for row in text.rows(network("torch-two.safetensors"))] == [s.name for s in network("torch-two.safetensors").stacks]


@pytest.mark.parametrize("name", ["torch-lstm.pt", "torch-gru.pt", "torch-rnn.pt", "keras3-reset-before.keras", "torch-projected.pt",
                                  "keras3-backwards.keras"])
def test_everything_that_a_run_gives_has_a_name_words_and_a_picture(name):
    made = run(name)
    values = made.states | made.gates
    for key in values:
        assert text.label(key, made.stack) and "30 steps" in text.in_words(key, values[key], made.stack)
        assert figures.picture(key, values[key]).data[0].z.shape == values[key].T.shape
    lines = text.means(next(iter(values)), values)
    assert len(text.means_rows(lines, slope_norms(made))) == 30 and len(figures.means(lines).data) == len(lines)


def test_a_layers_direction_is_told_and_a_name_that_ends_like_one_is_not_taken_for_it():
    assert text.label("lstm_l1_reverse.f", network("torch-lstm.pt").stacks[0]) == "lstm_l1, reverse: forget gate f"
    odd = Stack("s", (Layer("words_reverse", LSTM(3, 4)),))
    assert text.label("words_reverse.c", odd) == "words_reverse: cell state c"


def test_names_out_of_a_file_are_never_markdown():
    stack = Stack("s", (Layer("*loud* <b>", LSTM(3, 4, dtype=np.float64)),))
    made = Network("n", "pytorch", "k", (stack,), ("float64",)).run(1000 * np.ones((9, 3)))
    told = [text.finding(one) for one in checkup(made)] + [text.in_words("*loud* <b>.h", made.states["*loud* <b>.h"], stack)]
    assert not any("*loud*" in sentence or "<b>" in sentence for sentence in told)


def test_a_finding_says_measurement_threshold_and_what_to_try():
    found = [one for one in checkup(run("torch-lstm.pt").stack.run(np.full((9, 3), 1e3))) if one.found]
    sentence = text.finding(found[0])
    assert "Inputs far from unit scale" in sentence and "measured 1e+03" in sentence and "above 10" in sentence and "Try:" in sentence


def test_the_verdict_counts():
    findings = checkup(run("torch-lstm.pt"))
    crossed = sum(one.found for one in findings)
    assert str(len(findings)) in text.verdict(findings) and text.verdict([one for one in findings if not one.found]).startswith("Nothing stands out")
    assert text.verdict(findings).startswith(str(crossed)) or not crossed
    assert len(text.finding_rows(findings)) == len(findings)


def test_a_gradient_of_nought_is_left_out_of_the_logarithm():
    assert np.isnan(figures.slopes(np.array([0.0, 1.0])).data[0].y[0])
