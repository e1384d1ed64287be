"""Ask for the symptom, show what it looks like and mended, then what to check, each with its proof and the line that mends it."""

import streamlit as st

from pages.common import controls, links, tables
from pages.views.not_learning.symptoms import compute, figures, text
from rnn_core.memory.symptoms import baseline

FIRST = ("**Before anything else:** train on eight sequences alone, 200 steps. A network that cannot learn eight sequences by heart "
         "has a bug. No more data, units or patience will mend it.")


def show() -> None:
    # ask
    symptom = text.symptoms()[controls.read_state(links.NotLearning, {"symptom": controls.widget(links.NotLearning, "symptom", flat=True)}).symptom]

    # show
    st.header(f"What it looks like: {symptom.name}", anchor=False)
    slow() if symptom.name == links.SLOW else curves(symptom)
    st.header("What to check, the likeliest first", anchor=False)
    st.markdown(FIRST)
    for number, check in enumerate(symptom.checks, 1):
        explained(number, check)


def curves(symptom: text.Symptom) -> None:
    recorded = compute.recorded()
    runs = [run for run in recorded["runs"] if run["symptom"] == symptom.name]
    tables.chart(figures.curves(runs, baseline(symptom.name)), "symptom_curves")
    st.markdown(f"{symptom.picture} {text.ends(runs)}")
    st.caption(text.how_measured(symptom.name, recorded, baseline(symptom.name)))
    tables.folded(lambda: text.rows(runs), "Where each training ended", key="symptom_table")


def slow() -> None:
    shares, sentences = compute.padding()
    tables.chart(figures.shares(shares), "padding_shares")
    st.markdown(f"{text.symptoms()[links.SLOW].picture} {text.padding(shares, sentences)}")


def explained(number: int, check: text.Check) -> None:
    with st.expander(f"**{number}. {check.question}**", expanded=number == 1):
        st.markdown(check.why)
        st.page_link(f"pages/{check.page}.py", label=f"See it: {check.label}", icon=":material/visibility:", query_params=check.query)
        for column, name, code in zip(st.columns(2, gap="medium"), ("PyTorch", "Keras"), (check.torch, check.keras), strict=True):
            column.caption(name)
            column.code(code, language="python", wrap_lines=True)
