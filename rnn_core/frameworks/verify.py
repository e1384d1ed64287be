"""Runs both programs of a choice and carries the weights across: do they answer alike?

    outcome = verify(Options(cell="gru", task="tagging", masked=True))
    outcome.printed["keras"], outcome.difference          # what it printed; the largest difference of any answer

Runs real PyTorch and real TensorFlow: both have to be installed, and the memory of both is used.
"""

import contextlib
import hashlib
import io
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_core.frameworks import generate, pytorch
from rnn_core.frameworks.convert import as_array, torch_to_keras
from rnn_core.frameworks.options import Options

# How far the answers of a whole trained program may differ, relative to the largest: training makes networks that carry float32's
# rounding on.  PyTorch alone was up to 1.8e-5 away from its own float64; a wrong gate order is 0.1 and more away.
CLOSE = 1e-5


@dataclass(frozen=True)
class Outcome:
    printed: dict[str, str]
    seconds: dict[str, float]
    difference: float          # largest |PyTorch − Keras| among the held-out answers, after the weights were carried over
    largest: float             # largest answer, to judge it by
    loss: dict[str, float]     # held-out loss of both, with the same weights


def stamp(o: Options) -> str:
    """Names both programs: another text gives another stamp."""
    return hashlib.sha256("\0".join(generate(name, **vars(o)) for name in ("pytorch", "keras")).encode()).hexdigest()[:16]


def run(source: str) -> tuple[dict[str, Any], str, float]:
    """A program's names, what it printed, and its seconds."""
    names: dict[str, Any] = {"__name__": "__main__"}
    printed, start = io.StringIO(), time.perf_counter()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, "program", "exec"), names)
    return names, printed.getvalue(), time.perf_counter() - start


def keras_weights(o: Options, state_dict: dict[str, Any]) -> list[np.ndarray]:
    """The whole PyTorch model's weights in the order of the Keras model's set_weights."""
    weights = [as_array(state_dict["embedding.weight"])] if o.embedding else []
    for part in ("encoder", "decoder") if o.task == "sequence-to-sequence" else (o.cell,):
        weights += torch_to_keras(o.cell, state_dict, prefix=f"{part}.")
    return [*weights, as_array(state_dict["head.weight"]).T, as_array(state_dict["head.bias"])]


def verify(o: Options) -> Outcome:
    torch_names, torch_printed, torch_seconds = run(generate("pytorch", **vars(o)))
    keras_names, keras_printed, keras_seconds = run(generate("keras", **vars(o)))
    model, answer = keras_names["model"], "forecast" if o.task == "forecasting" else "logits"
    if o.task in ("generation", "sequence-to-sequence"):  # the last answers there are those to its own words
        ours = torch_answers(torch_names, o)
    else:
        ours = torch_names[answer].numpy()
    model.set_weights(keras_weights(o, torch_names["model"].state_dict()))
    test, y = keras_names["test"], keras_names["y_test"]
    theirs = model.predict(test, verbose=0)
    counts = y >= 0 if ours.ndim == 3 else np.ones(len(y), bool)
    loss = float(model.evaluate(test, y, batch_size=len(y), verbose=0))
    keras_names["keras"].backend.clear_session()  # or the graphs of every run stay in memory
    return Outcome({"pytorch": torch_printed, "keras": keras_printed}, {"pytorch": torch_seconds, "keras": keras_seconds},
                   float(np.abs(ours - theirs)[counts].max()), float(np.abs(ours[counts]).max()),
                   {"pytorch": float(torch_names["loss"]), "keras": loss})


def torch_answers(names: dict[str, Any], o: Options) -> np.ndarray:
    """The model's answers to the held-out part, as the program asks for them."""
    with names["torch"].no_grad():
        answers = eval(f"model({pytorch.call(o, '_test')})", names)
    return (answers[0] if isinstance(answers, tuple) else answers).numpy()
