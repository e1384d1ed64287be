"""Files that Keras 3 and Keras 2 (tf_keras) write, on TensorFlow."""

import json

import h5py
import keras
import numpy as np
import tensorflow as tf
import tf_keras

from tests.foreign.common import FOLDER, HIDDEN, INPUTS, keep, x

THREE, TWO = "Keras 3", "Keras 2"
LIBRARY = {THREE: keras, TWO: tf_keras}


def given(dtype):
    return x("float64" if dtype == "float64" else "float32").swapaxes(0, 1)


def moved(model, scale=0.6, seed=0):
    """Weights of which none is zero, so that no bias or gate goes unseen."""
    rng = np.random.default_rng(seed)
    model.set_weights([rng.normal(size=np.shape(w), scale=scale).astype(np.asarray(w).dtype) for w in model.get_weights()])
    return model


def timed(output):
    return np.asarray(output).swapaxes(0, 1)


def sequential(which, layers, dtype, scale=0.6):
    K = LIBRARY[which]
    _precision(K, dtype)
    first = K.layers.InputLayer(input_shape=(None, INPUTS)) if which == TWO else K.Input((None, INPUTS))
    return moved(K.Sequential([first, *layers(K.layers)]), scale)


def _precision(K, dtype="float32"):
    K.backend.set_floatx(dtype)
    if K is keras:
        K.config.set_dtype_policy(dtype)


def answers(model, dtype, upto=None):
    """The output of the layer `upto`, of the last recurrent one when left out; (steps, batch, units)."""
    value = tf.constant(given(dtype)) if dtype == "float64" else given(dtype)
    for layer in model.layers:
        value = layer(value)
        if layer.name == upto:
            break
    return value


def saved(name, which, model, weights_only=False):
    path = str(FOLDER / name)
    if weights_only:
        model.save_weights(path)
    else:
        model.save(path)


def case(name, which, cell, count, direction, layers, dtype="float32", odd="", weights_only=False, last=False, refused="", scale=0.6, **assumed):
    model = sequential(which, layers, dtype, scale)
    output = None if refused else np.asarray(answers(model, dtype))
    saved(name, which, model, weights_only)
    form = name[name.index("."):] + (", weights only" if weights_only and name.endswith(".h5") and ".weights" not in name else "")
    keep(name, which, cell, count, direction, form, dtype, odd, None if refused else [output if last else timed(output)], last=last,
         refused=refused, **assumed)


def cells():
    """Every cell in every format of both."""
    for which, short, forms in ((THREE, "keras3", ("keras", "h5", "weights.h5")), (TWO, "keras2", ("keras", "h5", "weights.h5", "w.h5"))):
        for k, form in enumerate(forms):
            for cell, kind in (("RNN", "SimpleRNN"), ("LSTM", "LSTM"), ("GRU", "GRU")):
                two_way = (k + len(cell)) % 2 == 0
                def layers(L, kind=kind, two_way=two_way):
                    made = [getattr(L, kind)(HIDDEN + n, return_sequences=True) for n in range(2)]
                    return [L.Bidirectional(layer) if two_way else layer for layer in made]
                name = f"{short}-{cell.lower()}{'-w' if form == 'w.h5' else ''}.{form.removeprefix('w.')}"
                case(name, which, cell, 2, "both" if two_way else "forward", layers, weights_only=form in ("weights.h5", "w.h5"))


def directions():
    for merge in ("sum", "mul", "ave"):
        case(f"keras3-merge-{merge}.keras", THREE, "GRU", 1, "both", lambda L, merge=merge: [
            L.Bidirectional(L.GRU(HIDDEN, return_sequences=True), merge_mode=merge)], odd=f"merge_mode={merge}")
    case("keras3-backwards.keras", THREE, "LSTM", 2, "go_backwards", lambda L: [
        L.LSTM(HIDDEN, return_sequences=True, go_backwards=True), L.LSTM(HIDDEN, return_sequences=True)], odd="go_backwards")
    case("keras2-backwards.h5", TWO, "GRU", 1, "both", lambda L: [
        L.Bidirectional(L.GRU(HIDDEN, return_sequences=True, go_backwards=True))], odd="go_backwards within Bidirectional")
    case("keras3-last.keras", THREE, "LSTM", 1, "both", lambda L: [L.Bidirectional(L.LSTM(HIDDEN))], odd="last output only", last=True)


