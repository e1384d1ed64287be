"""The four networks' next words, side by side, and what was read."""

import streamlit as st

from pages.common import bars, links, models, tables
from pages.common.theme import NETWORKS
from pages.views.playground.words import everyday, next_words, text
from rnn_core.text.completion import Reading
from rnn_core.text.corpus import has_gap


def show(state: links.Playground, readings: dict[str, Reading], guess: str) -> None:
    reading = next(iter(readings.values()))
    if not reading.tokens:
        st.info("Type a few words, and the networks say which comes next. With none, these are the words they would begin with.")
    st.html(next_words.side_by_side(readings, guess))
    st.markdown(text.summary(readings))
    st.html(bars.sentence(reading))
    st.caption(text.clue_distance(reading) + " Outlined: the words the window net sees.")
    explain(state, readings)


def explain(state: links.Playground, readings: dict[str, Reading]) -> None:
    """How well they do, and how these numbers came about."""
    filler = state.filler if has_gap(state.sentence) else 0
    measured = {kind: models.figures(f"completion-{kind}") for kind in readings}
    nearest, rows = text.accuracy_rows(measured, filler)
    with st.expander(f"How often are they right? On everyday sentences, and on made ones with {nearest} filler words"):
        tables.table(everyday.rows(measured), "Everyday sentences")
        st.caption("Written one by one in the manner of visitors, by AI assistants and by no generator of ours; read by the networks only when "
                   "these were ready.")
        tables.table(rows, "Sentences that a program made")
        st.caption("Top-1 over the whole vocabulary, 95 % intervals; measured by `python -m rnn_core.train`, which rebuilds the models. "
                   f"No training sentence had more than {next(iter(measured.values()))['longest_trained']} words between clue and question.")
    with st.expander("How is this computed?"):
        st.markdown("Each network reads the words above, one after the other, and gives a probability to each of the "
                    f"{next(iter(readings.values())).known:,} words it knows. The bars show the five highest, on one scale from 0 to 1. "
                    "The same numbers, in Python:")
        st.code(text.program(state), language="python")
        st.markdown(text.left_out(readings))
    with st.expander("Model cards: data, training, figures, failures"):
        for tab, kind in zip(st.tabs([NETWORKS[kind][0] for kind in readings]), readings, strict=True):
            tab.markdown(models.card(f"completion-{kind}"))
