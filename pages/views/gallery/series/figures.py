"""Forecasts beside the truth, and their errors by years ahead, as Plotly figures.  No Streamlit here."""

from typing import Any

import plotly.graph_objects as go

from pages.common.theme import NETWORKS, layout

QUIET, DASHES = "rgba(128,128,128,.95)", ("dot", "dashdot", "dash", "solid")
COLOURS = dict(NETWORKS.values())


def forecast_lines(years: list[int], truth: list[float], start: int, forecasts: dict[str, list[float]]) -> go.Figure:
    """The record, and every method's forecast from the year `start` on, on one scale."""
    figure = go.Figure(go.Scatter(x=years, y=truth, name="the record", mode="lines", line={"color": "rgba(128,128,128,.55)", "width": 6}))
    at_start = truth[years.index(start)]
    add_lines(figure, start, {label: [at_start, *values] for label, values in forecasts.items()}, "%{y:.0f}")
    figure.add_vline(start, line={"color": QUIET, "width": 1.2, "dash": "dash"}, annotation_text="read, up to here ",
                     annotation_position="top left", annotation_font={"color": QUIET})
    figure.update_xaxes(zeroline=False, tickformat="d", hoverformat="d")
    figure.update_yaxes(title="sunspot number", rangemode="tozero", zeroline=False)
    return figure.update_layout(layout(410, -0.14, hovermode="x unified"))


def error_lines(scores: dict[str, dict[str, Any]]) -> go.Figure:
    """Held-out error against years ahead, every method."""
    figure = go.Figure()
    add_lines(figure, 1, {label: found["by_year"] for label, found in scores.items()}, "%{y:.1f}")
    figure.update_xaxes(title="years ahead", zeroline=False)
    figure.update_yaxes(title="root mean squared error", rangemode="tozero", zeroline=False)
    return figure.update_layout(layout(380, -0.28, hovermode="x unified"))


def add_lines(figure: go.Figure, first: int, lines: dict[str, list[float]], hover: str) -> None:
    """One value a year from `first` on: a network in its colour, another method thinner, grey and dashed."""
    dashes = iter(DASHES)
    for label, values in lines.items():
        network = label in COLOURS
        style = {"color": COLOURS.get(label, QUIET), "width": 2.6 if network else 1.5, "dash": "solid" if network else next(dashes)}
        figure.add_trace(go.Scatter(x=[first + k for k in range(len(values))], y=values, name=label, mode="lines", hovertemplate=hover, line=style))
