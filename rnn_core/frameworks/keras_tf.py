"""The program in Keras 3 on TensorFlow, as one writes it today.

Sequential where one input becomes one output; the functional form where states come in; a subclass of keras.Model where
states have to be carried on by hand.
"""

from rnn_core.frameworks.data import BATCH, EMBEDDED, RATE, TASKS, TRAIN, VOCABULARY, data, features, packs, states
from rnn_core.frameworks.options import GIVEN, NAMES, Options
from rnn_core.frameworks.program_lines import Line, lines, when

CLASSES = NAMES | {"rnn": "SimpleRNN"}


def program(o: Options) -> list[Line]:
    model = {"sequence-to-sequence": _translator, "generation": _melody}.get(o.task, _functional if given(o) else _sequential)
    return [*_opening(o), *data(o), *_arrays(o), *model(o), *_training(o), *_result(o)]


def given(o: Options) -> bool:
    return o.initial_state == GIVEN


def per_layer(o: Options) -> int:
    """States of a layer."""
    return o.directions * (2 if o.lstm else 1)


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
    if not given(o):
        return ""
    half = states(o) // 2
    if o.lstm:
        return f"state    | states = [state[:, k] for pair in zip(range({half}), range({half}, {2 * half})) for k in pair]  # h, c, h, c"
    return f"state    | states = [state[:, k] for k in range({states(o)})]  # one array a layer and direction"


def _arrays(o: Options) -> list[Line]:
    names = inputs(o) + ["*states"] * given(o)
    if len(names) == 1:
        return lines("tensors", f"""
batches  | train, test = x[:{TRAIN}], x[{TRAIN}:]
batches  | y_train, y_test = y[:{TRAIN}], y[{TRAIN}:]
|
""")
    return lines("tensors", f"""
{_states(o)}
batches  | inputs = [{", ".join(names)}]
batches  | train, test = [array[:{TRAIN}] for array in inputs], [array[{TRAIN}:] for array in inputs]
batches  | y_train, y_test = y[:{TRAIN}], y[{TRAIN}:]
|
""")


def layer(o: Options, hidden: int, *arguments: str, two_way: bool) -> str:
    made = f"layers.{CLASSES[o.cell]}({', '.join([str(hidden), *arguments])})"
    return f"layers.Bidirectional({made})" if two_way else made


def _embedding(o: Options) -> str:
    return f"layers.Embedding({VOCABULARY}, {EMBEDDED}{when(packs(o) and not given(o), ', mask_zero=True')})"


def _lookup(o: Options) -> str:
    return "embedding" + when(packs(o) and not given(o), "+masking")


def _input(o: Options) -> str:
    """Ids or features that may be of any length."""
    return 'keras.Input((None,), dtype="int32")' if o.embedding else f"keras.Input((None, {features(o)}))"


def _first(o: Options, form: str) -> str:
    """The line before the recurrent layers: a lookup, a mask, or none."""
    if o.embedding:
        return f"{_lookup(o)} | {form.format(_embedding(o))}"
    return when(packs(o) and not given(o), f"masking | {form.format('layers.Masking(0.0)')}")


def _mask(o: Options, name: str, x: str, indent: int) -> str:
    """A mask of one's own: beside an initial state, Keras does not hand on the one of Embedding or Masking."""
    made = f"keras.ops.not_equal({x}, 0)"
    made = made if o.embedding else f"keras.ops.any({made}, axis=-1)"
    return when(packs(o) and given(o), f"masking | {' ' * indent}{name} = {made}  # (B, T)")


def about(o: Options, *topics: str, two_way: bool, every: bool) -> str:
    return "+".join([*topics, *["bidirectional"] * two_way, *["sequences"] * every])


def _stack(o: Options, form: str) -> str:
    """The recurrent layers, `form` around each; all but the last hand on every step."""
    rows = []
    for k in range(o.num_layers):
        every = k < o.num_layers - 1 or TASKS[o.task].per_step
        made = layer(o, o.hidden_size, *["return_sequences=True"] * every, two_way=o.bidirectional)
        if k and o.dropout:
            rows.append(f"dropout | {form.format(f'layers.Dropout({o.dropout})', '')}")
        topics = about(o, "recurrent" if k == 0 else "stacking", *["last"] * (not every), two_way=o.bidirectional, every=every)
        rows.append(f"{topics} | {form.format(made, k)}  # (B, {when(every, 'T, ')}{o.width})")
    return "\n".join(rows)


