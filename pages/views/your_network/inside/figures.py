"""States and gates over time, as Plotly figures.  No Streamlit here."""

import numpy as np
import plotly.graph_objects as go

from pages.common.theme import layout
from pages.views.your_network.inside.text import GATES, PARTS

COLOURS = {"i": "#3B8FD1", "f": "#E1722B", "o": "#A070C8", "z": "#E1722B", "r": "#3B8FD1"}
LINE = "#3B8FD1"
DASHES = {"i": "solid", "f": "dash", "o": "dot", "z": "dash", "r": "solid"}
UNITS = 128  # a picture's; more would be finer than a screen


def picture(key: str, values: np.ndarray) -> go.Figure:
    """values (steps, units): time to the right, a row a unit."""
    shown = values[:, :UNITS].T.astype(np.float32)
    if key.rpartition(".")[2] in GATES:
        colours = {"colorscale": "Cividis", "zmin": 0, "zmax": max(1.0, float(shown.max()))}
    else:
        most = float(np.abs(shown).max()) or 1.0
        colours = {"colorscale": "RdBu", "zmin": -most, "zmax": most}
    bar = {"thickness": 12, "outlinewidth": 0}
    figure = go.Figure(go.Heatmap(z=shown, x0=1, dx=1, hovertemplate="step %{x}, unit %{y}: %{z:.3f}<extra></extra>", colorbar=bar, **colours))
    figure.update_layout(layout(max(220, min(460, 120 + 14 * len(shown)))))
    figure.update_xaxes(title="step")
    return figure.update_yaxes(title="unit", autorange="reversed")


def means(lines: dict[str, np.ndarray]) -> go.Figure:
    figure = go.Figure([go.Scatter(x=np.arange(1, len(line) + 1), y=line, name=PARTS[gate], line={"color": COLOURS[gate], "dash": DASHES[gate]})
                        for gate, line in lines.items()])
    figure.update_layout(layout(260, legend=1.2, top=30))
    figure.update_xaxes(title="step")
    return figure.update_yaxes(range=[-0.02, 1.02], title="mean over units")


def slopes(norms: np.ndarray) -> go.Figure:
    """What a logarithmic axis has no place for, zeros and overflows, is left out."""
    figure = go.Figure(go.Scatter(x=np.arange(1, len(norms) + 1), y=np.where((norms > 0) & np.isfinite(norms), norms, np.nan), line={"color": LINE}, name="gradient"))
    figure.update_layout(layout(240))
    figure.update_xaxes(title="step")
    return figure.update_yaxes(type="log", exponentformat="power", title="gradient")
