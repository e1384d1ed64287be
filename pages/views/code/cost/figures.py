"""What a training step costs, as bars.  No Streamlit here."""

from typing import Any

import plotly.graph_objects as go

from pages.common.theme import CELLS, NETWORKS, layout
from pages.views.code.cost.text import cost_of
from rnn_core.frameworks.cost import FRAMEWORKS


def training_times(measured: dict[str, Any]) -> go.Figure:
    """Training time per step, cells within frameworks; the whiskers are the smallest and largest round."""
    figure = go.Figure()
    for cell in CELLS:
        name, colour = NETWORKS[cell]
        rows = [cost_of(measured, framework, cell) for framework in FRAMEWORKS]
        figure.add_trace(go.Bar(
            x=list(FRAMEWORKS), y=[r["train"] for r in rows], name=name, hovertemplate="%{x}, " + name + ": %{y:.0f} µs",
            marker={"color": colour, "opacity": 0.45},  # pale, so that the whiskers stand out within them, on light and on dark
            error_y={"color": colour, "array": [r["train_range"][1] - r["train"] for r in rows],
                     "arrayminus": [r["train"] - r["train_range"][0] for r in rows], "thickness": 2, "width": 4}))
    figure.update_yaxes(title="training, µs a step of 32 sequences", rangemode="tozero")
    return figure.update_layout(layout(340, -0.14, barmode="group"))
