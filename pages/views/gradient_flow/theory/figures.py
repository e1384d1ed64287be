"""The Jacobian's norm between its bounds, the spectrum of W_hh, and the singular values of a product.  No Streamlit here."""

import numpy as np
import plotly.graph_objects as go

from pages.common.theme import NETWORKS, QUIET, layout
from pages.views.gradient_flow.shared.figures import one_column_a_cell

BAND = "rgba(128,128,128,.4)"
RNN = NETWORKS["rnn"][1]


def powers(logs: np.ndarray) -> list[float | None]:
    """For a log axis: nothing where there is nothing, and nothing that a browser's float cannot hold."""
    return [float(10.0**v) if np.isfinite(v) and v > -300 else None for v in logs]


def decades_a_tick(families: list[np.ndarray]) -> int:
    every = np.concatenate([[0.0], *(logs[np.isfinite(logs)] for logs in families)])
    return max(1, int(np.ceil((every.max() - every.min()) / 8)))


def bounds(lags: np.ndarray, actual: np.ndarray, measured: np.ndarray, fixed: np.ndarray, radius: np.ndarray) -> go.Figure:
    """The Jacobian's norm beside what bounds it, and beside what the spectral radius promises in the end.

    Where lines lie on each other, all are seen: each is thinner than the one under it, or has gaps."""
    families = [fixed, measured, actual, radius]
    single = max(int(np.isfinite(logs).sum()) for logs in families) == 1  # all but the identity is 0
    figure = go.Figure([go.Scatter(x=lags, y=powers(logs), name=name, mode="lines+markers" if single else "lines", line=line, hovertemplate="%{x} back: %{y:.2e}")
                        for logs, (name, line) in zip(families, (
                            ("bound σ_max(W)ᵏ", {"color": BAND, "width": 9}),
                            ("bound σ_max(W)ᵏ ∏ max|φ′|", {"color": "#B07AA1", "width": 5, "dash": "dash"}),
                            ("‖∂hₙ/∂hₙ₋ₖ‖₂, measured", {"color": RNN, "width": 2.5}),
                            ("ρ(W)ᵏ: no bound, the linear network in the end", {"color": "#808080", "width": 2.5, "dash": "dot"})), strict=True)])
    figure.update_xaxes(title="k, steps back", zeroline=False)
    figure.update_yaxes(type="log", exponentformat="power", dtick=decades_a_tick(families), zeroline=False)
    return figure.update_layout(layout(400, -0.2, top=30, hovermode="x unified"))


def spectrum(values: np.ndarray, radius: float, largest: float) -> go.Figure:
    """The eigenvalues of W_hh in the plane, with the circles of 1, of ρ and of σ_max."""
    figure, angle = go.Figure(), np.linspace(0, 2 * np.pi, 120)
    for size, name, dash in ((1.0, "1", "solid"), (radius, f"ρ = {radius:.3f}", "dot"), (largest, f"σ_max = {largest:.3f}", "dash")):
        figure.add_trace(go.Scatter(x=size * np.cos(angle), y=size * np.sin(angle), name=name, mode="lines", hoverinfo="skip",
                                    line={"color": QUIET, "width": 1.4, "dash": dash}))
    figure.add_trace(go.Scatter(x=values.real, y=values.imag, name="eigenvalues of W_hh", mode="markers", hovertemplate="%{x:.3f} + %{y:.3f} i",
                                marker={"color": RNN, "size": 7}))
    figure.update_xaxes(title="real part", zeroline=False, scaleanchor="y")
    figure.update_yaxes(title="imaginary part", zeroline=False)
    return figure.update_layout(layout(400, -0.2, top=30))


def singular_values(found: dict[str, dict[int, np.ndarray]]) -> go.Figure:
    """Cell by cell, how many directions of the state get through, at some lags; one scale for all."""
    figure = one_column_a_cell(found, "share of the directions")
    for column, (cell, by_lag) in enumerate(found.items(), 1):
        for opacity, (k, logs) in zip((1, 0.75, 0.55, 0.4), by_lag.items(), strict=False):
            share = (np.arange(len(logs)) + 0.5) / len(logs)
            figure.add_trace(go.Scatter(x=share, y=powers(logs), mode="lines", name=f"k = {k}", legendgroup=str(k), showlegend=column == 1,
                                        opacity=opacity, line={"color": NETWORKS[cell][1], "width": 2.5}, hovertemplate="%{y:.2e}"), 1, column)
    figure.update_xaxes(range=[0, 1], zeroline=False)
    figure.update_yaxes(type="log", exponentformat="power", dtick=decades_a_tick([logs for by_lag in found.values() for logs in by_lag.values()]), zeroline=False)
    return figure.update_layout(layout(340, -0.28, top=30))
