"""The model in Keras: Sequential where one input becomes one output, the functional form where states come in, a subclass of
keras.Model where states have to be carried on by hand."""

from rnn_core.frameworks.data import EMBEDDED, TASKS, VOCABULARY, features, packs, state_count
from rnn_core.frameworks.options import KERAS_NAMES, Options
from rnn_core.frameworks.program_lines import Line, lines, when


def _layer(o: Options, hidden: int, *arguments: str, two_way: bool) -> str:
    made = f"layers.{KERAS_NAMES[o.cell]}({', '.join([str(hidden), *arguments])})"
    return f"layers.Bidirectional({made})" if two_way else made


def _mask_passes(o: Options) -> bool:
    """Whether the mask of Embedding or Masking reaches the recurrent layers; Keras does not hand it on beside an initial state."""
    return packs(o) and not o.given


def _embedding(o: Options) -> str:
    return f"layers.Embedding({VOCABULARY}, {EMBEDDED}{when(_mask_passes(o), ', mask_zero=True')})"


def _embedding_topics(o: Options) -> str:
    return "embedding" + when(_mask_passes(o), "+masking")


def _model_input(o: Options) -> str:
    """Ids or features that may be of any length."""
    return 'keras.Input((None,), dtype="int32")' if o.embedding else f"keras.Input((None, {features(o)}))"


def _before_recurrent(o: Options, form: str) -> str:
    """The line before the recurrent layers: a lookup, a mask, or none."""
    if o.embedding:
        return f"{_embedding_topics(o)} | {form.format(_embedding(o))}"
    return when(_mask_passes(o), f"masking | {form.format('layers.Masking(0.0)')}")


def _own_mask(o: Options, name: str, x: str, indent: int) -> str:
    """The line that makes a mask of the program's own, where none passes by itself."""
    made = f"keras.ops.not_equal({x}, 0)"
    made = made if o.embedding else f"keras.ops.any({made}, axis=-1)"
    return when(packs(o) and o.given, f"masking | {' ' * indent}{name} = {made}  # (B, T)")


def _layer_topics(o: Options, *topics: str, two_way: bool, every: bool) -> str:
    return "+".join([*topics, *["bidirectional"] * two_way, *["sequences"] * every])


def _stack(o: Options) -> list[tuple[str, str, str, int | None]]:
    """The recurrent layers and the dropout between them: topics, layer, the comment behind it, which recurrent layer it is.
    All but the last hand on every step."""
    rows: list[tuple[str, str, str, int | None]] = []
    for k in range(o.num_layers):
        every = k < o.num_layers - 1 or TASKS[o.task].per_step
        if k and o.dropout:
            rows.append(("dropout", f"layers.Dropout({o.dropout})", "", None))
        topics = _layer_topics(o, "recurrent" if k == 0 else "stacking", *["last"] * (not every), two_way=o.bidirectional, every=every)
        rows.append((topics, _layer(o, o.hidden_size, *["return_sequences=True"] * every, two_way=o.bidirectional),
                     f"  # (B, {when(every, 'T, ')}{o.width})", k))
    return rows


def sequential(o: Options) -> list[Line]:
    body = "\n".join(f"{topics} |     {made},{comment}" for topics, made, comment, _ in _stack(o))
    return lines("model", f"""
class    | model = keras.Sequential([
forward  |     {_model_input(o)},
{_before_recurrent(o, "    {0},")}
{body}
head     |     layers.Dense({TASKS[o.task].outputs}),
class    | ])
|
""")


def functional(o: Options) -> list[Line]:
    order = when(o.lstm, "h, c", "h") + when(o.bidirectional, " forward, then backward")
    rows, n, x = [], state_count(o) // o.num_layers, "x" if o.embedding else "x_in"
    for topics, made, comment, k in _stack(o):
        if k is None:
            rows.append(f"{topics} | x = {made}(x)")
            continue
        rows += [f"{topics} | x = {made}({comment}",
                 f"state{when(packs(o), '+masking')} |     {x}, {when(packs(o), 'mask=mask, ')}initial_state=states_in[{k * n}:{(k + 1) * n}])"]
        x = "x"
    body = "\n".join(rows)
    return lines("model", f"""
forward  | x_in = {_model_input(o)}
state    | states_in = [keras.Input(({o.hidden_size},)) for _ in range({state_count(o)})]  # per layer: {order}
{_own_mask(o, "mask", "x_in", 0)}
{_before_recurrent(o, "x = {0}(x_in)")}
{body}
head     | outputs = layers.Dense({TASKS[o.task].outputs})(x)
class    | model = keras.Model([x_in, *states_in], outputs)
|
""")


def _layer_names(o: Options, name: str) -> list[str]:
    return [name] if o.num_layers == 1 else [f"{name}_{k + 1}" for k in range(o.num_layers)]


