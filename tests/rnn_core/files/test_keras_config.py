"""What Keras models say of themselves, beyond what real files show (tests/test_foreign.py)."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from rnn_core import load_network
from rnn_core.files import Unreadable
from rnn_core.files.keras_config import described, snake

FILES = Path(__file__).parents[2] / "foreign" / "files"


def changed(name, change):
    """A .keras file of real Keras with another configuration."""
    stream = io.BytesIO()
    with zipfile.ZipFile(FILES / name) as found, zipfile.ZipFile(stream, "w") as made:
        for member in found.namelist():
            data = found.read(member)
            if member == "config.json":
                config = json.loads(data)
                change(config)
                data = json.dumps(config).encode()
            made.writestr(member, data)
    return stream.getvalue()


def recurrent(config):
    return next(layer["config"] for layer in config["config"]["layers"] if layer["class_name"] in ("LSTM", "GRU", "SimpleRNN"))


def with_lambda(config):
    config["config"]["layers"].append({"class_name": "Lambda", "config": {"name": "trick", "function": {
        "class_name": "__lambda__", "config": {"code": "__import__('os').system('touch /tmp/ran')"}}}})


def test_a_lambda_layer_is_named_and_not_run():
    network = load_network(changed("keras3-hard.keras", with_lambda))
    assert network.layers and any("trick is a Lambda layer, code of the file's author: it is not run" in note for note in network.odd)


@pytest.mark.parametrize("key, value, words", [
    ("stateful", True, "carries its states from batch to batch"), ("time_major", True, r"takes \(steps, batch, features\)")])
def test_what_is_odd_is_told(key, value, words):
    network = load_network(changed("keras3-hard.keras", lambda config: recurrent(config).update({key: value})))
    assert any(__import__("re").search(words, note) for note in network.odd)


@pytest.mark.parametrize("value, words", [
    ({"class_name": "function", "config": "mine"}, "'mine' is not computed here"), ({"class_name": "__lambda__", "config": {}}, "'__lambda__'"),
    ("softmax", "'softmax' is not computed"), (7, "'7' is not computed")])
def test_a_curve_of_somebodys_own_is_refused_by_name(value, words):
    data = changed("keras3-hard.keras", lambda config: recurrent(config).update(activation=value))
    with pytest.raises(Unreadable, match=words):
        load_network(data)


def test_a_curve_that_is_none_is_linear():
    network = load_network(changed("keras3-hard.keras", lambda config: recurrent(config).update(activation=None)))
    assert network.layers[0].activation == "linear"


@pytest.mark.parametrize("config", [None, [], {}, {"class_name": "Sequential"}, {"class_name": "Sequential", "config": 5}])
def test_what_is_no_configuration_is_refused(config):
    with pytest.raises(Unreadable, match="no Keras model's"):
        described(config)


def test_models_nested_without_end_are_refused():
    config = {"class_name": "LSTM", "config": {"name": "a"}}
    for _ in range(40):
        config = {"class_name": "Sequential", "config": {"name": "m", "layers": [config]}}
    with pytest.raises(Unreadable, match="nested deeper"):
        described(config)


def layer(kind, name, *below, **settings):
    return {"class_name": kind, "name": name, "config": {"name": name, "return_sequences": True, **settings},
            "inbound_nodes": [[[source, 0, tensor, {}] for source, tensor in below]] if below else []}


def functional(*layers):
    return described({"class_name": "Functional", "config": {"layers": list(layers)}})


def test_a_decoder_is_not_above_its_encoder():
    model = functional(layer("InputLayer", "x"), layer("InputLayer", "y"), layer("LSTM", "encoder", ("x", 0), return_state=True),
                       layer("LSTM", "decoder", ("y", 0), ("encoder", 1), ("encoder", 2)))
    assert [found.below for found in model.layers] == [None, None]
    assert model.odd == ["decoder starts from another layer's last states; here it starts from zeros."]


def test_only_whole_outputs_through_layers_that_change_nothing_connect():
    def below(*between, returns=True):
        last = between[-1][1] if between else "low"
        made = [layer(kind, name, ("low" if k == 0 else between[k - 1][1], 0)) for k, (kind, name) in enumerate(between)]
        return functional(layer("InputLayer", "x"), layer("GRU", "low", ("x", 0), return_sequences=returns), *made,
                          layer("GRU", "high", (last, 0))).layers[-1].below

    assert below() == below(("Dropout", "d")) == below(("Dropout", "d"), ("Masking", "m")) == ("low",)
    assert below(("Dense", "d")) is None and below(returns=False) is None and below(("RepeatVector", "r")) is None


def test_two_within_a_bidirectional_and_other_curves_of_its_back_are_refused():
    cells = {"class_name": "RNN", "config": {"name": "r", "cell": {"class_name": "StackedRNNCells", "config": {"cells": [
        {"class_name": "LSTMCell", "config": {}}] * 2}}}}
    with pytest.raises(Unreadable, match="stacked cells within a Bidirectional"):
        described({"class_name": "Sequential", "config": {"layers": [{"class_name": "Bidirectional", "config": {"name": "b", "layer": cells}}]}})

    def differ(config):
        (both,) = [each["config"] for each in config["config"]["layers"] if each["class_name"] == "Bidirectional"]
        both["backward_layer"]["config"]["activation"] = "relu"

    with pytest.raises(Unreadable, match="two directions differ in activation"):
        load_network(changed("keras3-merge-sum.keras", differ))


def test_classes_are_named_as_keras_names_folders():
    assert [snake(name) for name in ("LSTM", "SimpleRNN", "Bidirectional", "CuDNNGRU")] == ["lstm", "simple_rnn", "bidirectional", "cu_dnngru"]
