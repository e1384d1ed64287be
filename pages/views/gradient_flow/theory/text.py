"""What the pictures of theory show, in words and as tables.  No Streamlit here."""

from typing import Any

import numpy as np

from pages.common import links
from pages.common.theme import NETWORKS
from pages.views.gradient_flow.shared.text import size


def bounds(case: str, t: Any) -> str:
    """`t`: compute.Theory."""
    top = int(np.argmax(t.actual))
    ends = (f"Over {t.lags[-1]} steps the product's norm comes to **{size(float(t.actual[-1]))}**; the bound allows {size(float(t.measured[-1]))}, "
            f"σ_max(W)ᵏ alone {size(float(t.fixed[-1]))}.")
    if case == links.NON_NORMAL:
        return (f"ρ = {t.radius:.2f} < 1, so this gradient must vanish, and in the end it does. But first it grows, to **{size(float(t.actual[top]))}** "
                f"at {t.lags[top]} steps back: W is not normal, its σ_max is {t.largest:.2f}, and what one unit hands to the next adds up before it fades. " + ends)
    if case == links.SATURATED:
        return (f"ρ = {t.radius:.2f} > 1, so this gradient should explode: ρᵏ would be {size(float(t.radius_powers[-1]))}. But noise drives the units to where tanh "
                "is flat, and every step multiplies by φ′(a), which is small there. " + ends)
    slack = float(t.measured[-1] - t.actual[-1]) if np.isfinite(t.actual[-1]) else 0.0
    return (f"ρ = {t.radius:.3f}, σ_max = {t.largest:.3f}, {t.hidden_size} units. " + ends
            + (f" The bound holds, and is {size(slack)} times too large: it takes the worst direction at every step, and these do not line up." if slack > 0.3 else ""))


def bound_rows(t: Any) -> list[dict[str, str]]:
    shown = range(0, len(t.lags), max(1, len(t.lags) // 16))
    return [{"Steps back": str(t.lags[k]), "Measured": size(float(t.actual[k])), "Bound with φ′": size(float(t.measured[k])),
             "σ_max(W)ᵏ": size(float(t.fixed[k])), "ρ(W)ᵏ": size(float(t.radius_powers[k]))} for k in shown]


def directions(found: dict[str, dict[int, np.ndarray]]) -> str:
    """How many directions keep a hundredth at lag 20."""
    parts = []
    for cell, by_lag in found.items():
        lag = 20 if 20 in by_lag else max(by_lag)
        parts.append(f"{NETWORKS[cell][0]} {int((by_lag[lag] > -2).sum())} of {len(by_lag[lag])}")
    return f"Directions that keep more than a hundredth over {lag} steps: {', '.join(parts)}."


def direction_rows(found: dict[str, dict[int, np.ndarray]]) -> list[dict[str, str]]:
    """Of the singular values at every lag the largest, the middle one and how many keep a hundredth."""
    return [{"Network": NETWORKS[cell][0], "Lag k": str(k), "Largest": size(float(logs[0])), "Middle": size(float(logs[len(logs) // 2])),
             "Above 1/100": f"{int((logs > -2).sum())} of {len(logs)}"} for cell, by_lag in found.items() for k, logs in by_lag.items()]