def curves():
    case("keras3-relu.keras", THREE, "LSTM", 1, "forward", lambda L: [L.LSTM(HIDDEN, activation="relu", return_sequences=True)], odd="relu")
    case("keras2-relu-lstm.h5", TWO, "LSTM", 1, "forward", lambda L: [L.LSTM(HIDDEN, activation="relu", return_sequences=True)], odd="relu")
    for which, name in ((THREE, "keras3-hard.keras"), (TWO, "keras2-hard.h5"), (TWO, "keras2-hard.keras")):
        case(name, which, "LSTM", 1, "forward", lambda L: [L.LSTM(HIDDEN, recurrent_activation="hard_sigmoid", return_sequences=True)],
             odd="hard_sigmoid" + (", Keras 2's own" if which == TWO else ""))
    case("keras2-hard-weights.h5", TWO, "GRU", 1, "forward", lambda L: [
        L.GRU(HIDDEN, recurrent_activation="hard_sigmoid", reset_after=False, return_sequences=True)], weights_only=True,
        odd="hard_sigmoid, which the file does not say; reset_after=False", recurrent_activation="hard_sigmoid(0.2)")
    case("keras3-curves.h5", THREE, "GRU, RNN", 2, "forward", lambda L: [
        L.GRU(HIDDEN, activation="elu", recurrent_activation="softsign", return_sequences=True),
        L.SimpleRNN(HIDDEN, activation="softplus", return_sequences=True)], odd="elu, softsign, softplus", scale=0.3)
    case("keras3-gelu.keras", THREE, "LSTM", 1, "forward", lambda L: [L.LSTM(HIDDEN, activation="gelu")], refused="'gelu' is not computed here")
    case("keras3-own.keras", THREE, "LSTM", 1, "forward", lambda L: [L.LSTM(HIDDEN, activation=my_curve)], refused="my_curve' is not computed here")


@keras.saving.register_keras_serializable("mine")
def my_curve(a):
    return keras.ops.tanh(a) * 2


def forms():
    case("keras3-reset-before.keras", THREE, "GRU", 1, "forward", lambda L: [L.GRU(HIDDEN, reset_after=False, return_sequences=True)], odd="reset_after=False")
    case("keras2-reset-before.h5", TWO, "GRU", 1, "both", lambda L: [
        L.Bidirectional(L.GRU(HIDDEN, reset_after=False, return_sequences=True))], odd="reset_after=False")
    case("keras3-no-bias.keras", THREE, "GRU", 1, "forward", lambda L: [L.GRU(HIDDEN, use_bias=False, return_sequences=True)], odd="no bias")
    for which, name, cell, kind in ((THREE, "keras3-double.keras", "LSTM", "LSTM"), (TWO, "keras2-double.h5", "GRU", "GRU"),
                                    (TWO, "keras2-double-rnn.weights.h5", "RNN", "SimpleRNN")):
        case(name, which, cell, 1, "both", lambda L, kind=kind: [L.Bidirectional(getattr(L, kind)(HIDDEN, return_sequences=True))], "float64",
             weights_only=".weights" in name)
    case("keras3-between.keras", THREE, "LSTM, GRU", 2, "forward", lambda L: [
        L.LSTM(HIDDEN, return_sequences=True), L.Dropout(0.5), L.GRU(HIDDEN, return_sequences=True)], odd="dropout between")
    case("keras3-order.weights.h5", THREE, "LSTM, GRU, RNN", 3, "forward", lambda L: [
        L.LSTM(HIDDEN, return_sequences=True), L.GRU(HIDDEN, return_sequences=True), L.Bidirectional(L.SimpleRNN(HIDDEN, return_sequences=True))],
        weights_only=True, odd="order not that of the alphabet")
    case("keras3-cells.keras", THREE, "LSTM, GRU", 3, "forward", lambda L: [
        L.RNN(L.LSTMCell(HIDDEN), return_sequences=True), L.RNN([L.GRUCell(HIDDEN), L.GRUCell(HIDDEN + 1)], return_sequences=True)],
        odd="RNN around cells, stacked ones too")
    case("keras3-conv.keras", THREE, "", 1, "forward", lambda L: [L.Reshape((-1, 1, INPUTS)), L.ConvLSTM1D(HIDDEN, 1)], refused="no SimpleRNN, LSTM or GRU.*is a ConvLSTM1D")


def half():
    """Stored in 16 bits: the framework's own sums would be rounded, so the same weights are run in float32."""
    for dtype in ("float16", "bfloat16"):
        _precision(keras)
        model = moved(keras.Sequential([keras.Input((None, INPUTS)), keras.layers.GRU(HIDDEN, return_sequences=True, dtype=dtype, recurrent_initializer="zeros")]))
        saved(f"keras3-{dtype}.keras", THREE, model)
        wide = keras.Sequential([keras.Input((None, INPUTS)), keras.layers.GRU(HIDDEN, return_sequences=True)])
        wide.set_weights([np.asarray(w, "float32") for w in model.get_weights()])
        keep(f"keras3-{dtype}.keras", THREE, "GRU", 1, "forward", ".keras", dtype, "", [timed(wide(given("float32")))])


