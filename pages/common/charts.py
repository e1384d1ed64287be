"""What the Plotly charts have in common: st.plotly_chart(figure.update_layout(layout(430)), config=CONFIG).  No Streamlit here."""

from typing import Any

CONFIG = {"displayModeBar": False}  # no row of buttons over the chart


def layout(height: int, legend: float | None = None, top: int = 10, **more: Any) -> dict[str, Any]:
    """The layout of a chart `height` pixels high, the part above the plot `top`; its legend is a row at y = `legend`."""
    row = {} if legend is None else {"legend": {"orientation": "h", "y": legend}}
    return {"height": height, "margin": {"l": 10, "r": 10, "t": top, "b": 10}, **row, **more}
