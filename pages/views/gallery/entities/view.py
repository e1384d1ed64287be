"""Many to many, aligned: every word is marked as part of a name or not, by a one-way and a two-way network."""

import streamlit as st

from pages.common import controls, tables
from pages.common.links import Entities
from pages.common.markdown import escape_markdown
from pages.views.gallery.entities import compute, text
from pages.views.gallery.shared import footer, models, unrolled
from rnn_core import zoo
from rnn_core.frameworks import Options

TRY = ("Jordan is a small country.", "Jordan is my brother.", "Georgia won independence in 1991.", "Georgia won the race.",
       "my name is anna and i work for volvo in gothenburg", "The cat sat on the mat.")


def ask() -> Entities:
    first, middle, last = st.columns([9, 3, 2], vertical_alignment="bottom")
    with first:
        drawn = {"marks_text": controls.widget(Entities, "marks_text", clears=("at",))}
    with middle:
        drawn["marks_cell"] = controls.widget(Entities, "marks_cell")
    with last:
        controls.share(Entities)
    footer.to_try("marks_text", "Or one of these; the first four are two pairs that begin alike, and only what follows tells", TRY)
    return controls.read_state(Entities, drawn)


def show() -> None:
    st.markdown("Every word that is read gets a mark at once: person, place, organisation, or nothing. **A one-way network must decide before it has read "
                "on; a two-way network has a second strand that comes from the right.**")
    state = ask()
    count, read = compute.words(state.marks_text)
    if not count:
        st.info("There is no word to read yet: write a sentence in English.", icon=":material/edit:")
        return
    found, wrong = compute.marked(state.marks_text, state.marks_cell)
    for told in wrong:
        st.error(told)
    one, two = list(compute.kinds(state.marks_cell))[:2]
    shown = {label: found[label] for label in (one, two) if label in found}
    readings = {label: told.reading for label, told in shown.items()}
    st.html(text.sentences(state.marks_text, readings))
    if count > read:
        st.caption(f"The text has {count} words; the first {read} are read.")
    if len(readings) == 2:
        st.markdown(text.differing(readings[one], readings[two], ("one-way", "two-way")))
    if shown:
        unrolled.show({label: shown[label].run for label in (two, one) if label in shown}, step=controls.link_value(Entities, "at"), key="marks_drawing",
                      on_rest=lambda step: controls.set_link_value(Entities, "at", step))
        st.caption("The drawing shows what a network says of every word by itself. The marked sentence takes, from left to right, the most probable mark "
                   "that can stand there: “… place” only goes on with a place that has begun.")
        explain(state, {label: told.reading for label, told in found.items()}, shown[list(shown)[-1]])


def explain(state: Entities, readings: dict, last: compute.Marked) -> None:
    with st.expander("The marks as a table, with a network that sees one word at a time", key="marks_table", on_change="rerun") as opened:
        if opened.open:
            tables.table(text.rows(state.marks_text, readings), "Names found by each network")
    unknown = ", ".join(escape_markdown(word) for word in last.reading.unknown[:12])
    if unknown:
        st.caption(f"Words without a row of their own, known by stretches of their letters only: {unknown}.")
    figures = {name.removeprefix("entities-"): models.figures(name) for name in zoo.GALLERY if name.startswith("entities-")}
    st.subheader("How well do they do?", anchor=False)
    st.markdown(text.skill_said(figures))
    tables.table(text.skill({text.called(kind): told for kind, told in figures.items()}), "F1 of whole names on held-out sentences")
    st.caption("F1 of whole names, with 95 % intervals from a bootstrap over wordings. The last column: sentences that begin with a name that is a "
               "person's and a place's; share of those whose kind is right. " + text.APART)
    kind = f"bi{state.marks_cell.lower()}"
    model = models.load(f"entities-{kind}")
    footer.foot(wiring=last.run.topology, sizes=(model.vectors.embedding_dim, model.hidden_size, 7), each=("word vector", "row of seven probabilities"),
               options=Options(cell=state.marks_cell.lower(), task="tagging", hidden_size=model.hidden_size, bidirectional=True),
               failures=text.failures(figures[kind]), names=tuple(f"entities-{kind}" for kind in figures))
