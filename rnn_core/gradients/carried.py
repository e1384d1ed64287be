"""What is left of what a cell wrote at one step: along the gates alone, and with everything that follows from it.

    run = carried(lstm, x, at=5)          # x (T, I); step 5, counted from 0, writes into the state
    run.written                           # (H,) what it wrote: i g of an LSTM, (1 - z) n of a GRU, all of an RNN's new state
    run.direct                            # (T - 5, H) how much of it the gates have let pass, step by step: ∏ f written
    run.total                             # (T - 5, H) (∂c_t/∂c_5) written, exact: along every way, the gates' own changes too

An LSTM's new cell state is f c + i g: so ∂c_t/∂c_{t-1} = f_t, were the gates constants (the constant error carousel, Hochreiter
& Schmidhuber 1997; Gers et al. 2000).  They are not: c is shown in h, and h moves every gate of the next step.  For GRU and
RNN read h for c, z for f; an RNN has no direct path.  `total` is the derivative in the direction `written`, found forwards.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_core.nn.layers import Recurrent

Array = np.ndarray


@dataclass(frozen=True)
class Carried:
    written: Array
    direct: Array
    total: Array
    state: Array  # (T, H) c, or h: what it was written into
    gate: Array | None  # (T, H) f or z: what the direct path is multiplied with

    @property
    def units(self) -> Array:
        """The units by what is left in them at the end, the most first."""
        last = self.total[-1] if self.gate is None else self.direct[-1]
        return np.argsort(-np.abs(last), kind="stable")

    def share(self, of: Array) -> Array:
        """(T - at,) the length of direct, total or their difference beside that of what was written."""
        return np.linalg.norm(of, axis=1) / np.linalg.norm(self.written)


def carried(net: Recurrent, x: Array, at: int) -> Carried:
    """A network of one layer, one direction; x (T, I), 0 ≤ at < T."""
    if not 0 <= at < len(x):
        raise ValueError(f"at must be a step of x, 0 to {len(x) - 1}; got {at}")
    trace = net.trace(x)
    h, gates = trace.h[0], {name: value[0] for name, value in trace.gates.items()}
    return {"rnn": _rnn, "gru": _gru, "lstm": _lstm}[net.cell.name](net, trace, h, gates, at)


def _blocks(net: Recurrent, dh: Array) -> list[Array]:
    """W_hh dh, gate by gate."""
    return np.split(net.params["weight_hh_l0"] @ dh, len(net.gates))


def _rnn(net: Recurrent, trace: Any, h: Array, gates: dict[str, Array], at: int) -> Carried:
    total = [h[at]]
    for new in h[at + 1 :]:
        total.append((1 - new * new) * _blocks(net, total[-1])[0])
    direct = np.zeros_like(h[at:])
    direct[0] = h[at]
    return Carried(h[at], direct, np.array(total), h, None)


def _gru(net: Recurrent, trace: Any, h: Array, gates: dict[str, Array], at: int) -> Carried:
    written = (1 - gates["z"][at]) * gates["n"][at]
    direct, total = [written], [written]
    for t in range(at + 1, len(h)):
        r, z, n, v = (gates[gate][t] for gate in "rznv")
        dr, dz, dv = _blocks(net, total[-1])
        dn = (1 - n * n) * (r * (1 - r) * dr * v + r * dv)
        direct.append(z * direct[-1])
        total.append(z * total[-1] + (h[t - 1] - n) * z * (1 - z) * dz + (1 - z) * dn)
    return Carried(written, np.array(direct), np.array(total), h, gates["z"])


def _lstm(net: Recurrent, trace: Any, h: Array, gates: dict[str, Array], at: int) -> Carried:
    c, written = trace.c[0], gates["i"][at] * gates["g"][at]
    direct, total = [written], [written]
    dh = gates["o"][at] * (1 - np.tanh(c[at]) ** 2) * written
    for t in range(at + 1, len(c)):
        i, f, g, o = (gates[gate][t] for gate in "ifgo")
        di, df, dg, do = _blocks(net, dh)
        dc = f * total[-1] + c[t - 1] * f * (1 - f) * df + g * i * (1 - i) * di + i * (1 - g * g) * dg
        shown = np.tanh(c[t])
        dh = o * (1 - o) * do * shown + o * (1 - shown * shown) * dc
        direct.append(f * direct[-1])
        total.append(dc)
    return Carried(written, np.array(direct), np.array(total), c, gates["f"])
