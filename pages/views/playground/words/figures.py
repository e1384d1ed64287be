"""Results as Plotly figures.  No Streamlit here, and no arithmetic beyond what an axis needs."""

from typing import Any

import plotly.graph_objects as go

from pages.common.theme import NETWORKS, QUIET, layout

EVERYDAY_WORDS = {"far-0": 0, "far-1": 16, "far-2": 32, "far-4": 64, "far-8": 120}  # of the groups, about
WIDTHS = {"gru": 6.0}  # wide, so that it shows beneath the LSTM where both are right


def accuracy_by_distance(figures: dict[str, dict[str, Any]], group: str, typed: dict[str, list[tuple[int, float]]]) -> go.Figure:
    """Held-out accuracy against the number of filler words, with 95 % intervals; dotted, the visitor's sentence."""
    figure = go.Figure()
    for kind, found in figures.items():
        (name, colour), rows = NETWORKS[kind], [row for row in found["accuracy"] if row["group"] == group]
        figure.add_trace(go.Scatter(
            x=[row["filler"] for row in rows], y=[row["accuracy"] for row in rows], name=name, mode="lines+markers",
            line={"color": colour, "width": WIDTHS.get(kind, 2.5)}, hovertemplate="%{x} filler words: %{y:.3f}",
            error_y={"color": colour,  # else Plotly takes one that a dark page hides
                     "array": [row["high"] - row["accuracy"] for row in rows],
                     "arrayminus": [row["accuracy"] - row["low"] for row in rows], "thickness": 1.2, "width": 3}))
    for kind, points in typed.items():
        name, colour = NETWORKS[kind]
        figure.add_trace(go.Scatter(
            x=[words for words, _ in points], y=[p for _, p in points], name=f"{name}, your sentence", mode="lines",
            showlegend=False, line={"color": colour, "dash": "dot", "width": 1.8}, hovertemplate="%{x} filler words: %{y:.3f}"))
    baseline = [row for row in next(iter(figures.values()))["accuracy"] if row["group"] == group]
    figure.add_trace(go.Scatter(
        x=[row["filler"] for row in baseline], y=[row["majority"] for row in baseline], name="always the most frequent answer",
        mode="lines", line={"color": QUIET, "dash": "dash", "width": 1.2}, hovertemplate="%{y:.3f}"))
    trained = next(iter(figures.values()))["longest_trained"]
    figure.add_vrect(x0=0, x1=trained, fillcolor="rgba(128,128,128,.12)", line_width=0, layer="below")
    figure.update_xaxes(title="filler words in between (shaded: trained)", range=[-2, 82], zeroline=False)
    figure.update_yaxes(title="share answered right", range=[-0.03, 1.05], zeroline=False)
    return figure.update_layout(layout(430, -0.24, hovermode="x unified"))


def everyday_by_distance(figures: dict[str, dict[str, Any]], exhibit: dict[str, Any]) -> go.Figure:
    """The share of sentences written by people that is completed rightly, by the words in between, with 95 % intervals; dashed,
    the LSTM that was trained on the filler of one small bank."""
    figure = go.Figure()
    for kind, found in {**figures, "exhibit": exhibit}.items():
        name, colour = NETWORKS.get(kind, NETWORKS["lstm"])
        rows = {row["group"]: row for row in found["everyday"]["completion"]["final"]}
        points = [(words, rows[group]) for group, words in EVERYDAY_WORDS.items()]
        figure.add_trace(go.Scatter(
            x=[words for words, _ in points], y=[row["accuracy"] for _, row in points], mode="lines+markers",
            name="LSTM, narrow training" if kind == "exhibit" else name, hovertemplate="about %{x} words: %{y:.2f}",
            line={"color": colour, "width": WIDTHS.get(kind, 2.5), "dash": "dash" if kind == "exhibit" else "solid"},
            error_y={"color": colour, "array": [row["high"] - row["accuracy"] for _, row in points],
                     "arrayminus": [row["accuracy"] - row["low"] for _, row in points], "thickness": 1.2, "width": 3}))
    figure.update_xaxes(title="words between clue and question", range=[-3, 126], zeroline=False)
    figure.update_yaxes(title="share answered right", range=[-0.03, 1.05], zeroline=False)
    return figure.update_layout(layout(430, -0.24, hovermode="x unified"))


def log_odds(odds: dict[str, tuple[float, float]], first: str, second: str) -> go.Figure:
    """From where to where the log-odds of two answers move, one line a network."""
    figure, names = go.Figure(), [NETWORKS[kind][0] for kind in odds]
    for kind, (before, after) in odds.items():
        name, colour = NETWORKS[kind]
        figure.add_trace(go.Scatter(x=[before, after], y=[name, name], mode="lines", line={"color": colour, "width": 3},
                                    hoverinfo="skip", showlegend=False))
    for label, place, symbol in (("as it was", 0, "circle-open"), ("changed", 1, "circle")):
        figure.add_trace(go.Scatter(
            x=[pair[place] for pair in odds.values()], y=names, name=label, mode="markers", hovertemplate=f"%{{y}}, {label}: %{{x:.3f}}<extra></extra>",
            marker={"symbol": symbol, "size": 13, "color": [NETWORKS[kind][1] for kind in odds], "line": {"width": 2.5}}))
    figure.add_vline(x=0, line={"color": QUIET, "width": 1.2, "dash": "dash"})
    figure.update_xaxes(title=f"log p({first}) − log p({second}), nats", zeroline=False)
    figure.update_yaxes(autorange="reversed", zeroline=False)
    return figure.update_layout(layout(330, -0.3))
