"""The cliff with two descents over it, and what a window leaves out.  No Streamlit here."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pages.common.theme import NETWORKS, QUIET, layout

LINES = ({"color": "#FF5A36", "dash": "dot", "width": 2.5}, {"color": "#3B8FD1", "dash": "solid", "width": 2.5})  # without and with clipping


def landscape(w: np.ndarray, b: np.ndarray, loss: np.ndarray, paths: dict[str, np.ndarray]) -> go.Figure:
    """The loss over w and b, and where gradient descent goes with and without clipping."""
    figure = go.Figure(go.Heatmap(x=w, y=b, z=np.log10(np.maximum(loss, 1e-6)), colorscale="Cividis", colorbar={"title": "log₁₀ loss<br>(−6: or less)", "thickness": 14},
                                  hovertemplate="w %{x:.2f}, b %{y:.2f}: loss 10^%{z:.2f}<extra></extra>"))
    for (name, places), line in zip(paths.items(), LINES, strict=True):
        figure.add_trace(go.Scatter(x=places[:, 0], y=places[:, 1], name=name, mode="lines+markers", line=line,
                                    marker={"size": 6, "line": {"width": 1, "color": "#FFF"}}, text=[f"step {k}" for k in range(len(places))],
                                    hovertemplate="%{text}: w %{x:.2f}, b %{y:.2f}"))
    figure.update_xaxes(title="w", range=[float(w[0]), float(w[-1])])
    figure.update_yaxes(title="b", range=[float(b[0]), float(b[-1])])
    return figure.update_layout(layout(430, -0.2, top=30), legend_bgcolor="rgba(128,128,128,.35)")


def descents(norms: dict[str, np.ndarray], losses: dict[str, np.ndarray], clip: float) -> go.Figure:
    """Step by step the gradient's norm before clipping, and the loss."""
    figure = make_subplots(2, 1, shared_xaxes=True, subplot_titles=["‖∂L/∂(w, b)‖ before clipping", "loss"], vertical_spacing=0.14)
    for name, line in zip(norms, LINES, strict=True):
        for row, family in ((1, norms), (2, losses)):
            figure.add_trace(go.Scatter(y=np.where(family[name] > 0, family[name], np.nan), name=name, legendgroup=name, showlegend=row == 1, mode="lines",
                                        line=line, hovertemplate="step %{x}: %{y:.3g}"), row, 1)
    figure.add_hline(y=clip, line={"color": QUIET, "dash": "dash"}, row=1, col=1)
    figure.update_xaxes(title="step of gradient descent", row=2, col=1)
    figure.update_yaxes(type="log", exponentformat="power")
    return figure.update_layout(layout(430, -0.2, top=30))


def truncation(windows: np.ndarray, errors: dict[str, np.ndarray]) -> go.Figure:
    """What is missing of ∂L/∂W_hh when the way back is cut after K steps."""
    figure = go.Figure([go.Scatter(x=windows, y=np.where(row > 0, row, np.nan), name=NETWORKS[cell][0], mode="lines+markers",
                                   line={"color": NETWORKS[cell][1], "width": 2.5}, hovertemplate="window %{x}: %{y:.2e}") for cell, row in errors.items()])
    figure.update_xaxes(title="window K, steps back", type="log", tickvals=[1, 2, 5, 10, 20, 50, 100])
    figure.update_yaxes(title="missing share ‖g_K − g‖ / ‖g‖", type="log", exponentformat="power")
    return figure.update_layout(layout(360, -0.25, top=30, hovermode="x unified"))
