"""The lines of Keras that mend a symptom, run."""

import numpy as np
import pytest

from pages.views.not_learning.symptoms import text

keras = pytest.importorskip("keras", reason="needs TensorFlow: make test-frameworks")
CHECKS = [pytest.param(check, id=f"{symptom.name}: {check.question}") for symptom in text.symptoms().values() for check in symptom.checks]


@pytest.mark.parametrize("check", CHECKS)
def test_its_lines_of_keras_run(check):
    x, y = np.random.default_rng(0).normal(size=(4, 6, 8)).astype("float32"), np.array([0, 1, 2, 0])
    lstm = keras.layers.LSTM(16)
    model = keras.Sequential([lstm, keras.layers.Dense(3)])
    model(x)
    names = {"keras": keras, "np": np, "x": x, "y": y, "lstm": lstm, "model": model, "lengths": np.array([6, 4, 3, 6]),
             "group": np.array([0, 0, 1, 2, 3]), "decoder": keras.layers.LSTM(8, return_sequences=True, return_state=True)}
    exec(compile(check.keras, "check", "exec"), names)
