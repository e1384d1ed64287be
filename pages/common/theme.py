"""One name and one colour for each network, everywhere; readable on light and on dark, and without telling red from
green (after Okabe & Ito).  And one layout for every Plotly chart: figure.update_layout(layout(430))."""

from typing import Any

NETWORKS: dict[str, tuple[str, str]] = {
    "window": ("Window net", "#8A8F98"),
    "rnn": ("RNN", "#E1722B"),
    "gru": ("GRU", "#17A07A"),
    "lstm": ("LSTM", "#3B8FD1"),
}
CELLS = ("rnn", "gru", "lstm")  # in this order everywhere
QUIET = "rgba(128,128,128,.75)"  # baselines, axes, whatever stays behind the networks


def layout(height: int, legend: float | None = None, top: int = 10, **more: Any) -> dict[str, Any]:
    """The layout of a chart `height` pixels high, the part above the plot `top`; its legend is a row at y = `legend`."""
    row = {} if legend is None else {"legend": {"orientation": "h", "y": legend}}
    return {"height": height, "margin": {"l": 10, "r": 10, "t": top, "b": 10}, **row, **more}
