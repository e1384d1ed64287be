"""One name and one colour for each network, everywhere; readable on light and on dark, and without telling red from
green (after Okabe & Ito)."""

NETWORKS: dict[str, tuple[str, str]] = {
    "window": ("Window net", "#8A8F98"),
    "rnn": ("RNN", "#E1722B"),
    "gru": ("GRU", "#17A07A"),
    "lstm": ("LSTM", "#3B8FD1"),
}
QUIET = "rgba(128,128,128,.75)"  # baselines, axes, whatever stays behind the networks


def layout(height: int, legend: float) -> dict[str, object]:
    """A Plotly figure's layout over one common x: height in px; where its legend stands, 0 at the x axis, 1 at the top."""
    return {"height": height, "margin": {"l": 10, "r": 10, "t": 10, "b": 10}, "hovermode": "x unified",
            "legend": {"orientation": "h", "y": legend}}
