"""An answer forming word by word, as a Plotly figure.  No Streamlit here."""

import plotly.graph_objects as go

from pages.common.theme import NETWORKS, QUIET, layout
from pages.views.gallery.sentiment.text import positive
from rnn_core.gallery.runs import Run

MOST_LABELS = 30


def probability_lines(runs: dict[str, Run]) -> go.Figure:
    """How probable each network finds "positive" after every word; one line a network."""
    figure = go.Figure()
    words = next(iter(runs.values())).inputs
    for cell, run in runs.items():
        name, colour = NETWORKS[cell]
        figure.add_trace(go.Scatter(x=list(range(1, len(words) + 1)), y=[positive(run, t) for t in range(len(words))], name=name,
                                    mode="lines+markers", line={"color": colour, "width": 2.5}, marker={"size": 7},
                                    hovertemplate="%{y:.1%} positive"))
    figure.add_hline(0.5, line={"color": QUIET, "width": 1.2, "dash": "dash"})
    labels = {"tickvals": list(range(1, len(words) + 1)), "ticktext": [word.replace("<", "&lt;")[:14] for word in words]}
    figure.update_xaxes(zeroline=False, **(labels if len(words) <= MOST_LABELS else {"title": "word"}))
    figure.update_yaxes(title="positive, if it ended here", range=[-0.04, 1.04], tickformat=".0%", zeroline=False)
    return figure.update_layout(layout(270, 1.16, hovermode="x unified"))
