"""How recurrent weights begin, by name; each recipe with its source.

    initialise(net, "chrono", rng=0, longest=100)
    for name, recipe in RECIPES.items(): print(name, recipe.summary)

The recipe often decides more about the gradient than the kind of cell does.  Every recipe but "pytorch" and
"keras" changes only what it is about and leaves the rest as it stands.  PyTorch's cells have two biases: where a
recipe sets a gate's bias, the *sum* of the two is the value.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Net = Any  # RNN, LSTM or GRU of rnn_core


@dataclass(frozen=True)
class Recipe:
    name: str
    summary: str
    source: str
    apply: Callable[..., None]
    gates: str = ""  # the gates a cell must have, one letter each


def initialise(net: Net, name: str, *, rng: int | np.random.Generator = 0, **options: Any) -> Net:
    """Apply the recipe called `name` to the net's weights, in place; returns the net."""
    if name not in RECIPES:
        raise ValueError(f"recipe must be one of {', '.join(RECIPES)}; got {name!r}")
    recipe = RECIPES[name]
    if not set(recipe.gates) <= set(net.gates):
        raise ValueError(f"{name} sets the gates {', '.join(recipe.gates)}; {type(net).__name__} has {net.gates}")
    recipe.apply(net, np.random.default_rng(rng), **options)
    return net


def initialise_by_cell(net: Net, *, rng: int | np.random.Generator = 0, gain: float = 1.0, value: float = 1.0) -> Net:
    """As the models of the zoo begin, in place: an RNN's W_hh orthogonal times `gain`, the gate with which an LSTM or a
    GRU keeps its state open at σ(value); returns the net."""
    name = {"rnn": "orthogonal", "gru": "update_bias", "lstm": "forget_bias"}[net.cell.name]
    return initialise(net, name, rng=rng, **({"gain": gain} if name == "orthogonal" else {"value": value}))


def orthogonal_matrix(rows: int, columns: int, rng: np.random.Generator) -> np.ndarray:
    """Uniformly drawn with orthonormal rows or columns, whichever are fewer (Saxe, McClelland & Ganguli 2014)."""
    q, r = np.linalg.qr(rng.normal(size=(max(rows, columns), min(rows, columns))))
    q = q * np.sign(np.diag(r))  # makes the draw uniform (Mezzadri 2007)
    return q if rows >= columns else q.T


def glorot_matrix(rows: int, columns: int, rng: np.random.Generator) -> np.ndarray:
    """U(±√(6 / (rows + columns))) (Glorot & Bengio 2010)."""
    bound = np.sqrt(6 / (rows + columns))
    return rng.uniform(-bound, bound, (rows, columns))


def _each(net: Net, kind: str) -> list[np.ndarray]:
    return [value for name, value in net.params.items() if name.startswith(kind)]


def _gate(net: Net, array: np.ndarray, letter: str) -> np.ndarray:
    k, H = net.gates.index(letter), net.hidden_size
    return array[k * H : (k + 1) * H]


def _set_bias(net: Net, letter: str, value: Callable[[], np.ndarray | float]) -> None:
    """The sum of a gate's two biases, in every layer and direction: all in b_ih, b_hh zero."""
    if not net.bias:
        raise ValueError(f"this recipe sets the bias of gate {letter}, and the network has bias=False")
    for b_ih, b_hh in zip(_each(net, "bias_ih"), _each(net, "bias_hh"), strict=True):
        _gate(net, b_ih, letter)[...] = value()
        _gate(net, b_hh, letter)[...] = 0


def pytorch(net: Net, rng: np.random.Generator) -> None:
    """Everything U(±1/√hidden_size): torch.nn's defaults."""
    bound = net.hidden_size**-0.5
    for value in net.params.values():
        value[...] = rng.uniform(-bound, bound, value.shape)


def keras(net: Net, rng: np.random.Generator) -> None:
    """Keras's defaults: Glorot for W_ih, one orthogonal draw for all gates of W_hh, biases 0, forget bias 1."""
    for value in _each(net, "weight_ih"):
        value[...] = glorot_matrix(value.shape[0], value.shape[1], rng)
    for value in _each(net, "weight_hh"):
        value[...] = orthogonal_matrix(value.shape[0], value.shape[1], rng)
    for value in _each(net, "bias"):
        value[...] = 0
    if "f" in net.gates and net.bias:
        _set_bias(net, "f", lambda: 1.0)


def orthogonal(net: Net, rng: np.random.Generator, gain: float = 1.0) -> None:
    """Each gate's W_hh orthogonal, times `gain`."""
    H = net.hidden_size
    for value in _each(net, "weight_hh"):
        value[...] = np.concatenate([gain * orthogonal_matrix(H, H, rng) for _ in net.gates])


def identity(net: Net, rng: np.random.Generator, scale: float = 1.0) -> None:
    """IRNN: W_hh = scale · I, biases 0, W_ih from N(0, 0.001²); made for relu."""
    if len(net.gates) != 1:
        raise ValueError(f"identity is a recipe for the RNN (IRNN); {type(net).__name__} has gates")
    for value in _each(net, "weight_hh"):
        value[...] = scale * np.eye(net.hidden_size)
    for value in _each(net, "weight_ih"):
        value[...] = rng.normal(0, 1e-3, value.shape)
    for value in _each(net, "bias"):
        value[...] = 0


def forget_bias(net: Net, rng: np.random.Generator, value: float = 1.0) -> None:
    """The LSTM's forget gate begins open, at σ(value)."""
    _set_bias(net, "f", lambda: value)


def update_bias(net: Net, rng: np.random.Generator, value: float = 1.0) -> None:
    """The GRU's z begins at σ(value): in torch.nn's convention z keeps the old state."""
    _set_bias(net, "z", lambda: value)


def chrono(net: Net, rng: np.random.Generator, longest: float = 100.0) -> None:
    """Forgetting times spread up to `longest` steps: b = log U(1, longest - 1) for f (or z), and b_i = -b_f."""
    if not longest > 2:
        raise ValueError(f"longest must be above 2 steps; got {longest}")
    if not {"f", "z"} & set(net.gates):
        raise ValueError(f"chrono sets a forget or an update gate; {type(net).__name__} has none")
    for b_ih, b_hh in zip(_each(net, "bias_ih"), _each(net, "bias_hh"), strict=True):
        drawn = np.log(rng.uniform(1, longest - 1, net.hidden_size))
        for letter, bias in {"f": drawn, "i": -drawn, "z": drawn}.items():
            if letter in net.gates:
                _gate(net, b_ih, letter)[...] = bias
                _gate(net, b_hh, letter)[...] = 0


RECIPES = {recipe.name: recipe for recipe in (
    Recipe("pytorch", "all weights uniform within ±1/√H", "torch.nn's documentation", pytorch),
    Recipe("keras", "Glorot input, orthogonal recurrent, forget bias 1", "keras.layers' documentation", keras),
    Recipe("orthogonal", "every gate's W_hh orthogonal", "Saxe, McClelland & Ganguli 2014", orthogonal),
    Recipe("identity", "W_hh the identity (IRNN)", "Le, Jaitly & Hinton 2015", identity, "h"),
    Recipe("forget_bias", "the forget gate begins open",
           "Gers, Schmidhuber & Cummins 2000; Jozefowicz, Zaremba & Sutskever 2015", forget_bias, "f"),
    Recipe("update_bias", "the update gate begins by keeping", "as forget_bias, for Cho et al. 2014's z", update_bias, "z"),
    Recipe("chrono", "forgetting times spread up to T", "Tallec & Ollivier 2018", chrono),
)}
