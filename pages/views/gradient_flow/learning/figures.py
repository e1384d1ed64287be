"""Loss against delay, and a live run's losses.  No Streamlit here."""

from typing import Any

import plotly.graph_objects as go

from pages.common.theme import NETWORKS, QUIET, layout

VARIANTS = {"rnn": ("RNN", NETWORKS["rnn"][1], "solid"),
            "rnn, orthogonal": ("RNN, orthogonal", NETWORKS["rnn"][1], "dashdot"), "gru": ("GRU", NETWORKS["gru"][1], "solid"),
            "lstm": ("LSTM", NETWORKS["lstm"][1], "dot"), "lstm, forget bias 3": ("LSTM, forget bias 3", NETWORKS["lstm"][1], "solid")}


def held_out(rows: dict[str, list[dict[str, float]]], baseline: dict[int, float], unit: str) -> go.Figure:
    """Held-out loss against delay: the median of the seeds, with the best and the worst; dashed, a guess without memory."""
    delays, guesses = list(baseline), list(baseline.values())
    figure = go.Figure([_variant(variant, points) for variant, points in rows.items()])
    figure.add_trace(go.Scatter(x=delays, y=guesses, name="without memory", mode="lines+markers",
                                line={"color": QUIET, "dash": "dash", "width": 1.6}, hovertemplate="%{y:.4g}",
                                marker={"symbol": "diamond-open", "size": 10, "color": "#808080", "line": {"width": 1.8}}))  # seen where a line lies under it
    ends = [point[end] for points in rows.values() for point in points for end in ("low", "high")]
    figure.update_xaxes(title="delay, steps", type="log", tickvals=delays)
    figure.update_yaxes(title=f"held-out loss ({unit})", type="log", zeroline=False, **_ticks(guesses + ends))
    return figure.update_layout(layout(400, -0.22, top=30, hovermode="x unified"))


def _variant(variant: str, points: list[dict[str, float]]) -> go.Scatter:
    """The error bars have the line's colour: Plotly's own is too dark for the dark theme."""
    name, colour, dash = VARIANTS[variant]
    bars = {"array": [p["high"] - p["median"] for p in points], "arrayminus": [p["median"] - p["low"] for p in points],
            "color": colour, "thickness": 1.5, "width": 4}
    return go.Scatter(x=[p["delay"] for p in points], y=[p["median"] for p in points], name=name, mode="lines+markers", error_y=bars,
                      line={"color": colour, "dash": dash, "width": 2.5}, hovertemplate="%{x} steps: %{y:.4g}")


def _ticks(values: list[float]) -> dict[str, Any]:
    """A label a decade; where there is hardly one, several in it."""
    if max(values) > 20 * min(values):
        return {"exponentformat": "power", "dtick": 1}
    return {"tickvals": [lead * 10.0**k for k in range(-4, 2) for lead in (1, 2, 3, 5, 7)], "tickformat": "~g"}


def training(curves: dict[str, list[tuple[int, float]]], baseline: float, unit: str, steps: int) -> dict[str, Any]:
    """A live run's losses; a plain dict, because it is drawn ten times a second."""
    data = [{"type": "scatter", "mode": "lines", "x": [s for s, _ in curve], "y": [v for _, v in curve], "name": VARIANTS[variant][0],
             "line": {"color": VARIANTS[variant][1], "dash": VARIANTS[variant][2], "width": 2.2}} for variant, curve in curves.items()]
    shape = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": baseline, "y1": baseline, "line": {"color": QUIET, "dash": "dash"}}
    axis = {"title": {"text": f"loss of the batch ({unit})"}, "type": "log", "exponentformat": "power"}
    return {"data": data, "layout": layout(330, -0.25, top=30, shapes=[shape], yaxis=axis, showlegend=True,
                                           xaxis={"title": {"text": "step of training"}, "range": [0, steps]})}
