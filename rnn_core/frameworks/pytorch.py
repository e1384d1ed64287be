"""The program in PyTorch, as one writes it today: a Module, a DataLoader, a loop."""

from rnn_core.frameworks.data import BATCH, RATE, TASKS, TRAIN, VOCABULARY, data, packs
from rnn_core.frameworks.options import Options
from rnn_core.frameworks.program_lines import Line, lines, when
from rnn_core.frameworks.pytorch_models import inputs, model, translator, unpacks


def program(o: Options) -> list[Line]:
    of_task = translator if o.task == "sequence-to-sequence" else model
    return [*_opening(o), *data(o), *_tensors(o), *of_task(o), *_training(o), *_result(o)]


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


def _tensors(o: Options) -> list[Line]:
    names = [*inputs(o), "y"]
    return lines("tensors", f"""
batches  | tensors = [torch.from_numpy(array) for array in ({", ".join(names)})]
batches  | train = TensorDataset(*(tensor[:{TRAIN}] for tensor in tensors))
batches  | {", ".join(f"{name}_test" for name in names)} = (tensor[{TRAIN}:] for tensor in tensors)
|
""")


def call(o: Options, suffix: str, *leave_out: str) -> str:
    """The model's arguments: its inputs, each with the suffix."""
    return ", ".join(f"initial({name}{suffix})" if name == "state" else name + suffix for name in inputs(o) if name not in leave_out)


def _initial(o: Options) -> str:
    """A function that brings the data's states, sequence first, into torch's order: layer first."""
    shape = f"({o.num_layers * o.directions}, B, {o.hidden_size})"
    return when(o.given, f"""
state    | def initial(state):  # {when(o.lstm, f"two of {shape}", shape)}
state    |     return state.transpose(0, 1).contiguous(){when(o.lstm, ".chunk(2)")}
|
""")


def loss(o: Options, logits: str, y: str) -> str:
    return f"criterion({logits}{when(TASKS[o.task].per_step, '.transpose(1, 2)')}, {y})"


def _training(o: Options) -> list[Line]:
    task = TASKS[o.task]
    ignored = when(o.masked and task.per_step, "ignore_index=-1")
    criterion = when(task.regression, "nn.MSELoss()", f"nn.CrossEntropyLoss({ignored})")
    names = ", ".join(f"{name}_batch" for name in [*inputs(o), "y"])
    logits = when(task.regression, "forecast", "logits")
    return lines("training", f"""{_initial(o)}
loss     | criterion = {criterion}{when(not task.regression, "  # takes logits")}
optimizer | optimizer = torch.optim.Adam(model.parameters(), lr={RATE})
batches  | batches = DataLoader(train, batch_size={BATCH}, shuffle=True)
|
fit      | for epoch in range({task.epochs}):
mode     |     model.train()
print    |     total = 0.0
batches  |     for {names} in batches:
step     |         optimizer.zero_grad()
forward  |         {logits}{when(o.task == "generation", ", _")} = model({call(o, "_batch")})
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
    logits = when(task.regression, "forecast", "logits")
    if task.regression:
        report = 'print(f"held out: error {loss.sqrt().item():.4f} (the last value again: {baseline:.4f})")'
    else:
        report = 'print(f"held out: loss {loss.item():.4f}, right {right:.3f} (baseline: {baseline:.3f})")'
    right = f"({logits}.argmax(-1) == y_test)" + when(task.per_step and o.masked, "[y_test >= 0]")
    return lines("result", f"""
mode     | model.eval()
mode     | with torch.no_grad():
evaluate |     {logits}{when(o.task == "generation", ", _")} = model({call(o, "_test")})
evaluate |     loss = {loss(o, logits, "y_test")}
{when(not task.regression, f"evaluate | right = {right}.float().mean().item()")}
print    | {report}
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
    chosen = f"generate |         {when(o.embedding, 'token', 'chosen')} = logits.argmax(-1)"
    chosen += when(not o.embedding, "\ngenerate |         token = torch.from_numpy(one_hot[chosen.numpy()])")
    return f"""
|
generate | token, written = target_test[:, :1], []  # the start token
mode     | with torch.no_grad():
bridge   |     state = model.encode({call(o, "_test", "target")})
generate |     for _ in range({TASKS[o.task].steps}):
carry    |         logits, state = model.decode(token, state)
{chosen}
generate |         written.append({when(o.embedding, "token", "chosen")})
generate | right = (torch.cat(written, dim=1) == y_test){when(o.masked, "[y_test >= 0]")}.float().mean().item()
print    | print(f"writing by itself: right {{right:.3f}}")
"""
