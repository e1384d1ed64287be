"""Many to many, aligned: every word is tagged as part of a name or not, by a one-way and a two-way network."""

import streamlit as st

from pages.common import controls, links, tables
from pages.common.markdown import escape_markdown
from pages.views.gallery.entities import compute, text
from pages.views.gallery.shared import examples, footer, models, unrolled
from rnn_core import zoo
from rnn_core.frameworks import Options

EXAMPLES = ("Jordan is a small country.", "Jordan is my brother.", "Georgia won independence in 1991.", "Georgia won the race.",
            "my name is anna and i work for volvo in gothenburg", "The cat sat on the mat.")


def ask() -> links.Entities:
    first, middle, last = st.columns([9, 3, 2], vertical_alignment="bottom")
    with first:
        drawn = {"marks_text": controls.widget(links.Entities, "marks_text", clears=("at",))}
    with middle:
        drawn["marks_cell"] = controls.widget(links.Entities, "marks_cell")
    with last:
        controls.share(links.Entities)
    examples.show("marks_text", "Or one of these; the first four are two pairs that begin alike, and only what follows tells", EXAMPLES)
    return controls.read_state(links.Entities, drawn)


def show() -> None:
    st.markdown("Every word that is read gets a tag at once: person, place, organisation, or nothing. **A one-way network must decide before it has "
                "read on; a two-way network has a second direction, from right to left.**")
    state = ask()
    count, read = compute.word_counts(state.marks_text)
    if not count:
        st.info("There is no word to read yet: write a sentence in English.", icon=":material/edit:")
        return
    found, damaged = compute.tagged(state.marks_text, state.marks_cell)
    for message in damaged:
        st.error(message)
    shown = {label: network for label, network in found.items() if label != compute.ALONE}
    sentence(state, {label: network.reading for label, network in shown.items()}, read if read < count else 0, count)
    if shown:
        drawing(shown)
        explain(state, found, list(shown.values())[-1])


def sentence(state: links.Entities, readings: dict, cut: int, count: int) -> None:
    """The sentence with its names, once for each network; cut: where the reading stopped, 0 if it did not."""
    st.html(text.tagged_sentences(state.marks_text, readings))
    if cut:
        st.caption(f"The text has {count} words; the first {cut} are read.")
    if len(readings) == 2:
        one, two = readings.values()
        st.markdown(text.differences(one, two, ("one-way", "two-way")))


def drawing(shown: dict[str, compute.Tagged]) -> None:
    """The two-way network first: it is the one that is drawn when the link names none."""
    unrolled.show({label: shown[label].run for label in reversed(shown)}, key="entities_drawing")
    st.caption("The drawing shows what a network says of every word by itself. The tagged sentence takes, from left to right, the most probable tag "
               "that can stand there: “… place” only goes on with a place that has begun.")


def explain(state: links.Entities, found: dict[str, compute.Tagged], last: compute.Tagged) -> None:
    readings = {label: network.reading for label, network in found.items()}
    tables.folded(lambda: text.entity_rows(state.marks_text, readings), "Names found by each network", "entities_table",
                  "The names as a table, with a network that sees one word at a time")
    unknown = ", ".join(escape_markdown(word) for word in last.reading.unknown[:12])
    if unknown:
        st.caption(f"Words without a row of their own, known by parts of their spelling only: {unknown}.")
    figures = {name.removeprefix("entities-"): models.figures(name) for name in zoo.GALLERY if name.startswith("entities-")}
    st.header("How well do they do?", anchor=False)
    st.markdown(text.f1_summary(figures))
    tables.table(text.f1_rows({text.network_label(kind): f for kind, f in figures.items()}), "F1 of whole names on held-out sentences")
    st.caption("F1 of whole names, with 95 % intervals from a bootstrap over wordings. The last column: sentences that begin with a name that is a "
               "person's and a place's; share of those whose kind is right. " + text.HELD_OUT_NOTE)
    end(state, last, figures)


def end(state: links.Entities, last: compute.Tagged, figures: dict[str, dict]) -> None:
    cell = state.marks_cell.lower()
    model = models.load(f"entities-bi{cell}")
    footer.show(wiring=last.run.topology, sizes=(model.vectors.embedding_dim, model.hidden_size, 7), each=("word vector", "row of seven probabilities"),
                options=Options(cell=cell, task="tagging", hidden_size=model.hidden_size, bidirectional=True),
                failures=text.failure_rows(figures[f"bi{cell}"]), names=tuple(f"entities-{kind}" for kind in figures))
