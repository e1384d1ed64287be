"""Out again: Keras's files as torch.nn's and back; programs that run; what cannot be carried over is refused by name."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from rnn_core import load_network
from rnn_core.files import Layer, Network, Stack, Unreadable, convert
from rnn_core.files.compare import in_the_framework
from rnn_core.nn.layers import GRU, LSTM, RNN

FILES = Path(__file__).parents[2] / "foreign" / "files"
TO_TORCH = ["keras3-lstm.keras", "keras3-gru.h5", "keras3-rnn.weights.h5", "keras2-lstm.h5", "keras2-gru.keras", "keras2-rnn-w.h5", "keras3-cells.keras",
            "keras3-double.keras", "keras3-no-bias.keras", "keras3-functional.keras", "keras2-cudnn-gru.h5", "onnx-torch-lstm.onnx", "torch-projected.pt"]


@pytest.mark.parametrize("name", TO_TORCH)
@pytest.mark.parametrize("ending", [".safetensors", ".npz", ".pt"])
def test_into_pytorch_and_run_there(tmp_path, name, ending):
    network = load_network(FILES / name)
    written = convert(network, tmp_path / f"out{ending}", "pytorch")
    assert written.difference == 0
    (line,) = in_the_framework(network, written, tmp_path / written.name)
    assert f"run here and out{ending} in torch 2" in line
    assert float(line.rpartition(": ")[2]) <= (1e-12 if network.dtype == np.float64 else 1e-6)


def test_layers_alike_become_one_module_and_a_relu_rnn_keeps_its_curve(tmp_path):
    written = convert(load_network(FILES / "keras2-lstm.weights.h5"), tmp_path / "a.npz")
    assert "torch.nn.LSTM(3, 4, bidirectional=True)" in written.program and "torch.nn.LSTM(8, 5, bidirectional=True)" in written.program
    net = RNN(3, 4, nonlinearity="relu")
    layers = (Layer("low", net), Layer("high", RNN(4, 4, nonlinearity="relu", rng=1)))
    network = Network("made", "keras", "made", (Stack("low", layers),), ("float32",))
    written = convert(network, tmp_path / "b.safetensors")
    assert 'torch.nn.RNN(3, 4, 2, nonlinearity="relu")' in written.program and "weight_ih_l1" in load_file(tmp_path / "b.safetensors")
    assert float(in_the_framework(network, written, tmp_path / written.name)[0].rpartition(": ")[2]) <= 1e-6


@pytest.mark.parametrize("name", ["torch-lstm.pt", "torch-gru.pt", "torch-rnn.pt", "torch-gru-float64.npz", "torch-no-bias.pt", "torch-two.safetensors",
                                  "onnx-gru-before.onnx", "keras3-hard.keras"])
@pytest.mark.parametrize("ending", [".keras", ".weights.h5", ".npz", ".safetensors"])
def test_into_keras_and_read_again(tmp_path, name, ending):
    network = load_network(FILES / name)
    for stack in network.stacks:
        written = convert(network, tmp_path / f"out{ending}", "keras", stack.name)
        assert written.difference <= (1e-14 if network.dtype == np.float64 else 1e-6)  # two biases added up
        compile(written.program, "program", "exec")
    if ending == ".keras":  # says everything of itself
        again = load_network(tmp_path / "out.keras")
        x = np.random.default_rng(0).normal(size=(5, 2, stack.input_size)).astype(network.dtype)
        assert np.abs(again.run(x).output - stack.run(x).output).max() <= 1e-6 and len(again.layers) == len(stack.layers)


def layered(net, **options):
    return Network("made", "keras", "made", (Stack("a", (Layer("a", net, **options),)),), ("float32",))


REFUSED = {
    "relu": (layered(LSTM(3, 4, activation="relu")), "pytorch", r"activation relu: torch\.nn\.LSTM has tanh.*runs here"),
    "shown by relu": (layered(LSTM(3, 4, output_activation="relu")), "pytorch", "torch.nn.LSTM has tanh"),
    "hard": (layered(GRU(3, 4, recurrent_activation="hard_sigmoid")), "pytorch", "recurrent_activation hard_sigmoid: .* has sigmoid"),
    "reset before": (layered(GRU(3, 4, reset_after=False)), "pytorch", "reset_after=False"),
    "merge": (layered(GRU(3, 4, bidirectional=True), merge="sum"), "pytorch", "merge_mode sum"),
    "backwards": (layered(GRU(3, 4), go_backwards=True), "pytorch", "go_backwards.*turn x yourself"),
    "reverse": (layered(GRU(3, 4), reverse=True), "keras", "use go_backwards and turn the output"),
    "start": (layered(RNN(3, 4), initial=(np.ones((1, 4), np.float32),)), "pytorch", "stored initial states"),
    "start in Keras": (layered(RNN(3, 4), initial=(np.ones((1, 4), np.float32),)), "keras", "stored initial states"),
    "projection": (load_network(FILES / "torch-projected.pt"), "keras", "proj_size=2"),
    "Keras 2's gates": (layered(LSTM(3, 4, recurrent_activation="hard_sigmoid(0.2)")), "keras", r"hard_sigmoid\(0\.2\): Keras 3 has"),
    "two curves": (layered(LSTM(3, 4, output_activation="relu")), "keras", "Keras has one for both"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_target_cannot_compute_is_refused_by_name_and_nothing_is_written(tmp_path, what):
    network, target, words = REFUSED[what]
    with pytest.raises(Unreadable, match=words):
        convert(network, tmp_path / "out.npz", target)
    assert not list(tmp_path.iterdir())


def test_an_ending_that_is_not_written_and_two_models_in_one_file(tmp_path):
    network = load_network(FILES / "torch-two.safetensors")
    with pytest.raises(Unreadable, match=r"x\.txt: weights for Keras are written as \.keras, \.weights\.h5"):
        convert(network, tmp_path / "x.txt")
    with pytest.raises(Unreadable, match="there are 2 separate stacks"):
        convert(network, tmp_path / "x.keras")
    with pytest.raises(ValueError, match="there is no stack 'middle'"):
        convert(network, tmp_path / "x.keras", stack="middle")


def test_a_round_trip_gives_back_every_bit(tmp_path):
    convert(load_network(FILES / "keras3-gru.h5"), tmp_path / "a.safetensors")
    between = load_network(tmp_path / "a.safetensors")
    convert(between, tmp_path / "b.keras", stack=[stack.name for stack in between.stacks])  # 4 units and 5: two modules
    there, back = load_network(FILES / "keras3-gru.h5"), load_network(tmp_path / "b.keras")
    x = np.random.default_rng(0).normal(size=(5, 2, 3)).astype(np.float32)
    assert np.array_equal(there.run(x).output, back.run(x).output)


def test_names_that_python_does_not_take_are_changed(tmp_path):
    names = ("class", "0", "a-b", "torch")
    network = Network("made", "keras", "made", tuple(Stack(name, (Layer(name, GRU(3, 4)),)) for name in names), ("float32",))
    written = convert(network, tmp_path / "x.safetensors")
    assert float(in_the_framework(network, written, tmp_path / written.name)[0].rpartition(": ")[2]) <= 1e-6
