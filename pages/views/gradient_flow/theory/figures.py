"""The gradient page's charts as Plotly figures.  No Streamlit here, and no arithmetic beyond what an axis needs."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pages.common.theme import NETWORKS

Array = np.ndarray
QUIET = "rgba(128,128,128,.8)"
MARGIN = {"l": 10, "r": 10, "t": 30, "b": 10}
VARIANTS = {"rnn": ("RNN", NETWORKS["rnn"][1], "solid"), "gru": ("GRU", NETWORKS["gru"][1], "solid"),
            "lstm": ("LSTM", NETWORKS["lstm"][1], "dot"), "lstm, forget bias 3": ("LSTM, forget bias 3", NETWORKS["lstm"][1], "solid")}
DESCENTS = ("#FF5A36", "#3B8FD1")  # without and with clipping
CONFIG = {"displayModeBar": False}


def _decades(logs: Array) -> list[float | None]:
    """For a log axis: nothing where there is nothing, and nothing that a browser's float cannot hold."""
    return [float(10.0**v) if np.isfinite(v) and v > -300 else None for v in logs]


def bounds(lags: Array, actual: Array, measured: Array, fixed: Array, radius: Array) -> go.Figure:
    """The Jacobian's norm beside what bounds it, and beside what the spectral radius promises in the end."""
    figure = go.Figure()
    lonely = max(int(np.isfinite(logs).sum()) for logs in (actual, measured, fixed, radius)) == 1  # all but the identity is 0
    for name, logs, line in (
            ("bound σ_max(W)ᵏ", fixed, {"color": QUIET, "dash": "dash"}),
            ("bound σ_max(W)ᵏ ∏ max|φ′|", measured, {"color": "#B07AA1", "dash": "dashdot"}),
            ("ρ(W)ᵏ: no bound, the linear network in the end", radius, {"color": QUIET, "dash": "dot"}),
            ("‖∂hₙ/∂hₙ₋ₖ‖₂, measured", actual, {"color": NETWORKS["rnn"][1]})):
        figure.add_trace(go.Scatter(x=lags, y=_decades(logs), name=name, mode="lines+markers" if lonely else "lines", line=line | {"width": 2.5}, hovertemplate="%{x} back: %{y:.2e}"))
    figure.update_xaxes(title="k, steps back", zeroline=False)
    figure.update_yaxes(type="log", exponentformat="power", dtick=_tick(actual, measured, fixed, radius), zeroline=False)
    figure.update_layout(height=400, margin=MARGIN, hovermode="x unified", legend={"orientation": "h", "y": -0.2})
    return figure


def _tick(*families: Array) -> int:
    every = np.concatenate([[0.0], *(f[np.isfinite(f)] for f in families)])
    return max(1, int(np.ceil((every.max() - every.min()) / 8)))


def spectrum(values: Array, radius: float, largest: float) -> go.Figure:
    """The eigenvalues of W_hh in the plane, with the circles of 1, of ρ and of σ_max."""
    figure, angle = go.Figure(), np.linspace(0, 2 * np.pi, 120)
    for size, name, dash in ((1.0, "1", "solid"), (radius, f"ρ = {radius:.3f}", "dot"), (largest, f"σ_max = {largest:.3f}", "dash")):
        figure.add_trace(go.Scatter(x=size * np.cos(angle), y=size * np.sin(angle), name=name, mode="lines", hoverinfo="skip",
                                    line={"color": QUIET, "width": 1.4, "dash": dash}))
    figure.add_trace(go.Scatter(x=values.real, y=values.imag, name="eigenvalues of W_hh", mode="markers", hovertemplate="%{x:.3f} + %{y:.3f} i",
                                marker={"color": NETWORKS["rnn"][1], "size": 7}))
    figure.update_xaxes(title="real part", zeroline=False, scaleanchor="y")
    figure.update_yaxes(title="imaginary part", zeroline=False)
    figure.update_layout(height=400, margin=MARGIN, legend={"orientation": "h", "y": -0.2})
    return figure


