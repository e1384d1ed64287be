"""The program in PyTorch, as one writes it today: a Module, a DataLoader, a loop."""

from rnn_core.frameworks.data import BATCH, EMBEDDED, PADDING, RATE, TASKS, TRAIN, VOCABULARY, data, features, packs
from rnn_core.frameworks.options import GIVEN, NAMES, Options
from rnn_core.frameworks.program_lines import Line, lines, when


def program(o: Options) -> list[Line]:
    model = _translator if o.task == "sequence-to-sequence" else _model
    return [*_opening(o), *data(o), *_tensors(o), *model(o), *_training(o), *_result(o)]


def unpacks(o: Options) -> bool:
    return packs(o) and o.task == "tagging"


def given(o: Options) -> bool:
    return o.initial_state == GIVEN


def _opening(o: Options) -> list[Line]:
    helpers = when(unpacks(o), "pack_padded_sequence, pad_packed_sequence", "pack_padded_sequence")
    return lines("opening", f"""
about    | # {TASKS[o.task].about}
imports  | import numpy as np
imports  | import torch
imports  | from torch import nn
{when(packs(o), f"imports  | from torch.nn.utils.rnn import {helpers}")}
imports  | from torch.utils.data import DataLoader, TensorDataset
|
seed     | rng = np.random.default_rng({o.seed})
seed     | torch.manual_seed({o.seed})
|
""")


def inputs(o: Options) -> list[str]:
    """The arrays that go in, in their order."""
    first = ["source", "target"] if o.task == "sequence-to-sequence" else ["x"]
    return first + ["lengths"] * packs(o) + ["state"] * given(o)


def _tensors(o: Options) -> list[Line]:
    names = [*inputs(o), "y"]
    return lines("tensors", f"""
batches  | tensors = [torch.from_numpy(array) for array in ({", ".join(names)})]
batches  | train = TensorDataset(*(tensor[:{TRAIN}] for tensor in tensors))
batches  | {", ".join(f"{name}_test" for name in names)} = (tensor[{TRAIN}:] for tensor in tensors)
|
""")


def recurrent(o: Options, name: str, width: int, hidden: int, two_way: bool) -> str:
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


def _pack(o: Options, x: str, width: int) -> str:
    return when(packs(o), f"""masking | {' ' * 8}{x} = pack_padded_sequence({x}, lengths, batch_first=True, enforce_sorted=False)
""")


def _model(o: Options) -> list[Line]:
    task, name, state = TASKS[o.task], o.cell, when(given(o), ", state")
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
{recurrent(o, name, features(o), o.hidden_size, o.bidirectional)}
head     |         self.head = nn.Linear({o.width}, {task.outputs})
|
forward  |     def forward(self{arguments}):
{when(o.embedding, f"embedding |         x = self.embedding(x)  # (B, T) to (B, T, {EMBEDDED})")}
{_pack(o, "x", features(o))}
{out}
{_read_out(o)}
{_last(o)}
|
class    | model = {task.model}()
|
""")


def _read_out(o: Options) -> str:
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


def _translator(o: Options) -> list[Line]:
    names = [name for name in inputs(o) if name not in ("source", "target")]
    rest = "".join(f", {name}" for name in names)
    look = "self.embedding({0})" if o.embedding else "{0}"
    return lines("model", f"""
class    | class Translator(nn.Module):
init     |     def __init__(self):
init     |         super().__init__()
{_embedding(o)}
{recurrent(o, "encoder", features(o), o.hidden_size, o.bidirectional)}
{recurrent(o, "decoder", features(o), o.width, False).replace("recurrent |", "decoder |")}
head     |         self.head = nn.Linear({o.width}, {VOCABULARY})
|
forward  |     def encode(self, source{rest}):
{when(o.embedding, f"embedding |         source = self.embedding(source)  # (B, T, {EMBEDDED})")}
{_pack(o, "source", features(o))}
recurrent |         _, state = self.encoder(source{when(given(o), ", state")})  # {when(o.lstm, "h_n and c_n: ")}({o.num_layers * o.directions}, B, {o.hidden_size})
{_bridge(o)}
|
forward  |     def decode(self, target, state):
decoder  |         output, state = self.decoder({look.format("target")}, state)
head     |         return self.head(output), state  # (B, T, {VOCABULARY})
|
forward  |     def forward(self, source, target{rest}):
teacher  |         logits, _ = self.decode(target, self.encode(source{rest}))
head     |         return logits
|
class    | model = Translator()
|
""")


def _state(o: Options, name: str) -> str:
    """The data's states, sequence first, as torch wants them: layer first."""
    first = f"{name}.transpose(0, 1).contiguous()"
    return f"{first}.chunk(2)" if o.lstm else first


def call(o: Options, suffix: str) -> str:
    return ", ".join(f"initial({name}{suffix})" if name == "state" else name + suffix for name in inputs(o))


