"""Networks that forecast a series: they read it year by year, then go on by themselves, reading what they wrote.

    model = Forecaster("gru", mean=6.0, scale=3.2, rng=0)
    model.forecast(values, 22)             # values (C,) or (C, N), the years before; -> (22,) or (22, N) years ahead

The values are counts: the network reads their square roots, on a scale with mean 0 and deviation 1, and what it writes is
added to the year it has just read: the next year is this one and a change.  Training runs the network as it is used: it reads the past, then its own forecasts, and the slopes go back through both.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from rnn_core.gallery.runs import Run
from rnn_core.gallery.topologies import FORECAST
from rnn_core.nn import checks
from rnn_core.nn.layers import CELLS
from rnn_core.nn.losses import squared_error
from rnn_core.nn.modules import Assembled, Linear, gathered

DATA = Path(__file__).with_name("data") / "sunspots.npz"
READ, AHEAD = 44, 22  # years read and years forecast, in training and in the figures
SETTLED = 11  # so many years are read before a forecast counts: one cycle of the sun


@cache
def sunspots() -> tuple[np.ndarray, np.ndarray]:
    """The years 1700 to 2008, and the mean sunspot number of each."""
    with np.load(DATA, allow_pickle=False) as file:
        return file["years"].astype(int), file["values"].astype(np.float64)


@dataclass(frozen=True)
class Stretches:
    """past (C, N), which is read; ahead (h, N), which is forecast in closed loop; both on the network's scale."""

    past: np.ndarray
    ahead: np.ndarray


class Forecaster(Assembled):
    parts = ("rnn", "head")

    def __init__(self, cell: str, *, mean: float, scale: float, hidden_size: int = 16, dtype: Any = "float32",
                 rng: int | np.random.Generator = 0):
        self.cell, self.dtype = checks.choice("cell", cell, tuple(CELLS)), checks.float_dtype(dtype)
        self.hidden_size, self.mean, self.scale, rng = hidden_size, mean, scale, np.random.default_rng(rng)
        self.rnn = CELLS[cell](1, hidden_size, dtype=dtype, rng=rng)
        self.head = Linear(hidden_size, 1, dtype=dtype, rng=rng)
        self.params = gathered(rnn=self.rnn, head=self.head)

    @property
    def metadata(self) -> dict[str, str]:
        return {"cell": self.cell, "mean": repr(self.mean), "scale": repr(self.scale)}

    def inward(self, values: np.ndarray) -> np.ndarray:
        """Counts on the network's scale."""
        return ((np.sqrt(np.maximum(values, 0)) - self.mean) / self.scale).astype(self.dtype)

    def outward(self, read: np.ndarray) -> np.ndarray:
        """And back: never below 0."""
        return np.square(np.maximum(np.asarray(read, np.float64) * self.scale + self.mean, 0))

    def loss_and_grads(self, batch: Stretches) -> tuple[float, dict[str, np.ndarray]]:
        """The mean squared error of the next year while the past is read, plus that of the years ahead in closed loop."""
        trace = self.rnn.trace(batch.past[:, :, None])
        written = batch.past + self.head(trace.output)[:, :, 0]
        read_loss, d_read = squared_error(written[SETTLED - 1 : -1], batch.past[SETTLED:])
        traces, found, fed, state = [], [], written[-1], trace.final
        for k in range(len(batch.ahead)):
            if k:
                traces.append(self.rnn.trace(fed[None, :, None], state))
                fed, state = fed + self.head(traces[-1].output)[0, :, 0], traces[-1].final
            found.append(fed)
        loss, d_found = squared_error(np.stack(found), batch.ahead)
        d_written = np.zeros_like(written)
        d_written[SETTLED - 1 : -1] = d_read
        return read_loss + loss, self._back(trace, traces, d_written, d_found)

    def _back(self, trace: Any, traces: list[Any], d_written: np.ndarray, d_found: np.ndarray) -> dict[str, np.ndarray]:
        """The slopes, from the last year forecast back to the first year read."""
        total = {name: np.zeros_like(value) for name, value in self.params.items()}
        d_fed, d_state = np.zeros_like(d_found[0]), None
        for k in range(len(traces) - 1, -1, -1):
            d_fed = d_found[k + 1] + d_fed
            d_h, of_head = self.head.backward(traces[k].output, d_fed[None, :, None])
            back = self.rnn.backward(traces[k], d_h, d_state)
            d_fed, d_state = d_fed + back.x[0, :, 0], back.initial
            self._add(total, back.params, of_head)
        d_written[-1] = d_found[0] + d_fed
        d_h, of_head = self.head.backward(trace.output, d_written[:, :, None])
        self._add(total, self.rnn.backward(trace, d_h, d_state).params, of_head)
        return total

    def _add(self, total: dict[str, np.ndarray], *grads: dict[str, np.ndarray]) -> None:
        for part, found in zip(self.parts, grads, strict=True):
            for name, slope in found.items():
                total[f"{part}.{name}"] += slope

    def forecast(self, values: np.ndarray, years: int) -> np.ndarray:
        """(years, …): reads the values, then its own forecasts, one after the other."""
        return self._loop(values, years)[0][-years:]

    def _loop(self, values: np.ndarray, years: int) -> tuple[np.ndarray, np.ndarray]:
        """What it says of the year after, at each of the C + years - 1 steps, and the states (C + years - 1, …, H)."""
        x = self.inward(values)[..., None]
        output, state = self.rnn(x)
        forecasts, states = [x + self.head(output)], [output]
        for _ in range(years - 1):
            x = forecasts[-1][-1:]
            output, state = self.rnn(x, state)
            forecasts.append(x + self.head(output))
            states.append(output)
        return self.outward(np.concatenate(forecasts)[..., 0]), np.concatenate(states)

    def run(self, values: np.ndarray, years: int, first: int) -> Run:
        """It reads the values, those of the year `first` and on, then writes so many years in closed loop; while it
        reads, what it would say of the next year."""
        forecasts, states = self._loop(values, years)
        read = tuple(f"{first + t}: {value:.0f}" for t, value in enumerate(values))
        return Run(FORECAST.unrolled(len(values), years), read + ("",) * (years - 1),
                   tuple(((f"{first + t + 1}: {value:.0f}", None),) for t, value in enumerate(forecasts)), states)


def restored(weights: dict[str, np.ndarray], metadata: dict[str, str]) -> Forecaster:
    """The forecaster whose weights these are; KeyError, TypeError or ValueError when they are no forecaster's."""
    model = Forecaster(metadata["cell"], mean=float(metadata["mean"]), scale=float(metadata["scale"]),
                       hidden_size=weights["head.weight"].shape[1])
    model.load_state_dict(weights)
    return model
