"""Many to one: a sentence is read word by word, and three networks say whether it praises."""

from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.views.gallery.sentiment import compute, text
from pages.views.gallery.sentiment import figures as charts
from pages.views.gallery.shared import examples, footer, models, unrolled
from rnn_core.frameworks import Options
from rnn_core.gallery.runs import Run

EXAMPLES = ("This film is good.", "This film is not good.", "This film is bad.", "This film is not bad.", "Not bad at all!",
            "Hardly a masterpiece.", "I expected to hate it and I was wrong.")


def ask() -> links.Sentiment:
    with controls.beside_share(links.Sentiment):
        drawn = controls.widget(links.Sentiment, "verdict_text", clears=("at",))
    examples.show("verdict_text", "Or one of these; the first four are two pairs, each with and without “not”", EXAMPLES)
    return controls.read_state(links.Sentiment, {"verdict_text": drawn})


def show() -> None:
    st.markdown("Words go in one by one; **only after the last one does the network answer**: does this praise or not? Until then all that it has "
                "read is in its state.")
    state = ask()
    count, read, unknown = compute.word_counts(state.verdict_text)
    if not count:
        st.info("There is no word to read yet: write a sentence in English.", icon=":material/edit:")
        return
    runs, damaged = compute.runs(state.verdict_text)
    for message in damaged:
        st.error(message)
    answers(runs, text.unknown_words(count, read, unknown))
    unrolled.show(runs, key="sentiment_drawing", first="gru" if "gru" in runs else "")
    st.caption("Pale answers are previews: what the network would say if the sentence ended there.")
    explain(runs)


def answers(runs: dict[str, Run], notice: str) -> None:
    """What every network says in the end, and how it came to it."""
    st.html(text.probability_bars(runs))
    if notice:
        st.caption(notice)
    tables.chart(charts.probability_lines(runs), "sentiment_lines")
    st.markdown(text.agreement(runs))


def explain(runs: dict[str, Run]) -> None:
    figures = {cell: models.figures(f"sentiment-{cell}") for cell in runs}
    cell = "gru" if "gru" in runs else next(iter(runs))
    st.header("How well do they do?", anchor=False)
    st.markdown(text.accuracy_summary(figures))
    tables.table(text.accuracy_rows(figures), "Held-out accuracy with 95 % intervals")
    st.caption("Movie and product reviews and tweets, each with the mean rating of twenty readers (Hutto & Gilbert 2014); in brackets 95 % intervals.")
    st.header("What does “not” do?", anchor=False)
    st.markdown(text.negation_intro(figures[cell]) + f" {text.negation_summary(figures)} “Other frames” are “this film is not …” and "
                "“I would not call it …”.")
    tables.table(text.negation_rows(figures), "Share of words flipped by a negation")
    end(cell, runs[cell], figures[cell])


def end(cell: str, run: Run, figures: dict[str, Any]) -> None:
    model = models.load(f"sentiment-{cell}")
    footer.show(wiring=run.topology, sizes=(model.vectors.embedding_dim, model.hidden_size, 2), each=("word vector", "pair of probabilities"),
                options=Options(cell=cell, task="classification", hidden_size=model.hidden_size), failures=text.failure_rows(figures),
                names=compute.NAMES)
