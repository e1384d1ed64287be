"""The program in Keras 3 on TensorFlow, as one writes it today."""

from rnn_core.frameworks.data import BATCH, RATE, TASKS, TRAIN, VOCABULARY, data, state_count
from rnn_core.frameworks.keras_models import functional, melody, sequential, split_states, translator
from rnn_core.frameworks.options import Options
from rnn_core.frameworks.program_lines import Line, lines, when


def program(o: Options) -> list[Line]:
    model = {"sequence-to-sequence": translator, "generation": melody}.get(o.task, functional if o.given else sequential)
    return [*_opening(o), *data(o), *_arrays(o), *model(o), *_training(o), *_result(o)]


def _opening(o: Options) -> list[Line]:
    return lines("opening", f"""
about    | # {TASKS[o.task].about}
backend  | import os
backend  | os.environ["KERAS_BACKEND"] = "tensorflow"  # before keras
imports  | import keras
imports  | import numpy as np
imports  | from keras import layers
|
seed     | rng = np.random.default_rng({o.seed})
seed     | keras.utils.set_random_seed({o.seed})
|
""")


def inputs(o: Options) -> list[str]:
    return ["source", "target"] if o.task == "sequence-to-sequence" else ["x"]


def _states(o: Options) -> str:
    """The data's states, (sequence, state, unit), as the flat list that Keras wants."""
    if not o.given:
        return ""
    half = state_count(o) // 2
    if o.lstm:
        return f"state    | states = [state[:, k] for pair in zip(range({half}), range({half}, {2 * half})) for k in pair]  # h, c, h, c"
    return f"state    | states = [state[:, k] for k in range({state_count(o)})]  # one array a layer and direction"


def _arrays(o: Options) -> list[Line]:
    names = inputs(o) + ["*states"] * o.given
    several = f"""{_states(o)}
batches  | inputs = [{", ".join(names)}]
batches  | train, test = [array[:{TRAIN}] for array in inputs], [array[{TRAIN}:] for array in inputs]"""
    return lines("tensors", f"""
{when(len(names) > 1, several, f"batches  | train, test = x[:{TRAIN}], x[{TRAIN}:]")}
batches  | y_train, y_test = y[:{TRAIN}], y[{TRAIN}:]
|
""")


def _training(o: Options) -> list[Line]:
    task = TASKS[o.task]
    ignored = when(o.masked and task.per_step, ", ignore_class=-1")
    loss = when(task.regression, "keras.losses.MeanSquaredError()",
                f"keras.losses.SparseCategoricalCrossentropy(from_logits=True{ignored})")
    return lines("training", f"""
loss     | loss = {loss}
optimizer+clipping | optimizer = keras.optimizers.Adam({RATE}, global_clipnorm=1.0)
compile  | model.compile(optimizer=optimizer, loss=loss)
fit+batches+step | history = model.fit(train, y_train, batch_size={BATCH}, epochs={task.epochs}, verbose=0)
print    | for epoch, value in enumerate(history.history["loss"]):
print    |     print(f"epoch {{epoch + 1}}: loss {{value:.4f}}")
|
""")


def _result(o: Options) -> list[Line]:
    task = TASKS[o.task]
    output = when(task.regression, "forecast", "logits")
    if task.regression:
        report = 'print(f"held out: error {loss ** 0.5:.4f} (the last value again: {baseline:.4f})")'
    else:
        report = 'print(f"held out: loss {loss:.4f}, right {right:.3f} (baseline: {baseline:.3f})")'
    right = f"({output}.argmax(-1) == y_test)" + when(task.per_step and o.masked, "[y_test >= 0]")
    return lines("result", f"""
evaluate | {output} = model.predict(test, verbose=0)
evaluate | loss = model.evaluate(test, y_test, batch_size=len(y_test), verbose=0)
{when(not task.regression, f"evaluate | right = {right}.mean()")}
print    | {report}
{when(o.task == "generation", _play(o))}{when(o.task == "sequence-to-sequence", _write(o))}
""")


def _choice(o: Options, name: str) -> str:
    chosen = "keras.ops.convert_to_numpy(logits).argmax(-1)"
    if o.embedding:
        return f"generate |     {name} = {chosen}"
    return f"generate |     chosen = {chosen}\ngenerate |     {name} = one_hot[chosen]"


def _play(o: Options) -> str:
    first = when(o.embedding, "np.array([[1], [4], [8]])", "one_hot[[[1], [4], [8]]]")
    return f"""
|
generate | note, state, melody = {first}, {(None,) * o.num_layers}, []  # three first notes
generate | for _ in range(8):
carry    |     logits, state = model.read(note, state)  # (3, 1, {VOCABULARY})
{_choice(o, "note")}
generate |     melody.append({when(o.embedding, "note", "chosen")})
print    | print("plays on:", np.concatenate(melody, axis=1).tolist())
"""


def _write(o: Options) -> str:
    source = "test[0]" if not o.given else f"test[0], {split_states(o, 'test[2:]')}"
    return f"""
|
generate | token, written = test[1][:, :1], []  # the start token
bridge   | state = model.encode({source})
generate | for _ in range({TASKS[o.task].steps}):
carry    |     logits, state = model.decode(token, state)
{_choice(o, "token")}
generate |     written.append({when(o.embedding, "token", "chosen")})
generate | right = (np.concatenate(written, axis=1) == y_test){when(o.masked, "[y_test >= 0]")}.mean()
print    | print(f"writing by itself: right {{right:.3f}}")
"""
