"""The sunspots, year by year: a forecast in closed loop from a chosen year, the truth and the naive methods beside it."""

import streamlit as st

from pages.common import controls, tables
from pages.common.links import Sequences
from pages.common.theme import NETWORKS
from pages.views.gallery.series import compute, figures
from pages.views.gallery.shared import footer, models, unrolled
from rnn_core.frameworks import Options
from rnn_core.gallery.series import AHEAD, READ
from rnn_core.gallery.topologies import FORECAST
from rnn_core.nn.safetensors import DamagedFile

NAMES = tuple(f"series-{cell}" for cell in compute.CELLS)


def show() -> None:
    try:
        forecast()
    except DamagedFile as error:
        st.error(str(error))


def forecast() -> None:
    st.markdown("How many spots the sun has, year by year: a network reads the past, then **goes on by itself**, reading its own forecasts.")
    state = controls.read_state(Sequences, {"series_from": controls.widget(Sequences, "series_from", clears=("at",))})
    found = compute.forecasts(state.series_from)
    st.plotly_chart(figures.ahead(found.years.tolist(), found.truth.tolist(), found.start,
                                           {label: values.tolist() for label, values in found.ahead.items()}), key="series_ahead", config={"displayModeBar": False})
    st.markdown(compute.told(found))
    unrolled.show(compute.runs(state.series_from), step=controls.link_value(Sequences, "at"), key="series_loop",
                  on_rest=lambda step: controls.set_link_value(Sequences, "at", step))
    with st.expander("The forecasts as a table", key="series_points", on_change="rerun") as table:
        if table.open:
            tables.table(compute.points(found), "Every method's forecast, year by year")
    explain(found)


def explain(found: compute.Forecasts) -> None:
    told = {name: models.figures(name) for name in NAMES}
    gru = told["series-gru"]
    st.subheader("How well do they do?", anchor=False)
    tables.table(compute.rows(found), "Errors by method")
    st.caption(f"Root mean squared errors, in sunspot numbers; smaller is better. Held out: {gru['origins']['closed']} starts from 1924 to 1986 for 22 "
               f"years in closed loop, {gru['origins']['one']} from 1924 to 2007 for one year. 95 % intervals over the starts (bootstrap in blocks of 11 years). "
               "AR(p): a linear autoregression, a weighted sum of the last p years.")
    st.markdown(compute.verdict())
    with st.expander("Networks against linear models: differences and their intervals", key="series_compared", on_change="rerun") as compared:
        if compared.open:
            tables.table(compute.compared(), "Networks against linear models")
    with st.expander("Errors by how far ahead", key="series_by_year", on_change="rerun") as opened:
        if opened.open:
            st.plotly_chart(figures.by_year({NETWORKS[cell][0]: told[f"series-{cell}"]["held_out"] for cell in compute.CELLS}
                                                     | gru["baselines"]), key="series_errors", config={"displayModeBar": False})
    footer.foot(wiring=FORECAST.unrolled(READ, AHEAD), sizes=(1, gru["hidden_size"], 1), each=("year's number", "number, the next year's"),
               options=Options(cell="gru", task="forecasting", hidden_size=gru["hidden_size"], embedding=False), failures=compute.wrong(), names=NAMES)
