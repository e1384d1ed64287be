"""Both programs in one, and the lines that carry the weights from the first to the second: the proof as a script."""

from rnn_core.frameworks import keras_tf, pytorch
from rnn_core.frameworks.data import TASKS
from rnn_core.frameworks.options import Options
from rnn_core.frameworks.program_lines import Line, lines, when


def program(o: Options) -> list[Line]:
    return [*lines("opening", "about | # PyTorch, Keras, and the weights carried from one to the other\n|\n"),
            *pytorch.program(o), *keep_torch_answers(o), *keras_tf.program(o), *carry_weights(o)]


def keep_torch_answers(o: Options) -> list[Line]:
    call = pytorch.call(o, "_test")
    return lines("keep", f"""
|
carry    | # The trained PyTorch model and its answers are kept; the Keras program comes next.
carry    | kept = {{name: value.numpy() for name, value in model.state_dict().items()}}
carry    | with torch.no_grad():
carry    |     answers = model({call}){when(o.task == "generation", "[0]")}.numpy()
|
""")


def carry_weights(o: Options) -> list[Line]:
    """From `kept`, the state dict as arrays, into the Keras `model`."""
    rnns = '("encoder", "decoder")' if o.task == "sequence-to-sequence" else f'("{o.cell}",)'
    bias = {"gru": "np.stack([order(b_ih), order(b_hh)])"}.get(o.cell, "b_ih + b_hh")
    gru = o.cell == "gru"
    w = "order({0}).T" if gru else "{0}.T"
    ways = ['""'] + ['"_reverse"'] * o.bidirectional
    one_way = when(o.bidirectional and o.task == "sequence-to-sequence", ' if rnn == "encoder" else [""]')
    return lines("carry", f"""
|
carry    | # Carry the weights over: {"blocks r z n become z r h, both biases stay" if gru else "every matrix transposed, two biases become their sum"}.
{when(gru, '''carry    | def order(rows):  # r, z, n to z, r, h
carry    |     r, z, n = np.split(rows, 3)
carry    |     return np.concatenate([z, r, n])
|''')}
carry    | weights = [{when(o.embedding, 'kept["embedding.weight"]')}]
carry    | for rnn in {rnns}:
carry    |     for suffix in [f"l{{k}}{{back}}" for k in range({o.num_layers}) for back in {f"([{', '.join(ways)}]{one_way})" if one_way else f"[{', '.join(ways)}]"}]:
carry    |         w_ih, w_hh = kept[f"{{rnn}}.weight_ih_{{suffix}}"], kept[f"{{rnn}}.weight_hh_{{suffix}}"]
carry    |         b_ih, b_hh = kept[f"{{rnn}}.bias_ih_{{suffix}}"], kept[f"{{rnn}}.bias_hh_{{suffix}}"]
carry    |         weights += [{w.format("w_ih")}, {w.format("w_hh")}, {bias}]
carry    | weights += [kept["head.weight"].T, kept["head.bias"]]
carry    | model.set_weights(weights)
carry    | difference = np.abs(model.predict(test, verbose=0) - answers){when(o.masked and TASKS[o.task].per_step, "[y_test >= 0]")}.max()
print    | print(f"largest difference after carrying the weights over: {{difference:.1e}}")
""")
