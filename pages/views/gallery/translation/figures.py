"""How well sentences are translated by their length, as a Plotly figure.  No Streamlit here."""

from typing import Any

import plotly.graph_objects as go

from pages.common.theme import layout
from pages.views.gallery.shared.unrolled_data import name_and_colour

QUIET = "rgba(128,128,128,.9)"


def accuracy_by_length(figures: dict[str, dict[str, Any]], bleu: bool) -> go.Figure:
    """One line a network over the number of words read, with 95 % intervals; dashed, copying the nearest training pair."""
    found = go.Figure()
    measure, value, scale = ("bleu", "bleu", 1) if bleu else ("exact", "share", 100)
    lines = [(*name_and_colour(kind), f["lengths"], "solid") for kind, f in figures.items()]
    lines.append(("nearest training pair", QUIET, next(iter(figures.values()))["nearest"]["lengths"], "dash"))
    for name, colour, rows, dash in lines:
        measured = [{"y": scale * row[measure][value], "low": scale * row[measure]["low"], "high": scale * row[measure]["high"]} for row in rows]
        found.add_trace(go.Scatter(
            x=[f"{row['least']}–{row['most']}" for row in rows], y=[m["y"] for m in measured], name=name, mode="lines+markers",
            line={"color": colour, "width": 2.5, "dash": dash}, hovertemplate="%{y:.1f}",
            error_y={"color": colour, "array": [m["high"] - m["y"] for m in measured], "arrayminus": [m["y"] - m["low"] for m in measured],
                     "thickness": 1.2, "width": 4}))
    found.update_xaxes(title="words read", type="category", fixedrange=True)
    found.update_yaxes(title="BLEU" if bleu else "without a fault, %", range=[-3, 103], zeroline=False, fixedrange=True)
    return found.update_layout(layout(360, -0.25, hovermode="x unified"))