def _sequential(o: Options) -> list[Line]:
    return lines("model", f"""
class    | model = keras.Sequential([
forward  |     {_input(o)},
{_first(o, "    {0},")}
{_stack(o, "    {0},")}
head     |     layers.Dense({TASKS[o.task].outputs}),
class    | ])
|
""")


def _functional(o: Options) -> list[Line]:
    order = when(o.lstm, "h, c", "h") + when(o.bidirectional, " forward, then backward")
    rows, n, x = [], per_layer(o), "x" if o.embedding else "x_in"
    for row in _stack(o, "{0}@{1}").splitlines():
        topics, _, rest = row.partition("|")
        made, _, k = rest.strip().partition("@")
        k, _, shape = k.partition("  ")
        if not k:
            rows.append(f"{topics}| x = {made}(x)")
            continue
        masked = when(packs(o), "mask=mask, ")
        rows += [f"{topics}| x = {made}(  {shape}",
                 f"state{when(packs(o), '+masking')} |     {x}, {masked}initial_state=states_in[{int(k) * n}:{(int(k) + 1) * n}])"]
        x = "x"
    body = "\n".join(rows)
    return lines("model", f"""
forward  | x_in = {_input(o)}
state    | states_in = [keras.Input(({o.hidden_size},)) for _ in range({states(o)})]  # per layer: {order}
{_mask(o, "mask", "x_in", 0)}
{_first(o, "x = {0}(x_in)")}
{body}
head     | outputs = layers.Dense({TASKS[o.task].outputs})(x)
class    | model = keras.Model([x_in, *states_in], outputs)
|
""")


def _names(o: Options, name: str) -> list[str]:
    return [name] if o.num_layers == 1 else [f"{name}_{k + 1}" for k in range(o.num_layers)]


def _made(o: Options, name: str, topic: str, hidden: int, two_way: bool) -> str:
    """The lines of a constructor that make a stack which gives back its states."""
    rows = []
    for k, each in enumerate(_names(o, name)):
        made = layer(o, hidden, "return_sequences=True", "return_state=True", two_way=two_way)
        rows.append(f"{about(o, topic if k == 0 else 'stacking', two_way=two_way, every=True)} | {' ' * 8}self.{each} = {made}")
    return "\n".join(rows)


def _dropout(o: Options) -> str:
    return when(o.dropout, f"dropout | {' ' * 8}self.dropout = layers.Dropout({o.dropout})")


def _read(o: Options, name: str, topic: str, x: str, start: str, mask: str = "") -> str:
    """The lines that send x through such a stack; the states of layer k come from start[k] and go to state_k."""
    rows = []
    for k, each in enumerate(_names(o, name)):
        if k and o.dropout:
            rows.append(f"dropout | {' ' * 8}{x} = self.dropout({x})")
        at = mask + when(start, f", initial_state={start}[{k}]")
        rows.append(f"{topic} | {' ' * 8}{x}, *state_{k + 1} = self.{each}({x}{at})")
    return "\n".join(rows)


def _every(o: Options) -> str:
    return "[" + ", ".join(f"state_{k + 1}" for k in range(o.num_layers)) + "]"


def _split(o: Options, name: str) -> str:
    """A flat list of states as one list a layer."""
    n = per_layer(o)
    return "[" + ", ".join(f"{name}[{k * n}:{(k + 1) * n}]" for k in range(o.num_layers)) + "]"


def _looked_up(o: Options, x: str) -> str:
    return when(o.embedding, f"embedding | {' ' * 8}{x} = self.embedding({x})  # (B, T) to (B, T, {EMBEDDED})")


