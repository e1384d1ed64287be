"""What the pairs of steps show, in words and as a table.  No Streamlit here."""

import numpy as np

from pages.common.theme import NETWORKS
from pages.views.gradient_flow.shared.text import size


def reach(found: dict[str, np.ndarray]) -> str:
    """The steps until a thousandth is left, the median over where the way starts."""
    T = len(next(iter(found.values())))
    parts = [f"{NETWORKS[cell][0]} {_steps_to_a_thousandth(logs)}" for cell, logs in found.items()]
    return f"Over the first {T} steps, until less than a thousandth is left: {', '.join(parts)} (median over the last half of them)."


def _steps_to_a_thousandth(logs: np.ndarray) -> str:
    starts = range(len(logs) // 2, len(logs))
    lags = [next((k for k in range(t + 1) if logs[t, t - k] < -3), None) for t in starts]
    known = sorted(k for k in lags if k is not None)
    if 2 * len(known) > len(lags):
        return f"{known[len(known) // 2]} steps"
    grows = float(np.median([logs[t, 0] for t in starts])) > 0.3
    return "never, it grows" if grows else f"more than {len(logs) // 2} steps"


def pair_rows(found: dict[str, np.ndarray]) -> list[dict[str, str]]:
    """‖∂s_t/∂s_k‖ at some distances t - k: the median over all pairs so far apart."""
    longest = min(len(logs) for logs in found.values())
    return [{"Steps between": str(d)} | {NETWORKS[cell][0]: size(float(np.median(np.diagonal(logs, -d)))) for cell, logs in found.items()}
            for d in (0, 1, 2, 5, 10, 20, 30, 50) if d < longest]
