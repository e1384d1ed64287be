"""Accuracy against distance, over a thousand sentences a point: how far back each network remembers."""

import streamlit as st

from pages.common import links, models, tables
from pages.views.playground.words import compute, everyday, figures, text
from rnn_core.text.completion import Reading
from rnn_core.text.corpus import has_gap

LENGTHS = (0, 5, 10, 15, 20, 30, 40, 50, 60, 70, 80)


def show(state: links.Playground, readings: dict[str, Reading]) -> None:
    reading = next(iter(readings.values()))
    measured = {kind: models.figures(f"completion-{kind}") for kind in readings}
    group, answer = text.held_out_group(reading)
    dotted = answer if has_gap(state.sentence) else None
    typed = compute.probability_by_length(state.sentence, state.seed, dotted, LENGTHS) if dotted else {}
    exhibit = models.figures("completion-narrow")
    st.markdown("**Everyday sentences**")
    tables.chart(figures.everyday_by_distance(measured, exhibit), "everyday")
    st.markdown(everyday.at_64_words(measured, exhibit))
    st.markdown("**Sentences that a program made**")
    tables.chart(figures.accuracy_by_distance(measured, group, typed), "distance")
    st.markdown(text.accuracy_at_longest(measured, group))
    st.caption(f"1,000 sentences a point, 95 % intervals: {text.GROUPS[group]}. Shaded: the lengths that training had. "
               f"The axis counts filler alone: the question's own words stand between clue and blank, too. {text.clue_distance(reading)}"
               + (f" Dotted: the probability of *{dotted}* in your sentence with so many filler words." if dotted else
                  " Write three dots (…) into a sentence with a country, and its own probability is drawn in, dotted."))
    with st.expander("The same as a table"):
        tables.table(everyday.rows({**measured, everyday.EXHIBIT: exhibit}), "Everyday sentences")
        tables.table(text.distance_rows(measured, group), "Accuracy against filler words")
