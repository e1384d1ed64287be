"""A symptom's curves, as it is and mended.  No Streamlit here."""

from math import log10
from statistics import median
from typing import Any

import plotly.graph_objects as go

from pages.common.theme import NETWORKS, QUIET, layout

SICK, MENDED = NETWORKS["rnn"][1], NETWORKS["lstm"][1]
NAMES = {False: "as it is", True: "mended"}


def curves(runs: list[dict[str, Any]], baseline: float) -> go.Figure:
    """Loss against step, seed by seed and their median, on a logarithmic axis; dashed, a guess without memory."""
    figure = go.Figure([line for mended in (False, True) for line in _group([run for run in runs if run["mended"] is mended], mended)])
    figure.add_traces(_broken_off(runs))
    figure.add_hline(baseline, line={"color": QUIET, "dash": "dash", "width": 1.6})
    figure.update_xaxes(title="step of training")
    figure.update_yaxes(title="loss", type="log", **_ticks(runs))
    return figure.update_layout(layout(320, -0.28, top=10))


def _ticks(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """A label a decade; where there is hardly one, several in it."""
    losses = [loss for run in runs for loss in run["losses"]]
    if log10(max(losses) / min(losses)) > 2:
        return {"exponentformat": "power", "dtick": 1}
    return {"tickvals": [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50], "tickformat": "~g"}


def _group(runs: list[dict[str, Any]], mended: bool) -> list[go.Scatter]:
    colour, longest = MENDED if mended else SICK, max((run["steps"] for run in runs), key=len)
    middle = [median(run["losses"][min(k, len(run["losses"]) - 1)] for run in runs) for k in range(len(longest))]
    thin = [go.Scatter(x=run["steps"], y=run["losses"], mode="lines", line={"color": colour, "width": 1}, opacity=0.45,
                       showlegend=False, hoverinfo="skip") for run in runs]
    return [*thin, go.Scatter(x=longest, y=middle, mode="lines", name=NAMES[mended], line={"color": colour, "width": 3},
                              hovertemplate="step %{x}: %{y:.3g}")]


def _broken_off(runs: list[dict[str, Any]]) -> list[go.Scatter]:
    """An × where a training's loss was no number any more."""
    last = max(run["steps"][-1] for run in runs)
    ends = [(run["steps"][-1], run["losses"][-1]) for run in runs if run["steps"][-1] < last]
    return [go.Scatter(x=[x for x, _ in ends], y=[y for _, y in ends], mode="markers", name="no number after this", hoverinfo="name",
                       marker={"symbol": "x", "size": 12, "color": SICK})] if ends else []


def shares(padded: dict[str, float]) -> go.Figure:
    """Two bars: the share of steps that are padding."""
    figure = go.Figure(go.Bar(x=list(padded.values()), y=list(padded), orientation="h", marker_color=[SICK, MENDED],
                              text=[f"{share:.0%}" for share in padded.values()], textposition="auto", hoverinfo="skip"))
    figure.update_xaxes(range=[0, 1], tickformat=".0%", title="steps that are padding")
    figure.update_yaxes(autorange="reversed")
    return figure.update_layout(layout(200))
