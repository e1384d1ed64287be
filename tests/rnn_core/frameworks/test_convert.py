"""The layouts of both frameworks, known exactly; that they compute the same is tested with real Keras in tests/tensorflow."""

import numpy as np
import pytest
import torch

from rnn_core.frameworks import Mismatch, keras_to_torch, per_layer, torch_to_keras

MODULES = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}
every_cell = pytest.mark.parametrize("cell", MODULES)


def state(cell, input_size=5, hidden_size=7, num_layers=1, **options):
    return MODULES[cell](input_size, hidden_size, num_layers, **options).state_dict()


@every_cell
@pytest.mark.parametrize("num_layers, two_way, bias", [(1, False, True), (2, False, True), (3, True, True), (1, True, False), (2, True, False)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_there_and_back_is_the_same_function_to_the_last_bit(cell, num_layers, two_way, bias, dtype):
    state_dict = state(cell, num_layers=num_layers, bidirectional=two_way, bias=bias, dtype=dtype)
    weights = torch_to_keras(cell, state_dict)
    back = keras_to_torch(cell, weights)
    assert list(back) == list(state_dict) and all(value.dtype == weights[0].dtype for value in back.values())
    for name, value in state_dict.items():
        if cell != "gru" and name.startswith("bias"):
            suffix = name.split("_", 2)[2]
            assert np.array_equal(back[f"bias_ih_{suffix}"], state_dict[f"bias_ih_{suffix}"].numpy() + state_dict[f"bias_hh_{suffix}"].numpy())
            assert not back[f"bias_hh_{suffix}"].any()
        else:
            assert np.array_equal(back[name], value.numpy())
    again = torch_to_keras(cell, back)
    assert all(np.array_equal(a, b) for a, b in zip(weights, again, strict=True))


@pytest.mark.parametrize("cell, order", [("lstm", "ifgo"), ("gru", "zrn"), ("rnn", "h")])
def test_one_gate_moves_to_its_place(cell, order):
    gates = {"lstm": "ifgo", "gru": "rzn", "rnn": "h"}[cell]
    for gate in gates:
        state_dict = {name: np.zeros_like(value) for name, value in state(cell).items()}
        at = 7 * gates.index(gate)
        state_dict["weight_hh_l0"][at : at + 7] = np.arange(49).reshape(7, 7) + 1
        kernel, recurrent, bias = torch_to_keras(cell, state_dict)
        to = 7 * order.index(gate)
        assert np.array_equal(recurrent[:, to : to + 7], (np.arange(49).reshape(7, 7) + 1).T)
        assert np.count_nonzero(recurrent) == 49 and not kernel.any() and not bias.any()


def test_biases_are_added_but_in_the_gru():
    state_dict = {name: np.full(value.shape, 1.0 if "ih" in name else 2.0) for name, value in state("lstm").items()}
    assert (torch_to_keras("lstm", state_dict)[2] == 3).all()
    state_dict = {name: np.full(value.shape, 1.0 if "ih" in name else 2.0) for name, value in state("gru").items()}
    bias = torch_to_keras("gru", state_dict)[2]
    assert bias.shape == (2, 21) and (bias[0] == 1).all() and (bias[1] == 2).all()


def test_nothing_is_shared_with_what_came_in():
    state_dict = {name: value.numpy() for name, value in state("gru").items()}
    before = {name: value.copy() for name, value in state_dict.items()}
    for w in torch_to_keras("gru", state_dict):
        w[...] = 9
    assert all(np.array_equal(state_dict[name], before[name]) for name in state_dict)


@every_cell
def test_a_persons_own_model_is_found_by_its_prefix(cell):
    class Tagger(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = torch.nn.Embedding(9, 5)
            self.net = MODULES[cell](5, 7, 2)
            self.head = torch.nn.Linear(7, 3)

    model = Tagger()
    ours = torch_to_keras(cell, model.state_dict())
    plain = torch_to_keras(cell, model.net.state_dict())
    assert all(np.array_equal(a, b) for a, b in zip(ours, plain, strict=True))
    assert set(keras_to_torch(cell, ours, prefix="net.")) == {name for name in model.state_dict() if name.startswith("net.")}


def test_two_modules_have_to_be_told_apart():
    state_dict = {f"{name}.{k}": v for name in ("encoder", "decoder") for k, v in state("gru").items()}
    with pytest.raises(Mismatch, match=r"'decoder\.', 'encoder\.'"):
        torch_to_keras("gru", state_dict)
    assert len(torch_to_keras("gru", state_dict, prefix="encoder.")) == 3


def spoiled(cell, change, **options):
    state_dict = {name: value.numpy().copy() for name, value in state(cell, **options).items()}
    change(state_dict)
    return state_dict


@pytest.mark.parametrize("change, named", [
    (lambda s: s.update(weight_hh_l1=np.zeros((28, 6))), r"weight_hh_l1 has shape \(28, 6\), where \(28, 7\)"),
    (lambda s: s.update(weight_ih_l1=np.zeros((28, 6))), r"weight_ih_l1 has shape \(28, 6\), where \(28, 7\)"),
    (lambda s: s.pop("bias_hh_l1"), "bias_hh_l1 is missing"), (lambda s: s.pop("weight_hh_l0"), "weight_hh_l0 is missing"),
    (lambda s: s.update(weight_ih_l0=np.zeros((27, 5))), r"weight_ih_l0 has shape \(27, 5\).*multiple of 4"),
    (lambda s: s.update(weight_hr_l0=np.zeros((3, 7))), "weight_hr_l0 .*proj_size"),
    (lambda s: s.update(bias_ih_l7=np.zeros(28)), "bias_ih_l7 is one too many")])
def test_a_state_dict_that_does_not_fit_names_the_tensor(change, named):
    with pytest.raises(Mismatch, match=named):
        torch_to_keras("lstm", spoiled("lstm", change, num_layers=2))


@pytest.mark.parametrize("state_dict", [{}, {"embedding.weight": np.zeros((3, 3))}])
def test_something_else_is_no_recurrent_state_dict(state_dict):
    with pytest.raises(Mismatch, match="weight_ih_l0"):
        torch_to_keras("lstm", state_dict)


@pytest.mark.parametrize("change, named", [
    (lambda w: w.__setitem__(1, np.zeros((7, 27))), r"array \d \(kernel|array 1 \(recurrent_kernel\)"),
    (lambda w: w.__setitem__(5, np.zeros(27)), r"array 5 \(bias\) has shape \(27,\), where \(28,\)"),
    (lambda w: w.__setitem__(3, np.zeros((9, 28))), "takes 9 inputs|input sizes"), (lambda w: w.pop(), "5 arrays|array"),
    (lambda w: w.clear(), "got 0 arrays")])
def test_keras_weights_that_do_not_fit_name_the_array(change, named):
    weights = torch_to_keras("lstm", state("lstm", num_layers=2))
    change(weights)
    with pytest.raises(Mismatch, match=named):
        keras_to_torch("lstm", weights)


def test_the_papers_gru_is_refused():
    with pytest.raises(Mismatch, match="reset_after=False"):
        keras_to_torch("gru", [np.zeros((5, 21)), np.zeros((7, 21)), np.zeros(21)])


def test_another_cells_weights_are_refused():
    with pytest.raises(Mismatch, match="cell='gru'"):
        keras_to_torch("gru", torch_to_keras("lstm", state("lstm")))
    with pytest.raises(ValueError, match="cell must be one of"):
        torch_to_keras("LSTM", state("lstm"))


@every_cell
def test_two_layers_and_two_directions_are_told_apart_by_their_shapes_or_have_to_be_named(cell):
    stacked, both = torch_to_keras(cell, state(cell, num_layers=2)), torch_to_keras(cell, state(cell, bidirectional=True))
    assert "weight_ih_l1" in keras_to_torch(cell, stacked) and "weight_ih_l0_reverse" in keras_to_torch(cell, both)
    square = torch_to_keras(cell, state(cell, input_size=7, num_layers=2))
    with pytest.raises(Mismatch, match="two layers or two directions"):
        keras_to_torch(cell, square)
    assert "weight_ih_l1" in keras_to_torch(cell, square, bidirectional=False)
    assert "weight_ih_l0_reverse" in keras_to_torch(cell, square, bidirectional=True)


def test_layers_are_cut_apart():
    weights = torch_to_keras("gru", state("gru", num_layers=2, bidirectional=True))
    assert [len(part) for part in per_layer(weights, 2)] == [6, 6]
    with pytest.raises(Mismatch, match="12 arrays"):
        per_layer(weights, 5)
