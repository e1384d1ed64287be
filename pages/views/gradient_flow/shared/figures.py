"""What the gradient page's charts have in common."""

from collections.abc import Iterable

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pages.common.theme import NETWORKS


def one_column_a_cell(cells: Iterable[str], x_title: str) -> go.Figure:
    """Plots side by side on one y axis, each under its network's name."""
    names = [NETWORKS[cell][0] for cell in cells]
    figure = make_subplots(1, len(names), shared_yaxes=True, subplot_titles=names, horizontal_spacing=0.03)
    figure.update_xaxes(title=x_title, col=1 + len(names) // 2)
    return figure
