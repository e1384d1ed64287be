"""Forecasts without a network, to be beaten: the last value, the last cycle, a linear autoregression.

    autoregression(past, order=9)(values, 22)     # (22,): each year from the nine before, then from its own forecasts
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Forecast = Callable[[np.ndarray, int], np.ndarray]  # the values so far, the years ahead -> (years,)
CYCLE = 11


def persistence(values: np.ndarray, years: int) -> np.ndarray:
    """As the last year was."""
    return np.repeat(values[-1], years)


def seasonal(values: np.ndarray, years: int) -> np.ndarray:
    """As eleven years before."""
    return np.resize(values[-CYCLE:], years)


@dataclass(frozen=True)
class Autoregression:
    """x_t = a + w · (x_{t-1}, …, x_{t-p}), on the values or their square roots."""

    weights: np.ndarray  # (p,), the latest year first
    constant: float
    error: float  # variance of what is left over in training
    fitted: int  # equations it was fitted to
    roots: bool

    @property
    def order(self) -> int:
        return len(self.weights)

    @property
    def aic(self) -> float:
        """Akaike's information criterion (1974) for normal errors."""
        return self.fitted * float(np.log(self.error)) + 2 * (self.order + 1)

    def __call__(self, values: np.ndarray, years: int) -> np.ndarray:
        known = list((np.sqrt(values) if self.roots else values)[-self.order :])
        for _ in range(years):
            known.append(float(self.weights @ known[: -self.order - 1 : -1] + self.constant))
        ahead = np.maximum(known[self.order :], 0)
        return ahead**2 if self.roots else ahead


def autoregression(past: np.ndarray, order: int, roots: bool = False, skip: int = 0) -> Autoregression:
    """Fitted to the past by least squares; `skip` leaves out its first equations, so that orders can be compared."""
    z = np.sqrt(past) if roots else np.asarray(past, np.float64)
    first = max(order, skip)
    lags = np.stack([z[first - k : len(z) - k] for k in range(1, order + 1)] + [np.ones(len(z) - first)], 1)
    found = np.linalg.lstsq(lags, z[first:], rcond=None)[0]
    left = z[first:] - lags @ found
    return Autoregression(found[:-1], float(found[-1]), float(left @ left) / len(left), len(left), roots)
