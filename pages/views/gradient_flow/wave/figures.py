"""Every pair of steps as a picture.  No Streamlit here."""

import numpy as np
import plotly.graph_objects as go

from pages.common.theme import layout
from pages.views.gradient_flow.shared.figures import one_column_a_cell


def pairs(found: dict[str, np.ndarray]) -> go.Figure:
    """log10 ‖∂s_t/∂s_k‖₂ for every pair of steps, one colour scale for all cells."""
    figure = one_column_a_cell(found, "from step k")
    finite = np.concatenate([logs[np.isfinite(logs)] for logs in found.values()])
    low = max(float(finite.min()), -16.0)
    for column, logs in enumerate(found.values(), 1):
        shown = np.where(np.isnan(logs), np.nan, np.clip(logs, low, None))
        figure.add_trace(go.Heatmap(z=shown, x0=1, y0=1, coloraxis="coloraxis", hovertemplate="from step %{x} to step %{y}: 10^%{z:.1f}<extra></extra>"), 1, column)
    figure.update_xaxes(constrain="domain")
    figure.update_yaxes(title="to step t", autorange="reversed", col=1)
    colours = {"colorscale": "Viridis", "cmin": low, "cmax": max(0.5, float(finite.max())), "colorbar": {"title": "log₁₀", "thickness": 14}}
    return figure.update_layout(layout(380, top=30, coloraxis=colours))