def _make_layers(o: Options, name: str, topic: str, hidden: int, two_way: bool) -> str:
    """The lines of a constructor that make a stack which gives back its states."""
    rows = []
    for k, each in enumerate(_layer_names(o, name)):
        made = _layer(o, hidden, "return_sequences=True", "return_state=True", two_way=two_way)
        rows.append(f"{_layer_topics(o, topic if k == 0 else 'stacking', two_way=two_way, every=True)} | {' ' * 8}self.{each} = {made}")
    return "\n".join(rows)


def _make_dropout(o: Options) -> str:
    return when(o.dropout, f"dropout | {' ' * 8}self.dropout = layers.Dropout({o.dropout})")


def _call_layers(o: Options, name: str, topic: str, x: str, start: str, mask: str = "") -> str:
    """The lines that send x through such a stack; the states of layer k come from start[k] and go to state_k."""
    rows = []
    for k, each in enumerate(_layer_names(o, name)):
        if k and o.dropout:
            rows.append(f"dropout | {' ' * 8}{x} = self.dropout({x})")
        at = mask + when(start, f", initial_state={start}[{k}]")
        rows.append(f"{topic} | {' ' * 8}{x}, *state_{k + 1} = self.{each}({x}{at})")
    return "\n".join(rows)


def _all_states(o: Options) -> str:
    return "[" + ", ".join(f"state_{k + 1}" for k in range(o.num_layers)) + "]"


def split_states(o: Options, name: str) -> str:
    """A flat list of states as one list a layer."""
    n = state_count(o) // o.num_layers
    return "[" + ", ".join(f"{name}[{k * n}:{(k + 1) * n}]" for k in range(o.num_layers)) + "]"


def _look_up(o: Options, x: str) -> str:
    return when(o.embedding, f"embedding | {' ' * 8}{x} = self.embedding({x})  # (B, T) to (B, T, {EMBEDDED})")


def melody(o: Options) -> list[Line]:
    name = o.cell
    unpack = f"forward  | {' ' * 8}x, *state = inputs\n" if o.given else ""
    call = (f"self.read(x, {split_states(o, 'state')})" if o.given else "self.read(inputs)")
    return lines("model", f"""
class    | class Melody(keras.Model):
init     |     def __init__(self):
init     |         super().__init__()
{when(o.embedding, f"{_embedding_topics(o)} | {' ' * 8}self.embedding = {_embedding(o)}")}
{_make_layers(o, name, "recurrent", o.hidden_size, False)}
{_make_dropout(o)}
head     |         self.head = layers.Dense({VOCABULARY})
|
forward  |     def read(self, x, state={(None,) * o.num_layers}):  # one entry a layer
{_look_up(o, "x")}
{_call_layers(o, name, "recurrent+carry", "x", "state")}
head     |         return self.head(x), {_all_states(o)}  # (B, T, {VOCABULARY})
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
        return f"bridge | {' ' * 8}return {_all_states(o)}"
    if not o.lstm:
        return f"""bridge | {' ' * 8}both = {_all_states(o)}  # each: forward, backward
bridge | {' ' * 8}return [[keras.ops.concatenate(pair, axis=1)] for pair in both]  # (B, {o.width})"""
    return f"""bridge | {' ' * 8}both = {_all_states(o)}  # each: h, c forward, h, c backward
bridge | {' ' * 8}join = keras.ops.concatenate  # two of (B, {o.hidden_size}) to (B, {o.width})
bridge | {' ' * 8}return [[join([s[0], s[2]], axis=1), join([s[1], s[3]], axis=1)] for s in both]"""


def translator(o: Options) -> list[Line]:
    rest, start = when(o.given, ", state"), when(o.given, "state")
    masking = _mask_passes(o) and not o.embedding
    unpack = f"source, target{when(o.given, ', *state')} = inputs"
    return lines("model", f"""
class    | class Translator(keras.Model):
init     |     def __init__(self):
init     |         super().__init__()
{when(o.embedding, f"{_embedding_topics(o)} | {' ' * 8}self.embedding = {_embedding(o)}")}
{when(masking, f"masking | {' ' * 8}self.masking = layers.Masking(0.0)")}
{_make_layers(o, "encoder", "recurrent", o.hidden_size, o.bidirectional)}
{_make_layers(o, "decoder", "decoder", o.width, False)}
{_make_dropout(o)}
head     |         self.head = layers.Dense({VOCABULARY})
|
forward  |     def encode(self, source{rest}):
{_own_mask(o, "mask", "source", 8)}
{_look_up(o, "source")}{when(masking, f"masking | {' ' * 8}source = self.masking(source)")}
{_call_layers(o, "encoder", "recurrent", "source", start, when(packs(o) and o.given, ", mask=mask"))}
{_bridge(o)}
|
forward  |     def decode(self, target, state):
{_look_up(o, "target")}
{_call_layers(o, "decoder", "decoder", "target", "state")}
head     |         return self.head(target), {_all_states(o)}  # (B, T, {VOCABULARY})
|
forward  |     def call(self, inputs):
forward  |         {unpack}
teacher  |         logits, _ = self.decode(target, self.encode(source{when(o.given, f", {split_states(o, 'state')}")}))
head     |         return logits
|
class    | model = Translator()
|
""")
