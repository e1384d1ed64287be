"""The sunspots, year by year: a forecast in closed loop from a chosen year, the truth and simpler methods beside it."""

import streamlit as st

from pages.common import controls, links, tables, theme
from pages.views.gallery.series import compute, text
from pages.views.gallery.series import figures as charts
from pages.views.gallery.shared import footer, unrolled
from rnn_core.frameworks import Options
from rnn_core.gallery.series import AHEAD, READ
from rnn_core.gallery.topologies import FORECAST


def show() -> None:
    st.markdown("How many spots the sun has, year by year: a network reads the past, then **goes on by itself**, reading its own forecasts.")
    state = controls.read_state(links.Sequences, {"series_from": controls.widget(links.Sequences, "series_from", clears=("at",))})
    found = compute.forecasts(state.series_from)
    ahead = {label: values.tolist() for label, values in found.ahead.items()}
    tables.chart(charts.forecast_lines(found.years.tolist(), found.truth.tolist(), found.start, ahead), "series_ahead")
    st.markdown(text.what_is_read(found))
    unrolled.show(compute.runs(state.series_from), key="series_drawing")
    tables.folded(lambda: text.forecast_rows(found), "Every method's forecast, year by year", "series_forecasts", "The forecasts as a table")
    explain(found)


def explain(found: compute.Forecasts) -> None:
    figures = compute.figures()
    gru = figures["gru"]
    st.header("How well do they do?", anchor=False)
    tables.table(text.error_rows(found, figures), "Errors by method")
    st.caption(f"Root mean squared errors, in sunspot numbers; smaller is better. Held out: {gru['origins']['closed']} starts from 1924 to 1986 for 22 "
               f"years in closed loop, {gru['origins']['one']} from 1924 to 2007 for one year. 95 % intervals over the starts (bootstrap in blocks of 11 "
               "years). AR(p): a linear autoregression, a weighted sum of the last p years.")
    st.markdown(text.comparison_summary(figures))
    tables.folded(lambda: text.comparison_rows(figures), "Networks against linear models", "series_compared",
                  "Networks against linear models: differences and their intervals")
    scores = {theme.NETWORKS[cell][0]: f["held_out"] for cell, f in figures.items()} | gru["baselines"]
    tables.opened("Errors by how far ahead", "series_by_year", lambda: tables.chart(charts.error_lines(scores), "series_errors"))
    footer.show(wiring=FORECAST.unrolled(READ, AHEAD), sizes=(1, gru["hidden_size"], 1), each=("year's number", "number, the next year's"),
                options=Options(cell="gru", task="forecasting", hidden_size=gru["hidden_size"], embedding=False),
                failures=text.failure_rows(figures), names=tuple(f"series-{cell}" for cell in compute.CELLS))