def _initial(o: Options) -> str:
    shape = f"({o.num_layers * o.directions}, B, {o.hidden_size})"
    return when(given(o), f"""
state    | def initial(state):  # {when(o.lstm, f"two of {shape}", shape)}
state    |     return {_state(o, "state")}
|
""")


def loss(o: Options, logits: str, y: str) -> str:
    return f"criterion({logits}{when(TASKS[o.task].per_step, '.transpose(1, 2)')}, {y})"


def _training(o: Options) -> list[Line]:
    task = TASKS[o.task]
    ignored = when(o.masked and task.per_step, "ignore_index=-1")
    criterion = when(task.measured, "nn.MSELoss()", f"nn.CrossEntropyLoss({ignored})")
    names = ", ".join(f"{name}_batch" for name in [*inputs(o), "y"])
    output = "logits, _" if o.task == "generation" else when(task.measured, "forecast", "logits")
    logits = output.split(",")[0]
    return lines("training", f"""{_initial(o)}
loss     | criterion = {criterion}{when(not task.measured, "  # takes logits")}
optimizer | optimizer = torch.optim.Adam(model.parameters(), lr={RATE})
batches  | batches = DataLoader(train, batch_size={BATCH}, shuffle=True)
|
fit      | for epoch in range({task.epochs}):
mode     |     model.train()
print    |     total = 0.0
batches  |     for {names} in batches:
step     |         optimizer.zero_grad()
forward  |         {output} = model({call(o, "_batch")})
loss     |         loss = {loss(o, logits, "y_batch")}{when(task.per_step, "  # (B, C, T), (B, T)")}
step     |         loss.backward()
clipping |         nn.utils.clip_grad_norm_(model.parameters(), 1.0)
step     |         optimizer.step()
print    |         total += loss.item() * len(y_batch)
print    |     print(f"epoch {{epoch + 1}}: loss {{total / len(train):.4f}}")
|
""")


def _result(o: Options) -> list[Line]:
    task = TASKS[o.task]
    output = "logits, _" if o.task == "generation" else when(task.measured, "forecast", "logits")
    logits = output.split(",")[0]
    if task.measured:
        said = 'print(f"held out: error {loss.sqrt().item():.4f} (the last value again: {baseline:.4f})")'
    else:
        said = 'print(f"held out: loss {loss.item():.4f}, right {right:.3f} (baseline: {baseline:.3f})")'
    right = f"({logits}.argmax(-1) == y_test)" + when(task.per_step and o.masked, "[y_test >= 0]")
    return lines("result", f"""
mode     | model.eval()
mode     | with torch.no_grad():
evaluate |     {output} = model({call(o, "_test")})
evaluate |     loss = {loss(o, logits, "y_test")}
{when(not task.measured, f"evaluate | right = {right}.float().mean().item()")}
print    | {said}
{when(o.task == "generation", _play(o))}{when(o.task == "sequence-to-sequence", _write(o))}
""")


def _play(o: Options) -> str:
    note = when(o.embedding, "[[1], [4], [8]]", "one_hot[[[1], [4], [8]]]")
    chosen = f"generate |         {when(o.embedding, 'note', 'chosen')} = logits.argmax(-1)"
    chosen += when(not o.embedding, "\ngenerate |         note = torch.from_numpy(one_hot[chosen.numpy()])")
    tensor = when(o.embedding, f"torch.tensor({note})", f"torch.from_numpy({note})")
    return f"""
|
generate | note, state, melody = {tensor}, None, []  # three first notes
mode     | with torch.no_grad():
generate |     for _ in range(8):
carry    |         logits, state = model(note, state)  # (3, 1, {VOCABULARY})
{chosen}
generate |         melody.append({when(o.embedding, "note", "chosen")})
print    | print("plays on:", torch.cat(melody, dim=1).tolist())
"""


def _write(o: Options) -> str:
    arguments = ", ".join(f"initial({n}_test)" if n == "state" else f"{n}_test" for n in inputs(o) if n != "target")
    chosen = f"generate |         {when(o.embedding, 'token', 'chosen')} = logits.argmax(-1)"
    chosen += when(not o.embedding, "\ngenerate |         token = torch.from_numpy(one_hot[chosen.numpy()])")
    return f"""
|
generate | token, written = target_test[:, :1], []  # the start token
mode     | with torch.no_grad():
bridge   |     state = model.encode({arguments})
generate |     for _ in range({TASKS[o.task].steps}):
carry    |         logits, state = model.decode(token, state)
{chosen}
generate |         written.append({when(o.embedding, "token", "chosen")})
generate | right = (torch.cat(written, dim=1) == y_test){when(o.masked, "[y_test >= 0]")}.float().mean().item()
print    | print(f"writing by itself: right {{right:.3f}}")
"""


