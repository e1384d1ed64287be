"""The learning curve of a character model.  No Streamlit here."""

import plotly.graph_objects as go

from pages.common.theme import NETWORKS, QUIET, layout
from rnn_core.text.study import Study


def learning_curve(study: Study) -> go.Figure:
    """The loss step by step, what it comes to on held-out text, and what counting reaches."""
    figure, (steps, bits) = go.Figure(), study.curve()
    figure.add_trace(go.Scatter(x=steps, y=bits, name="training text", mode="lines", line={"color": NETWORKS[study.settings.cell][1], "width": 2}))
    figure.add_trace(go.Scatter(x=[m.step for m in study.marks], y=[m.bits for m in study.marks], name="held-out text", mode="lines+markers",
                                line={"color": QUIET, "width": 1.4}, marker={"size": 7}))
    for n, label in ((1, "counting single characters"), (2, "counting pairs")):
        figure.add_hline(study.baselines[n], line={"color": QUIET, "width": 1.2, "dash": "dash"}, annotation_text=label,
                         annotation_position="top right", annotation_font={"color": QUIET})
    figure.update_xaxes(title="step", range=(0, study.settings.steps))
    figure.update_yaxes(title="bits per character", rangemode="tozero")
    return figure.update_layout(layout(330, -0.3))
