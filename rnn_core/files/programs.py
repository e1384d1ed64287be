"""The few lines that build a converted network in PyTorch or Keras and load its weights; they run as they are."""

from collections.abc import Sequence
from keyword import iskeyword
from typing import Any

from rnn_core.files.network import Stack
from rnn_core.files.to_keras import config, title
from rnn_core.files.to_torch import Module

TAKEN = {"layers", "keras", "torch", "safetensors", "weights", "np", "name", "value"}
LOADED = {  # ending → what reads it in PyTorch, and what that needs
    ".safetensors": ("safetensors.torch.load_file({path!r})", "import safetensors.torch\n"),
    ".npz": ("{{name: torch.from_numpy(value) for name, value in np.load({path!r}).items()}}", "import numpy as np\n"),
    "": ("torch.load({path!r}, weights_only=True)", "")}


def torch_program(modules: Sequence[Module], path: str) -> str:
    """PyTorch: the modules, and the state dict in the file at `path` loaded into them."""
    read, needed = LOADED["." + path.rpartition(".")[2]] if path.endswith((".safetensors", ".npz")) else LOADED[""]
    lines = [f"{needed}import torch", "", f"weights = {read.format(path=path)}"]
    for module in modules:
        name = _variable(module.prefix or module.layers[0].cell)
        lines += ["", f"{name} = {module.constructor}"]
        own = f"{{name.removeprefix({module.prefix!r}): value for name, value in weights.items() if name.startswith({module.prefix!r})}}"
        lines += [f"{name}.load_state_dict({own if module.prefix else 'weights'})",
                  f"# output, state = {name}(x)       # x: steps, batch, {module.layers[0].input_size}"]
    return "\n".join(lines) + "\n"


def keras_program(stacks: Sequence[Stack], path: str) -> str:
    """Keras: the model in a .keras file, or a Sequential with the weights in the file at `path`."""
    if path.endswith(".keras"):
        return f"import keras\n\nmodel = keras.models.load_model({path!r})\n"
    by_arrays = not path.endswith(".weights.h5")
    lines = ["import keras", "from keras import layers"]
    if by_arrays:
        lines += ["import numpy as np"] if path.endswith(".npz") else ["import safetensors.numpy"]
        lines += ["", f"weights = {'dict(np.load' if path.endswith('.npz') else 'safetensors.numpy.load_file'}({path!r}){')' * path.endswith('.npz')}"]
    for stack in stacks:
        dtype = str(stack.layers[0].net.dtype)
        lines += ["", f"{_variable(stack.name)} = keras.Sequential([", f"    keras.Input((None, {stack.input_size}), dtype={dtype!r}),"]
        lines += [f"    {_layer(layer, dtype)}," for layer in stack.layers] + ["])"]
        lines += _by_arrays(stack) if by_arrays else [f"{_variable(stack.name)}.load_weights({path!r})"]
    return "\n".join(lines) + "\n"


def _by_arrays(stack: Stack) -> list[str]:
    """set_weights of each layer; the arrays' names end in what they are, the two directions' names say which."""
    lines = []
    for layer in stack.layers:
        ways = ("/forward_", "/backward_") if layer.bidirectional else ("/",)
        leaves = ("kernel", "recurrent_kernel", "bias")[: 2 + layer.bias]
        kind = f"{config(layer)[0].replace('SimpleRNN', 'simple_rnn').lower()}"
        names = [f"{title(layer)}{way}{f'{kind}/' if layer.bidirectional else ''}{kind}_cell/{leaf}" for way in ways for leaf in leaves]
        lines.append(f"{_variable(stack.name)}.get_layer({title(layer)!r}).set_weights([weights[name] for name in {names}])")
    return lines


def _layer(layer: Any, dtype: str) -> str:
    kind, settings = config(layer)
    usual = {"activation": "tanh", "recurrent_activation": "sigmoid", "use_bias": True, "reset_after": True}
    options = [f"{key}={value!r}" for key, value in settings.items() if key != "units" and usual.get(key) != value]
    named = [f"name={title(layer)!r}", f"dtype={dtype!r}"]
    if not layer.bidirectional:
        return f"layers.{kind}({', '.join([str(layer.hidden_size), *options, *named])})"
    merge = [] if layer.merge == "concat" else [f"merge_mode={None if layer.merge == 'apart' else layer.merge!r}"]
    inner = f"layers.{kind}({', '.join([str(layer.hidden_size), *options, named[1]])})"
    return f"layers.Bidirectional({', '.join([inner, *merge, *named])})"


def _variable(name: str) -> str:
    """A name that Python takes."""
    found = "".join(c if c.isalnum() and c.isascii() else "_" for c in name.rstrip("."))
    return found if found and not found[0].isdigit() and found not in TAKEN and not iskeyword(found) else f"part_{found}"
