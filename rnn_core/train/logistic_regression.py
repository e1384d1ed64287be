"""Logistic regression with several classes, the plainest reader there is, as a baseline.

    predict = logistic(x, labels)          # x (N, features), labels (N,)
    predict(others)                        # (M,)
"""

from collections.abc import Callable

import numpy as np

from rnn_core.nn.losses import softmax
from rnn_core.nn.optimisers import Adam

Array = np.ndarray


def logistic(x: Array, labels: Array, *, strength: float = 1.0, steps: int = 1500) -> Callable[[Array], Array]:
    """Weights that make Σ -log p + ‖W‖² / (2 strength) smallest: scikit-learn's LogisticRegression(C=strength)."""
    x, classes = x.astype(np.float64), int(labels.max()) + 1
    params = {"W": np.zeros((x.shape[1], classes)), "b": np.zeros(classes)}
    optimiser, wanted = Adam(params, lr=0.1), np.eye(classes)[labels]
    for step in range(steps):
        off = (softmax(x @ params["W"] + params["b"]) - wanted) / len(x)
        optimiser.step({"W": x.T @ off + params["W"] / (strength * len(x)), "b": off.sum(0)}, factor=1 - step / steps)
    return lambda other: (other @ params["W"] + params["b"]).argmax(-1)
