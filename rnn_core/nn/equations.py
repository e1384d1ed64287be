"""One step of each cell as it is written on paper: a line of plain NumPy for each operation, to read, to run, to take apart.

    h, c = lstm(x, h, c, **parameters(LSTM(1, 2)))              # one step, nothing hidden
    [line.target for line in lines(lstm)]                       # f i g o kept added c_new h_new
    run(lstm, {"x": x, "h": h, "c": c} | weights)               # every name of the step with its value

x (I,), h and c (H,), every W_x (H, I), every W_h (H, H), every b (H,).  The letters are torch.nn's; b is the sum of its two
biases, but for the GRU's n, where they are b_xn and b_hn.  `cells/` computes the same, for whole batches and fast.
"""

import ast
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from textwrap import dedent
from types import CodeType
from typing import Any

import numpy as np

from rnn_core.nn.layers import Recurrent

Array = np.ndarray
Step = Callable[..., Any]
Tree = Any  # a name, a number, or [sign or function, tree, …]
tanh = np.tanh


def sigmoid(a: Array) -> Array:
    return 1 / (1 + np.exp(-a))


def rnn(x, h, W_xh, W_hh, b_h):
    a = W_xh @ x + W_hh @ h + b_h
    h_new = tanh(a)
    return h_new


def gru(x, h, W_xr, W_hr, b_r, W_xz, W_hz, b_z,
        W_hn, b_hn, W_xn, b_xn):
    r = sigmoid(W_xr @ x + W_hr @ h + b_r)
    z = sigmoid(W_xz @ x + W_hz @ h + b_z)
    v = W_hn @ h + b_hn
    n = tanh(W_xn @ x + b_xn + r * v)
    kept = z * h
    added = (1 - z) * n
    h_new = kept + added
    return h_new


def lstm(x, h, c, W_xf, W_hf, b_f, W_xi, W_hi, b_i,
         W_xg, W_hg, b_g, W_xo, W_ho, b_o):
    f = sigmoid(W_xf @ x + W_hf @ h + b_f)
    i = sigmoid(W_xi @ x + W_hi @ h + b_i)
    g = tanh(W_xg @ x + W_hg @ h + b_g)
    o = sigmoid(W_xo @ x + W_ho @ h + b_o)
    kept = f * c
    added = i * g
    c_new = kept + added
    h_new = o * tanh(c_new)
    return h_new, c_new


STEPS: dict[str, Step] = {"rnn": rnn, "gru": gru, "lstm": lstm}


@dataclass(frozen=True)
class Line:
    """target = tree; `number` counts the function's lines from 0, `reads` holds the names on the right in their order."""

    target: str
    tree: Tree
    reads: tuple[str, ...]
    number: int
    code: CodeType


SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.MatMult: "@"}


@cache
def source(step: Step) -> str:
    return dedent(inspect.getsource(step))


@cache
def lines(step: Step) -> tuple[Line, ...]:
    """The function's own lines, one an operation."""
    body = ast.parse(source(step)).body[0].body  # type: ignore[attr-defined]
    return tuple(Line(ast.unparse(one.targets[0]), _tree(one.value), tuple(dict.fromkeys(_names(_tree(one.value)))), one.lineno - 1,
                      compile(ast.Expression(one.value), step.__name__, "eval"))
                 for one in body if isinstance(one, ast.Assign))


def _tree(node: ast.expr) -> Tree:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=number):
            return number
        case ast.BinOp(left=left, op=sign, right=right):
            return [SIGNS[type(sign)], _tree(left), _tree(right)]
        case ast.Call(func=ast.Name(id=function), args=[of]):
            return [function, _tree(of)]
    raise TypeError(f"{ast.unparse(node)} is no operation that can be taken apart")


def _names(tree: Tree) -> list[str]:
    if isinstance(tree, list):
        return [name for part in tree[1:] for name in _names(part)]
    return [tree] if isinstance(tree, str) else []


def run(step: Step, values: Mapping[str, Array], held: Mapping[str, Array] | None = None) -> dict[str, Array]:
    """Every name of one step with its value, line by line; `held`: gates that a hand holds, whatever their line says."""
    known = dict(values)
    for line in lines(step):
        held_here = None if held is None else held.get(line.target)
        known[line.target] = eval(line.code, globals(), known) if held_here is None else held_here
    return known


def unroll(step: Step, weights: dict[str, Array], inputs: Array, held: Mapping[str, Array] | None = None) -> list[dict[str, Array]]:
    """Every step over inputs (T, I), from a state of zeros."""
    hidden, found = len(weights[parameter_names(step)[1]]), []
    state = dict.fromkeys(state_names(step), np.zeros(hidden))
    for x in inputs:
        found.append(run(step, {"x": x} | state | weights, held))
        state = {name: found[-1][f"{name}_new"] for name in state}
    return found


def state_names(step: Step) -> tuple[str, ...]:
    return tuple(name for name in ("h", "c") if name in inspect.signature(step).parameters)


def parameter_names(step: Step) -> tuple[str, ...]:
    return tuple(name for name in inspect.signature(step).parameters if name[:2] in ("W_", "b_"))


def parameters(net: Recurrent) -> dict[str, Array]:
    """A network's first layer under the names that its function here gives its weights."""
    weights, step = net.layer_weights(0), STEPS[net.cell.name]
    found: dict[str, Array] = {}
    for k, gate in enumerate(net.gates):
        w = weights.gate(k)
        found |= {f"W_x{gate}": w.ih, f"W_h{gate}": w.hh, f"b_{gate}": w.b_ih + w.b_hh, f"b_x{gate}": w.b_ih, f"b_h{gate}": w.b_hh}
    return {name: found[name] for name in parameter_names(step)}
