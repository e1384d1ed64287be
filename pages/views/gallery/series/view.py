"""The sunspots, year by year: a forecast in closed loop from a chosen year, the truth and simpler methods beside it."""

import streamlit as st

from pages.common import controls, tables
from pages.common.links import Sequences
from pages.common.theme import NETWORKS
from pages.views.gallery.series import compute, text
from pages.views.gallery.series import figures as charts
from pages.views.gallery.series.forecasts import Forecasts
from pages.views.gallery.shared import footer, unrolled
from rnn_core.frameworks import Options
from rnn_core.gallery.series import AHEAD, READ
from rnn_core.gallery.topologies import FORECAST


def show() -> None:
    st.markdown("How many spots the sun has, year by year: a network reads the past, then **goes on by itself**, reading its own forecasts.")
    state = controls.read_state(Sequences, {"series_from": controls.widget(Sequences, "series_from", clears=("at",))})
    found = compute.forecasts(state.series_from)
    ahead = {label: values.tolist() for label, values in found.ahead.items()}
    st.plotly_chart(charts.forecast_lines(found.years.tolist(), found.truth.tolist(), found.start, ahead), key="series_ahead",
                    config={"displayModeBar": False})
    st.markdown(text.what_is_read(found))
    unrolled.show(compute.runs(state.series_from), key="series_drawing")
    with st.expander("The forecasts as a table", key="series_forecasts", on_change="rerun") as table:
        if table.open:
            tables.table(text.forecast_rows(found), "Every method's forecast, year by year")
    explain(found)


def explain(found: Forecasts) -> None:
    figures = compute.figures()
    gru = figures["gru"]
    st.header("How well do they do?", anchor=False)
    tables.table(text.error_rows(found, figures), "Errors by method")
    st.caption(f"Root mean squared errors, in sunspot numbers; smaller is better. Held out: {gru['origins']['closed']} starts from 1924 to 1986 for 22 "
               f"years in closed loop, {gru['origins']['one']} from 1924 to 2007 for one year. 95 % intervals over the starts (bootstrap in blocks of 11 "
               "years). AR(p): a linear autoregression, a weighted sum of the last p years.")
    st.markdown(text.comparison_summary(figures))
    with st.expander("Networks against linear models: differences and their intervals", key="series_compared", on_change="rerun") as compared:
        if compared.open:
            tables.table(text.comparison_rows(figures), "Networks against linear models")
    with st.expander("Errors by how far ahead", key="series_by_year", on_change="rerun") as opened:
        if opened.open:
            scores = {NETWORKS[cell][0]: f["held_out"] for cell, f in figures.items()} | gru["baselines"]
            st.plotly_chart(charts.error_lines(scores), key="series_errors", config={"displayModeBar": False})
    footer.show(wiring=FORECAST.unrolled(READ, AHEAD), sizes=(1, gru["hidden_size"], 1), each=("year's number", "number, the next year's"),
                options=Options(cell="gru", task="forecasting", hidden_size=gru["hidden_size"], embedding=False),
                failures=text.failure_rows(figures), names=tuple(f"series-{cell}" for cell in compute.CELLS))