def _melody(o: Options) -> list[Line]:
    name = o.cell
    unpack = f"forward  | {' ' * 8}x, *state = inputs\n" if given(o) else ""
    call = (f"self.read(x, {_split(o, 'state')})" if given(o) else "self.read(inputs)")
    return lines("model", f"""
class    | class Melody(keras.Model):
init     |     def __init__(self):
init     |         super().__init__()
{when(o.embedding, f"{_lookup(o)} | {' ' * 8}self.embedding = {_embedding(o)}")}
{_made(o, name, "recurrent", o.hidden_size, False)}
{_dropout(o)}
head     |         self.head = layers.Dense({VOCABULARY})
|
forward  |     def read(self, x, state={(None,) * o.num_layers}):  # one entry a layer
{_looked_up(o, "x")}
{_read(o, name, "recurrent+carry", "x", "state")}
head     |         return self.head(x), {_every(o)}  # (B, T, {VOCABULARY})
|
forward  |     def call(self, inputs):
{unpack}
forward  |         logits, _ = {call}
head     |         return logits
|
class    | model = Melody()
|
""")


def _bridge(o: Options) -> str:
    if not o.bidirectional:
        return f"bridge | {' ' * 8}return {_every(o)}"
    if not o.lstm:
        return f"""bridge | {' ' * 8}both = {_every(o)}  # each: forward, backward
bridge | {' ' * 8}return [[keras.ops.concatenate(pair, axis=1)] for pair in both]  # (B, {o.width})"""
    return f"""bridge | {' ' * 8}both = {_every(o)}  # each: h, c forward, h, c backward
bridge | {' ' * 8}join = keras.ops.concatenate  # two of (B, {o.hidden_size}) to (B, {o.width})
bridge | {' ' * 8}return [[join([s[0], s[2]], axis=1), join([s[1], s[3]], axis=1)] for s in both]"""


def _translator(o: Options) -> list[Line]:
    rest, none = when(given(o), ", state"), when(given(o), "state")
    masking = packs(o) and not given(o) and not o.embedding
    unpack = f"source, target{when(given(o), ', *state')} = inputs"
    return lines("model", f"""
class    | class Translator(keras.Model):
init     |     def __init__(self):
init     |         super().__init__()
{when(o.embedding, f"{_lookup(o)} | {' ' * 8}self.embedding = {_embedding(o)}")}
{when(masking, f"masking | {' ' * 8}self.masking = layers.Masking(0.0)")}
{_made(o, "encoder", "recurrent", o.hidden_size, o.bidirectional)}
{_made(o, "decoder", "decoder", o.width, False)}
{_dropout(o)}
head     |         self.head = layers.Dense({VOCABULARY})
|
forward  |     def encode(self, source{rest}):
{_mask(o, "mask", "source", 8)}
{_looked_up(o, "source")}{when(masking, f"masking | {' ' * 8}source = self.masking(source)")}
{_read(o, "encoder", "recurrent", "source", none, when(packs(o) and given(o), ", mask=mask"))}
{_bridge(o)}
|
forward  |     def decode(self, target, state):
{_looked_up(o, "target")}
{_read(o, "decoder", "decoder", "target", "state")}
head     |         return self.head(target), {_every(o)}  # (B, T, {VOCABULARY})
|
forward  |     def call(self, inputs):
forward  |         {unpack}
teacher  |         logits, _ = self.decode(target, self.encode(source{when(given(o), f", {_split(o, 'state')}")}))
head     |         return logits
|
class    | model = Translator()
|
""")


def _training(o: Options) -> list[Line]:
    task = TASKS[o.task]
    ignored = when(o.masked and task.per_step, ", ignore_class=-1")
    loss = when(task.measured, "keras.losses.MeanSquaredError()",
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
    output = when(task.measured, "forecast", "logits")
    if task.measured:
        said = 'print(f"held out: error {loss ** 0.5:.4f} (the last value again: {baseline:.4f})")'
    else:
        said = 'print(f"held out: loss {loss:.4f}, right {right:.3f} (baseline: {baseline:.3f})")'
    right = f"({output}.argmax(-1) == y_test)" + when(task.per_step and o.masked, "[y_test >= 0]")
    return lines("result", f"""
evaluate | {output} = model.predict(test, verbose=0)
evaluate | loss = model.evaluate(test, y_test, batch_size=len(y_test), verbose=0)
{when(not task.measured, f"evaluate | right = {right}.mean()")}
print    | {said}
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
    source = "test[0]" if not given(o) else f"test[0], {_split(o, 'test[2:]')}"
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
