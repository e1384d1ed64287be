"""A flow: one network, one input, one loss, and every reading of the gradient between them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rnn_core.gradients import networks
from rnn_core.gradients.sweep import Columns, Run, sizes, sweep
from rnn_core.nn import checks
from rnn_core.nn.layers import Recurrent

LAST, EVERY = "last", "every"
LONGEST, WIDEST = 100_000, 2048


@dataclass(frozen=True)
class Flow:
    """network has read inputs (T, I).  L_n = readouts[n - 1] · h_n, or with loss="every" the sum of these up to n."""

    network: Recurrent
    inputs: np.ndarray
    readouts: np.ndarray  # (T, H)
    loss: str
    run: Run

    @classmethod
    def of(cls, network: Recurrent, inputs: np.ndarray, readouts: np.ndarray, loss: str = LAST) -> "Flow":
        checks.choice("loss", loss, (LAST, EVERY))
        inputs = np.asarray(inputs, network.dtype)
        readouts = np.broadcast_to(np.asarray(readouts, network.dtype), (len(inputs), network.hidden_size))
        return cls(network, inputs, readouts, loss, Run.of(network, inputs))

    @property
    def readout(self) -> np.ndarray:
        """(H,) that of the last step."""
        return self.readouts[-1]

    @property
    def length(self) -> int:
        return len(self.inputs)

    def of_prefixes(self, quantity: str = "hidden", lengths: np.ndarray | None = None) -> np.ndarray:
        """(lengths, T): log10 of the slope of L_n at every step t = 1 … n, NaN after n; all lengths when left out.

        In float64 every number is rescaled on its way and never underflows; a float32 network is measured as float32
        has it, with what it loses.
        """
        lengths = np.arange(1, self.length + 1) if lengths is None else np.asarray(lengths)
        return sizes(self.run, lengths, self.readouts, quantity, at_every_step=self.loss == EVERY,
                     rescaled=self.network.dtype == np.float64)

    def weight_shares(self, lengths: np.ndarray | None = None) -> np.ndarray:
        """(lengths, T): log10 of the share of ∂L_n/∂W_hh that comes from lag n - t, in the place of step t.

        The matrix is a sum over the way's lengths: lag k is the way from a loss back to the use of W_hh k steps before
        it, ∂L_m/∂a_{m-k} h'_{m-k-1}.  A share is that term's Frobenius norm (with the loss at every step, the sum over
        m ≤ n of these norms) over the sum of all lags' norms: terms may cancel in the matrix, shares add up to 1.
        """
        lengths = np.arange(1, self.length + 1) if lengths is None else np.asarray(lengths)
        wanted = lengths if self.loss == LAST else np.arange(1, int(lengths.max()) + 1)
        logs = sizes(self.run, wanted, self.readouts, "weights", rescaled=self.network.dtype == np.float64)
        if self.loss == EVERY:
            logs = _summed_by_lag(logs)[lengths - 1]
        return logs - _log_sum(logs)

    def log10(self, quantity: str = "hidden") -> np.ndarray:
        """(T,) log10 of the slope of the whole sequence's loss at every step."""
        return self.of_prefixes(quantity, np.array([self.length]))[0]

    @cached_property
    def norms(self) -> np.ndarray:
        """(T,) ‖∂L/∂h_t‖."""
        return 10.0 ** self.log10("hidden")

    @cached_property
    def per_step(self) -> float:
        """The mean factor (geometric) by which ‖∂L/∂h_t‖ changes a step back; NaN for a single step."""
        return per_step(self.log10("hidden"))

    @property
    def half_life(self) -> float:
        """In how many steps back the mean factor `per_step` halves it; inf when it does not shrink.  A line that is no straight
        one on a log axis may be at half sooner or later: see `norms`."""
        return half_life(self.per_step)


def per_step(logs: np.ndarray) -> float:
    """From log10 sizes, first step first."""
    if len(logs) < 2 or not np.isfinite(logs[-1]):
        return float("nan")
    return float(10.0 ** ((logs[0] - logs[-1]) / (len(logs) - 1)))


def half_life(factor: float) -> float:
    if np.isnan(factor):
        return factor
    return float("inf") if factor >= 1 else float(np.log(0.5) / np.log(factor)) if factor > 0 else 0.0


