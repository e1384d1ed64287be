"""Networks built to contradict a rule of thumb, and the landscape with a cliff.

"Below 1 the gradient vanishes, above 1 it explodes" is what a spectral radius says of a linear network in the end, after
infinitely many steps.  `non_normal` has ρ = 0.9 and grows first; `saturated` has ρ = 1.5 and vanishes.

    cliff = Cliff()                               # one unit, h_t = w σ(h_{t-1}) + b, 50 steps, loss (σ(h_50) - 0.7)²
    cliff.loss(w, b); cliff.slope(w, b)           # arrays of any one shape; the slope is exact
    cliff.descend(w, b, lr=0.3, clip=0.5)         # (steps + 1, 2) where gradient descent goes
"""

from dataclasses import dataclass

import numpy as np

from rnn_core.gradients.measure import Flow
from rnn_core.gradients.networks import inputs, network, readout
from rnn_core.nn.layers import RNN


def non_normal(length: int, hidden_size: int = 3, coupling: float = 1.0) -> Flow:
    """W_hh = 0.9 I with every unit fed by the next one, no input: every eigenvalue is 0.9, but what one unit hands
    to the next is counted again there, so that products grow before they shrink (a chain: Ganguli, Huh & Sompolinsky 2008)."""
    net = RNN(1, hidden_size, dtype=np.float64)
    for value in net.params.values():
        value[...] = 0
    net.params["weight_hh_l0"][...] = 0.9 * np.eye(hidden_size) + coupling * np.eye(hidden_size, k=1)
    return Flow.of(net, np.zeros((length, 1)), readout(hidden_size))


def saturated(length: int, hidden_size: int = 32, seed: int = 0) -> Flow:
    """ρ = 1.5, but noise keeps the units where tanh is flat."""
    net = network("rnn", hidden_size=hidden_size, radius=1.5, seed=seed)
    return Flow.of(net, inputs("noise", length=length, scale=3.0, seed=seed), readout(hidden_size, seed))


@dataclass(frozen=True)
class Cliff:
    """Pascanu, Mikolov & Bengio 2013, figure 6: two resting points of one unit, and the edge between their basins."""

    steps: int = 50
    target: float = 0.7

    def loss(self, w: np.ndarray | float, b: np.ndarray | float) -> np.ndarray:
        return (self._run(w, b)[0] - self.target) ** 2

    def slope(self, w: np.ndarray | float, b: np.ndarray | float) -> np.ndarray:
        """∂loss/∂w and ∂loss/∂b, stacked in front."""
        y, along_w, along_b = self._run(w, b)
        return 2 * (y - self.target) * np.stack([along_w, along_b])

    def _run(self, w: np.ndarray | float, b: np.ndarray | float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """σ(h) after the last step and its slopes along w and b, carried along from step to step."""
        w, b = np.broadcast_arrays(np.asarray(w, float), np.asarray(b, float))
        h, along_w, along_b = np.zeros(w.shape), np.zeros(w.shape), np.zeros(w.shape)
        for _ in range(self.steps):
            y, steep = _sigmoid(h)
            along_w, along_b, h = y + w * steep * along_w, 1 + w * steep * along_b, w * y + b
        y, steep = _sigmoid(h)
        return y, steep * along_w, steep * along_b

    def descend(self, w: float, b: float, lr: float, clip: float | None = None, steps: int = 60) -> np.ndarray:
        """Gradient descent's places; `clip` bounds the slope's norm (the direction stays)."""
        places = [np.array([w, b])]
        for _ in range(steps):
            slope = self.slope(*places[-1])
            norm = float(np.linalg.norm(slope))
            if clip is not None and norm > clip:
                slope = slope * (clip / norm)
            places.append(places[-1] - lr * slope)
        return np.array(places)


def _sigmoid(a: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """σ(a) and σ'(a)."""
    with np.errstate(over="ignore"):
        e = np.minimum(np.exp(-a), np.finfo(float).max)
    y = 1 / (1 + e)
    return y, e * y * y
