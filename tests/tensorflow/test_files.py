"""What is written for Keras, loaded by real Keras with the program that comes with it."""

from pathlib import Path

import numpy as np
import pytest

from rnn_core import load_network
from rnn_core.files import convert
from rnn_core.files.compare import in_the_framework

keras = pytest.importorskip("keras", reason="needs TensorFlow: make test-frameworks")
FILES = Path(__file__).parents[1] / "foreign" / "files"


@pytest.mark.parametrize("name", ["torch-lstm.pt", "torch-gru.pt", "torch-rnn.pt", "torch-gru-float64.npz", "torch-no-bias.pt", "torch-two.safetensors",
                                  "onnx-gru-before.onnx", "keras3-hard.keras", "keras3-merge-mul.keras", "keras3-backwards.keras"])
@pytest.mark.parametrize("ending", [".keras", ".weights.h5", ".npz", ".safetensors"])
def test_keras_computes_what_is_computed_here(tmp_path, name, ending):
    network = load_network(FILES / name)
    for stack in network.stacks:
        written = convert(network, tmp_path / f"out{ending}", "keras", stack.name)
        (line,) = in_the_framework(network, written, tmp_path / written.name, stack.name)
        assert float(line.rpartition(": ")[2]) <= (1e-12 if network.dtype == np.float64 else 1e-6), line
