"""Converted weights compute the same in real Keras and real torch.nn, in both directions and both precisions."""

import numpy as np
import pytest
import torch

from rnn_core.frameworks.__main__ import main
from rnn_core.frameworks.convert import keras_to_torch, torch_to_keras
from rnn_core.frameworks.exactness import configurations, differences
from rnn_core.frameworks.weight_files import keras_layers
from rnn_core.nn.safetensors import DamagedFile, load_safetensors

keras = pytest.importorskip("keras", reason="needs TensorFlow: make test-frameworks")


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_every_configuration_is_within_the_promise(cell):
    for case in configurations():
        if case[0] == cell and case[1] != 2:  # one layer and three
            assert max(differences(*case).values()) <= (1e-6 if case[4] == "float32" else 1e-12), case


def model():
    keras.utils.set_random_seed(0)
    return keras.Sequential([
        keras.Input((None,), dtype="int32"), keras.layers.Embedding(9, 5),
        keras.layers.Bidirectional(keras.layers.GRU(7, return_sequences=True), name="lower"),
        keras.layers.Bidirectional(keras.layers.GRU(7, return_sequences=True), name="upper"),
        keras.layers.LSTM(6, return_sequences=True), keras.layers.Dense(2)])


@pytest.mark.parametrize("ending", ["keras", "weights.h5"])
def test_layers_come_out_of_a_persons_own_file(tmp_path, ending):
    made = model()
    path = tmp_path / f"model.{ending}"
    made.save(path) if ending == "keras" else made.save_weights(path)
    found = keras_layers(path)
    recurrent = [layer for layer in made.layers if "lstm" in layer.name or layer.name in ("lower", "upper")]
    assert len(found) == len(recurrent) == 3
    for layer, weights in zip(recurrent, found.values(), strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(layer.get_weights(), weights, strict=True)), layer.name


def test_by_command_a_stack_becomes_a_torch_module_with_the_same_answers(tmp_path):
    made = model()
    made.save(tmp_path / "model.keras")
    names = list(keras_layers(tmp_path / "model.keras"))
    main(["to-torch", str(tmp_path / "model.keras"), str(tmp_path / "gru.safetensors"), "--layers", ",".join(names[:2])])
    module = torch.nn.GRU(5, 7, 2, bidirectional=True, batch_first=True)
    module.load_state_dict({name: torch.from_numpy(value) for name, value in load_safetensors(tmp_path / "gru.safetensors")[0].items()})
    x = np.random.default_rng(0).normal(size=(3, 8, 5)).astype("float32")
    theirs = np.asarray(made.get_layer("upper")(made.get_layer("lower")(x)))
    with torch.no_grad():
        assert np.abs(module(torch.from_numpy(x))[0].numpy() - theirs).max() < 1e-6
    with pytest.raises(SystemExit, match="--layers"):
        main(["to-torch", str(tmp_path / "model.keras"), str(tmp_path / "x.npz")])


def test_more_than_ten_layers_keep_their_order(tmp_path):
    made = keras.Sequential([keras.Input((None, 3)), *(keras.layers.SimpleRNN(3, return_sequences=True) for _ in range(12))])
    made.save_weights(tmp_path / "deep.weights.h5")
    found = keras_layers(tmp_path / "deep.weights.h5")
    for layer, weights in zip(made.layers, found.values(), strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(layer.get_weights(), weights, strict=True))


def test_a_file_without_recurrent_layers_or_a_broken_one_is_named(tmp_path):
    keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)]).save(tmp_path / "dense.keras")
    with pytest.raises(DamagedFile, match="no recurrent layer"):
        keras_layers(tmp_path / "dense.keras")
    (tmp_path / "broken.keras").write_bytes(b"PK nothing")
    with pytest.raises(DamagedFile, match=r"broken\.keras"):
        keras_layers(tmp_path / "broken.keras")


def test_kerass_own_refusals_are_ours():
    """What Keras holds for a GRU with reset_after=False has no counterpart."""
    layer = keras.layers.GRU(7, reset_after=False)
    layer.build((None, None, 5))
    with pytest.raises(ValueError, match="reset_after=False"):
        keras_to_torch("gru", layer.get_weights())
    layer = keras.layers.GRU(7)
    layer.build((None, None, 5))
    layer.set_weights(torch_to_keras("gru", torch.nn.GRU(5, 7).state_dict()))