def graphs():
    """Functional models, and models within models."""
    for which, name in ((THREE, "keras3-functional.keras"), (THREE, "keras3-functional.h5"), (TWO, "keras2-functional.h5")):
        K = LIBRARY[which]
        _precision(K)
        entry = K.Input((None, INPUTS))
        below = K.layers.LSTM(HIDDEN, return_sequences=True, name="zebra")(entry)
        above = K.layers.GRU(HIDDEN, return_sequences=True, name="ant")(K.layers.Dropout(0.1)(below))
        beside = K.layers.LSTM(HIDDEN + 1, return_sequences=True, name="bee")(entry)
        model = moved(K.Model(entry, K.layers.Dense(2)(K.layers.Concatenate()([above, beside]))))
        shown = K.Model(entry, [model.get_layer("ant").output, model.get_layer("bee").output])(given("float32"))
        saved(name, which, model)
        keep(name, which, "LSTM, GRU", 3, "forward", name[name.index("."):], "float32", "functional, two branches", [timed(s) for s in shown],
             stacks=["zebra", "bee"])
    for which, name in ((THREE, "keras3-nested.keras"), (THREE, "keras3-nested.h5"), (TWO, "keras2-nested.h5")):
        K = LIBRARY[which]
        _precision(K)
        inner = sequential(which, lambda L: [L.LSTM(HIDDEN, return_sequences=True)], "float32")
        entry = K.Input((None, INPUTS))
        model = moved(K.Model(entry, K.layers.Dense(2)(inner(entry))))
        saved(name, which, model)
        keep(name, which, "LSTM", 1, "forward", name[name.index("."):], "float32", "a model within a model", [timed(inner(given("float32")))])


def before():
    """Layouts of earlier Keras 2: CuDNN layers, and the names and configurations of 2.2 (made from the new ones with h5py)."""
    from tf_keras.src.saving.legacy.hdf5_format import _convert_rnn_weights

    _precision(tf_keras)
    for cell in ("LSTM", "GRU"):
        usual = sequential(TWO, lambda L, cell=cell: [getattr(L, cell)(HIDDEN, return_sequences=True)], "float32")
        fast = type(f"CuDNN{cell}", (), {"reset_after": True})()
        weights = _convert_rnn_weights(fast, usual.get_weights())
        if cell == "LSTM":  # it halves the bias for both; in a trained model they differ
            weights[2] = np.concatenate([usual.get_weights()[2] - 0.3, np.full(4 * HIDDEN, 0.3)]).astype("float32")
        _old(f"keras2-cudnn-{cell.lower()}.h5", f"CuDNN{cell}", weights, {"units": HIDDEN, "return_sequences": True})
        keep(f"keras2-cudnn-{cell.lower()}.h5", TWO, cell, 1, "forward", ".h5", "float32", f"CuDNN{cell}; layout of 2.2", [timed(answers(usual, "float32"))])
    usual = sequential(TWO, lambda L: [L.LSTM(HIDDEN, return_sequences=True, recurrent_activation="hard_sigmoid")], "float32")
    _old("keras2-2018.h5", "LSTM", usual.get_weights(), {"units": HIDDEN, "return_sequences": True, "activation": "tanh",
                                                        "recurrent_activation": "hard_sigmoid", "implementation": 1})
    keep("keras2-2018.h5", TWO, "LSTM", 1, "forward", ".h5", "float32", "layout of 2.2, hard_sigmoid", [timed(answers(usual, "float32"))])
    _old("keras2-2018-weights.h5", "LSTM", usual.get_weights(), None)
    keep("keras2-2018-weights.h5", TWO, "LSTM", 1, "forward", ".h5, weights only", "float32", "layout of 2.2, hard_sigmoid by default then",
         [timed(answers(usual, "float32"))])


def _old(name, kind, weights, config):
    with h5py.File(FOLDER / name, "w") as file:
        group = file.create_group("model_weights") if config else file
        for place in {file, group}:
            place.attrs["keras_version"], place.attrs["backend"] = b"2.2.4", b"tensorflow"
        if config:
            layer = {"class_name": kind, "config": {"name": "layer_1", "trainable": True, "batch_input_shape": [None, None, INPUTS],
                                                    "dtype": "float32", "go_backwards": False, **config}}
            file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": [layer]}).encode()
        group.attrs["layer_names"] = [b"layer_1"]
        names = [f"layer_1/{leaf}:0" for leaf in ("kernel", "recurrent_kernel", "bias")]
        inner = group.create_group("layer_1")
        inner.attrs["weight_names"] = [n.encode() for n in names]
        for n, value in zip(names, weights, strict=True):
            inner[n] = value


def make():
    keras.utils.set_random_seed(0)
    for part in (cells, directions, curves, forms, half, graphs, before):
        part()
    return {"keras": keras.__version__, "tf_keras": tf_keras.__version__, "tensorflow": tf.__version__}
