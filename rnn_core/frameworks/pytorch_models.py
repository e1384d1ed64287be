"""The model in PyTorch: one Module that reads, or one that reads and then writes."""

from rnn_core.frameworks.data import EMBEDDED, PADDING, TASKS, VOCABULARY, features, packs
from rnn_core.frameworks.options import NAMES, Options
from rnn_core.frameworks.program_lines import Line, lines, when


def unpacks(o: Options) -> bool:
    """Whether every step's output is padded again."""
    return packs(o) and o.task == "tagging"


def inputs(o: Options) -> list[str]:
    """The arrays that go in, in their order."""
    first = ["source", "target"] if o.task == "sequence-to-sequence" else ["x"]
    return first + ["lengths"] * packs(o) + ["state"] * o.given


def _recurrent(o: Options, name: str, width: int, hidden: int, two_way: bool) -> str:
    """The lines that make a recurrent layer; one argument a topic, where there are several."""
    arguments = [("stacking", f"num_layers={o.num_layers}")] * (o.num_layers > 1)
    arguments += [("dropout", f"dropout={o.dropout}")] * bool(o.dropout) + [("bidirectional", "bidirectional=True")] * two_way
    made = f"recurrent | {' ' * 8}self.{name} = nn.{NAMES[o.cell]}("
    if not arguments:
        return f"{made}{width}, {hidden}, batch_first=True)"
    body = "".join(f"{topic} | {' ' * 12}{text},\n" for topic, text in arguments)
    return f"{made}\nrecurrent | {' ' * 12}{width}, {hidden}, batch_first=True,\n{body}recurrent | {' ' * 8})"


def _embedding(o: Options) -> str:
    return when(o.embedding, f"embedding{when(packs(o), '+masking')} | {' ' * 8}self.embedding = nn.Embedding({VOCABULARY}, {EMBEDDED}"
                             f"{when(packs(o), f', padding_idx={PADDING}')})")


def _pack(o: Options, x: str) -> str:
    return when(packs(o), f"masking | {' ' * 8}{x} = pack_padded_sequence({x}, lengths, batch_first=True, enforce_sorted=False)")


def model(o: Options) -> list[Line]:
    task, name, state = TASKS[o.task], o.cell, when(o.given, ", state")
    carries = o.task == "generation"
    arguments = "".join(f", {word}" for word in ("x", "lengths") if word in inputs(o)) + when(carries, ", state=None", state)
    final = when(o.lstm, "(h_n, _)", "h_n")
    shape = f"{o.num_layers * o.directions}, B, {o.hidden_size}"
    if carries:
        out = f"recurrent+carry | {' ' * 8}output, state = self.{name}(x, state)  # output: (B, T, {o.width})"
    elif task.per_step:
        out = f"recurrent | {' ' * 8}output, _ = self.{name}(x{state})  # (B, T, {o.width})"
    else:
        out = f"recurrent | {' ' * 8}_, {final} = self.{name}(x{state})  # h_n: ({shape})"
    return lines("model", f"""
class    | class {task.model}(nn.Module):
init     |     def __init__(self):
init     |         super().__init__()
{_embedding(o)}
{_recurrent(o, name, features(o), o.hidden_size, o.bidirectional)}
head     |         self.head = nn.Linear({o.width}, {task.outputs})
|
forward  |     def forward(self{arguments}):
{when(o.embedding, f"embedding |         x = self.embedding(x)  # (B, T) to (B, T, {EMBEDDED})")}
{_pack(o, "x")}
{out}
{_unpack(o)}
{_last(o)}
|
class    | model = {task.model}()
|
""")


def _unpack(o: Options) -> str:
    return when(unpacks(o), f"masking | {' ' * 8}output, _ = pad_packed_sequence(output, batch_first=True, "
                            f"total_length={TASKS[o.task].steps})")


def _last(o: Options) -> str:
    outputs = TASKS[o.task].outputs
    if o.task == "generation":
        return f"head | {' ' * 8}return self.head(output), state  # (B, T, {outputs})"
    if TASKS[o.task].per_step:
        return f"head | {' ' * 8}return self.head(output)  # (B, T, {outputs})"
    last = when(o.bidirectional, f"torch.cat([h_n[-2], h_n[-1]], dim=1)  # forward, backward: (B, {o.width})",
                f"h_n[-1]  # the top layer's: (B, {o.width})")
    return f"last | {' ' * 8}last = {last}\nhead | {' ' * 8}return self.head(last)  # (B, {outputs})"


def _bridge(o: Options) -> str:
    if not o.bidirectional:
        return f"bridge | {' ' * 8}return state"
    shape = f"({2 * o.num_layers}, B, {o.hidden_size}) to ({o.num_layers}, B, {o.width})"
    both = "torch.cat([{0}[0::2], {0}[1::2]], dim=2)"
    if not o.lstm:
        return f"bridge | {' ' * 8}return {both.format('state')}  # {shape}"
    return f"""bridge | {' ' * 8}h_n, c_n = state  # {shape}
bridge | {' ' * 8}return {both.format('h_n')}, {both.format('c_n')}"""


def translator(o: Options) -> list[Line]:
    names = [name for name in inputs(o) if name not in ("source", "target")]
    rest = "".join(f", {name}" for name in names)
    embedded = "self.embedding({0})" if o.embedding else "{0}"
    return lines("model", f"""
class    | class Translator(nn.Module):
init     |     def __init__(self):
init     |         super().__init__()
{_embedding(o)}
{_recurrent(o, "encoder", features(o), o.hidden_size, o.bidirectional)}
{_recurrent(o, "decoder", features(o), o.width, False).replace("recurrent |", "decoder |")}
head     |         self.head = nn.Linear({o.width}, {VOCABULARY})
|
forward  |     def encode(self, source{rest}):
{when(o.embedding, f"embedding |         source = self.embedding(source)  # (B, T, {EMBEDDED})")}
{_pack(o, "source")}
recurrent |         _, state = self.encoder(source{when(o.given, ", state")})  # {when(o.lstm, "h_n and c_n: ")}({o.num_layers * o.directions}, B, {o.hidden_size})
{_bridge(o)}
|
forward  |     def decode(self, target, state):
decoder  |         output, state = self.decoder({embedded.format("target")}, state)
head     |         return self.head(output), state  # (B, T, {VOCABULARY})
|
forward  |     def forward(self, source, target{rest}):
teacher  |         logits, _ = self.decode(target, self.encode(source{rest}))
head     |         return logits
|
class    | model = Translator()
|
""")