def singular_values(found: dict[str, dict[int, Array]]) -> go.Figure:
    """Cell by cell, how many directions of the state get through, at some lags; one scale for all."""
    figure = make_subplots(1, len(found), shared_yaxes=True, subplot_titles=[NETWORKS[cell][0] for cell in found], horizontal_spacing=0.03)
    for column, (cell, by_lag) in enumerate(found.items(), 1):
        for opacity, (k, logs) in zip((1, 0.75, 0.55, 0.4), by_lag.items(), strict=False):
            share = (np.arange(len(logs)) + 0.5) / len(logs)
            figure.add_trace(go.Scatter(x=share, y=_decades(logs), mode="lines", name=f"k = {k}", legendgroup=str(k), showlegend=column == 1,
                                        opacity=opacity, line={"color": NETWORKS[cell][1], "width": 2.5}, hovertemplate="%{y:.2e}"), 1, column)
    every = [logs for by_lag in found.values() for logs in by_lag.values()]
    figure.update_xaxes(range=[0, 1], zeroline=False)
    figure.update_xaxes(title="share of the directions", col=1 + len(found) // 2)
    figure.update_yaxes(type="log", exponentformat="power", dtick=_tick(*every), zeroline=False)
    figure.update_layout(height=340, margin=MARGIN, legend={"orientation": "h", "y": -0.28})
    return figure


def pairs(found: dict[str, Array]) -> go.Figure:
    """log10 ‖∂s_t/∂s_k‖₂ for every pair of steps, one colour scale for all cells."""
    figure = make_subplots(1, len(found), shared_yaxes=True, subplot_titles=[NETWORKS[cell][0] for cell in found], horizontal_spacing=0.03)
    finite = np.concatenate([logs[np.isfinite(logs)] for logs in found.values()])
    low = max(float(finite.min()), -16.0)
    for column, logs in enumerate(found.values(), 1):
        shown = np.where(np.isnan(logs), np.nan, np.clip(logs, low, None))
        figure.add_trace(go.Heatmap(z=shown, x0=1, y0=1, coloraxis="coloraxis", hovertemplate="from step %{x} to step %{y}: 10^%{z:.1f}<extra></extra>"), 1, column)
    figure.update_xaxes(constrain="domain")
    figure.update_xaxes(title="from step k", col=1 + len(found) // 2)
    figure.update_yaxes(title="to step t", autorange="reversed", col=1)
    bar = {"title": "log₁₀", "thickness": 14}
    figure.update_layout(height=380, margin=MARGIN, coloraxis={"colorscale": "Viridis", "cmin": low, "cmax": max(0.5, float(finite.max())), "colorbar": bar})
    return figure


def landscape(w: Array, b: Array, loss: Array, paths: dict[str, Array]) -> go.Figure:
    """The loss over w and b, and where gradient descent goes with and without clipping."""
    figure = go.Figure(go.Heatmap(x=w, y=b, z=np.log10(np.maximum(loss, 1e-6)), colorscale="Cividis", colorbar={"title": "log₁₀ loss<br>(−6: or less)", "thickness": 14},
                                  hovertemplate="w %{x:.2f}, b %{y:.2f}: loss 10^%{z:.2f}<extra></extra>"))
    for (name, places), colour, dash in zip(paths.items(), DESCENTS, ("dot", "solid"), strict=True):
        figure.add_trace(go.Scatter(x=places[:, 0], y=places[:, 1], name=name, mode="lines+markers", line={"color": colour, "width": 2.5, "dash": dash},
                                    marker={"size": 6, "line": {"width": 1, "color": "#FFF"}}, text=[f"step {k}" for k in range(len(places))],
                                    hovertemplate="%{text}: w %{x:.2f}, b %{y:.2f}"))
    figure.update_xaxes(title="w", range=[float(w[0]), float(w[-1])])
    figure.update_yaxes(title="b", range=[float(b[0]), float(b[-1])])
    figure.update_layout(height=430, margin=MARGIN, legend={"orientation": "h", "y": -0.2, "bgcolor": "rgba(128,128,128,.35)"})
    return figure


def steps(norms: dict[str, Array], losses: dict[str, Array], clip: float) -> go.Figure:
    """Step by step the gradient's norm before clipping, and the loss."""
    figure = make_subplots(2, 1, shared_xaxes=True, subplot_titles=["‖∂L/∂(w, b)‖ before clipping", "loss"], vertical_spacing=0.14)
    for name, dash, colour in zip(norms, ("dot", "solid"), DESCENTS, strict=True):
        for row, family in ((1, norms), (2, losses)):
            figure.add_trace(go.Scatter(y=np.where(family[name] > 0, family[name], np.nan), name=name, legendgroup=name, showlegend=row == 1, mode="lines",
                                        line={"color": colour, "dash": dash, "width": 2.5}, hovertemplate="step %{x}: %{y:.3g}"), row, 1)
    figure.add_hline(y=clip, line={"color": QUIET, "dash": "dash"}, row=1, col=1)
    figure.update_xaxes(title="step of gradient descent", row=2, col=1)
    figure.update_yaxes(type="log", exponentformat="power")
    figure.update_layout(height=430, margin=MARGIN, legend={"orientation": "h", "y": -0.2})
    return figure


def truncation(windows: Array, errors: dict[str, Array]) -> go.Figure:
    """What is missing of ∂L/∂W_hh when the way back is cut after K steps."""
    figure = go.Figure([go.Scatter(x=windows, y=np.where(row > 0, row, np.nan), name=NETWORKS[cell][0], mode="lines+markers",
                                   line={"color": NETWORKS[cell][1], "width": 2.5}, hovertemplate="window %{x}: %{y:.2e}") for cell, row in errors.items()])
    figure.update_xaxes(title="window K, steps back", type="log", tickvals=[1, 2, 5, 10, 20, 50, 100])
    figure.update_yaxes(title="missing share ‖g_K − g‖ / ‖g‖", type="log", exponentformat="power")
    figure.update_layout(height=360, margin=MARGIN, hovermode="x unified", legend={"orientation": "h", "y": -0.25})
    return figure


def learned(rows: dict[str, list[dict[str, float]]], baseline: list[tuple[int, float]], unit: str) -> go.Figure:
    """Held-out loss against delay: the median of the seeds, with the best and the worst; dashed, a guess without memory."""
    figure = go.Figure()
    for variant, points in rows.items():
        name, colour, dash = VARIANTS[variant]
        median = [p["median"] for p in points]
        figure.add_trace(go.Scatter(
            x=[p["delay"] for p in points], y=median, name=name, mode="lines+markers", line={"color": colour, "dash": dash, "width": 2.5},
            hovertemplate="%{x} steps: %{y:.4g}",
            error_y={"array": [p["high"] - m for p, m in zip(points, median, strict=True)],
                     "arrayminus": [m - p["low"] for p, m in zip(points, median, strict=True)], "thickness": 1.2, "width": 3}))
    figure.add_trace(go.Scatter(x=[d for d, _ in baseline], y=[v for _, v in baseline], name="without memory", mode="lines+markers",
                                line={"color": QUIET, "dash": "dash", "width": 1.6}, hovertemplate="%{y:.4g}",
                                marker={"symbol": "diamond-open", "size": 10, "color": "#808080", "line": {"width": 1.8}}))  # seen where a line lies under it
    figure.update_xaxes(title="delay, steps", type="log", tickvals=[d for d, _ in baseline])
    figure.update_yaxes(title=f"held-out loss ({unit})", type="log", zeroline=False, **_ticks([v for _, v in baseline] + [p[end] for points in rows.values() for p in points for end in ("low", "high")]))
    figure.update_layout(height=400, margin=MARGIN, hovermode="x unified", legend={"orientation": "h", "y": -0.22})
    return figure


def _ticks(values: list[float]) -> dict[str, Any]:
    """A label a decade; where there is hardly one, several in it."""
    if max(values) > 20 * min(values):
        return {"exponentformat": "power", "dtick": 1}
    return {"tickvals": [lead * 10.0**k for k in range(-4, 2) for lead in (1, 2, 3, 5, 7)], "tickformat": "~g"}


def progress(curves: dict[str, list[tuple[int, float]]], baseline: float, unit: str, steps: int) -> dict[str, Any]:
    """A live run's losses; a plain dict, because it is drawn ten times a second."""
    data = [{"type": "scatter", "mode": "lines", "x": [s for s, _ in curve], "y": [v for _, v in curve], "name": VARIANTS[variant][0],
             "line": {"color": VARIANTS[variant][1], "dash": VARIANTS[variant][2], "width": 2.2}} for variant, curve in curves.items()]
    shape = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": baseline, "y1": baseline, "line": {"color": QUIET, "dash": "dash"}}
    axis = {"title": {"text": f"loss of the batch ({unit})"}, "type": "log", "exponentformat": "power"}
    return {"data": data, "layout": {"height": 330, "margin": MARGIN, "shapes": [shape], "yaxis": axis, "legend": {"orientation": "h", "y": -0.25},
                                     "showlegend": True, "xaxis": {"title": {"text": "step of training"}, "range": [0, steps]}}}
