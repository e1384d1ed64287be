"""How a program is run, and the order of a whole model's weights; real runs of both are in tests/tensorflow."""

import numpy as np
import pytest

from rnn_core.frameworks import Options, generate
from rnn_core.frameworks.verify import keras_weights, run, torch_answers


def test_a_program_is_run_apart_and_what_it_prints_is_returned(capsys):
    names, printed, seconds = run("x = 1\nprint('hello', __name__)")
    assert (names["x"], printed) == (1, "hello __main__\n") and seconds >= 0
    assert capsys.readouterr().out == "" and "x" not in globals()


@pytest.mark.parametrize("task, tensors", [("classification", 6), ("sequence-to-sequence", 9)])
def test_the_whole_models_weights_stand_in_keras_order(task, tensors):
    o = Options(cell="gru", task=task)
    names, _, _ = run(generate("pytorch", **vars(o)).split("criterion")[0])
    state_dict = names["model"].state_dict()
    weights = keras_weights(o, state_dict)
    assert len(weights) == tensors and np.array_equal(weights[0], state_dict["embedding.weight"].numpy())
    assert np.array_equal(weights[-2], state_dict["head.weight"].numpy().T)


@pytest.mark.slow
def test_the_answers_are_those_to_the_held_out_part():
    o = Options(task="generation", initial_state="given")
    names, _, _ = run(generate("pytorch", **vars(o)).split("\nmodel.eval")[0].replace("range(6)", "range(1)"))
    assert torch_answers(names, o).shape == (256, 12, 13)