def _summed_by_lag(logs: np.ndarray) -> np.ndarray:
    """(T, T), row m by step t, log10: at (n, n - k) the sum over m ≤ n of what stands at (m, m - k)."""
    T = len(logs)
    by_lag, found = np.full((T, T), -np.inf), np.full(logs.shape, np.nan)
    for m in range(T):
        by_lag[m, : m + 1] = logs[m, m::-1]
    largest = np.where(np.isfinite(by_lag.max(0)), by_lag.max(0), 0)
    with np.errstate(divide="ignore"):
        summed = largest + np.log10(np.cumsum(10.0 ** (by_lag - largest), 0))
    for m in range(T):
        found[m, : m + 1] = summed[m, m::-1]
    return found


def _log_sum(logs: np.ndarray) -> np.ndarray:
    """log10 of the sum along each row; 0 where nothing is left to be shared."""
    largest = np.max(np.where(np.isfinite(logs), logs, -np.inf), -1, keepdims=True)
    largest = np.where(np.isfinite(largest), largest, 0.0)
    total = np.nansum(10.0 ** np.where(np.isfinite(logs), logs - largest, -np.inf), -1, keepdims=True)
    return largest + np.log10(np.where(total > 0, total, 1.0))


def gradient_flow(cell: str, *, length: int = 200, inputs: str | np.ndarray = "noise", input_scale: float = 1.0,
                  sentence: str = "", loss: str = LAST, seed: int = 0, **how: Any) -> Flow:
    """The flow of a fresh network: "rnn", "gru" or "lstm".

    `inputs` is a name (networks.KINDS) or an array (T, I), which sets the length; `how` goes to networks.network:
    hidden_size, init, gain, radius, forget_bias, nonlinearity, dtype.
    """
    if isinstance(inputs, str):
        if checks.size("length", length) > LONGEST:
            raise ValueError(f"length must be at most {LONGEST:,}; got {length:,}")
        x = networks.inputs(inputs, length=length, scale=input_scale, sentence=sentence, seed=seed)
    else:
        x = np.asarray(inputs)
    if checks.size("hidden_size", how.get("hidden_size", 32)) > WIDEST:
        raise ValueError(f"hidden_size must be at most {WIDEST:,}; got {how['hidden_size']:,}")
    net = networks.network(cell, input_size=x.shape[1], seed=seed, **how)
    return Flow.of(net, x, networks.readout(net.hidden_size, seed), loss)


def truncated(flow: Flow, windows: np.ndarray) -> np.ndarray:
    """(windows,): ‖g_K - g‖ / ‖g‖ of the whole sequence's ∂L/∂W_hh when the way back is cut after K steps: what truncated
    backpropagation through time leaves out.  Of a float64 flow with its loss at the last step."""
    terms = weight_terms(flow)
    left_out = np.cumsum(terms[::-1], 0)[::-1]  # from each lag on: small sums by themselves, not differences of large ones
    missing = np.append(np.linalg.norm(left_out, axis=(1, 2)), 0.0)
    return missing[np.minimum(np.asarray(windows), len(terms))] / (missing[0] or 1.0)


def weight_terms(flow: Flow) -> np.ndarray:
    """(T, gates * H, H): what each use of W_hh adds to the slope of L_T along it, the latest use first."""
    columns = Columns.losses(np.array([flow.length]), flow.readouts)
    h, found = flow.run.layer.h[:-1, :, 0], np.zeros((flow.length, *flow.network.params["weight_hh_l0"].shape))
    for block in sweep(flow.run, columns):
        for step, da in enumerate(block.da[:, :, 0]):
            t = block.first + step
            found[flow.length - 1 - t] = np.outer(np.ldexp(da, int(block.exponents[0])), h[t])
    return found[:, _rows(flow)]


def _rows(flow: Flow) -> np.ndarray:
    """The rows of a trace's gates in torch.nn's order."""
    H, cell = flow.network.hidden_size, flow.network.cell
    order = [cell.rows.index({"n": "v"}.get(gate, gate) if cell.name == "gru" else gate) for gate in cell.gates]
    return np.concatenate([np.arange(k * H, (k + 1) * H) for k in order])
