"""Train a network of one's own, live: the loop stands in the script, so any click is heard between two bursts."""

from dataclasses import replace
from time import monotonic

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import controls, links, markdown, tables
from pages.views.playground.characters import downloads, figures, study_link, text, text_source
from rnn_core.text.study import LONGEST, SHORTEST, Study

BURST = 0.09  # s of training between two looks at the screen: about ten a second
CHART = 0.5  # s from one drawing of the curve to the next; longer when others train, too
FIRST_ROW = ("own_cell", "own_size", "own_steps", "own_seed")
MORE_ROWS = (("own_rate", "own_rows", "own_window"), ("own_layers", "own_clip", "own_decay"))


def ask() -> links.CharacterTraining:
    drawn = {}
    first, last = st.columns([14, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["own_text"] = controls.widget(links.CharacterTraining, "own_text")
    if drawn["own_text"] == links.OWN_TEXT:
        text_source.ask()
    drawn |= controls.row(links.CharacterTraining, FIRST_ROW)
    with st.expander("More settings: learning rate, batch, window, layers, clipping, weight decay"):
        for names in MORE_ROWS:
            drawn |= controls.row(links.CharacterTraining, names)
    with last:
        controls.share(links.CharacterTraining, promise=study_link.promise(drawn["own_text"]))
    return controls.read_state(links.CharacterTraining, drawn)


def start(state: links.CharacterTraining) -> None:
    learnt = text_source.chosen(state.own_text)
    try:
        st.session_state["own_study"] = Study(learnt, study_link.settings(state))
        st.session_state["own_running"] = True
        # Where a link names another writer, its widget would take that one when it is drawn.
        controls.set_link_value(links.CharacterTraining, "writer", links.YOURS)
    except ValueError as error:
        too_short = state.own_text == links.OWN_TEXT and len(learnt) < SHORTEST
        st.session_state["own_problem"] = text.too_short(len(learnt), SHORTEST) if too_short else f"This cannot be learnt: {error}."


def stop() -> None:
    """What was learnt stays; the link says how many steps that took, and so repeats it.

    Streamlit calls this in a new thread while the one that trains still is in its last burst."""
    st.session_state["own_running"] = False
    if study := st.session_state.get("own_study"):
        st.session_state["own_steps"] = max(1, study.at_rest())


def resume() -> None:
    st.session_state["own_running"] = True
    st.session_state["own_steps"] = st.session_state["own_study"].settings.steps


def show() -> None:
    """No fragment: Streamlit lets a fragment run to its end, and Stop would not be heard."""
    state = ask()
    study = st.session_state.get("own_study")
    if problem := st.session_state.pop("own_problem", ""):
        st.error(markdown.escape_markdown(problem))
    buttons, progress, screen = st.empty(), st.empty(), st.container()
    chart, sample = screen.empty(), screen.empty()
    if study and st.session_state.get("own_running"):
        buttons.button("Stop", key="own_stop", on_click=stop, icon=":material/stop_circle:")
        train_live(study, progress, chart, sample)
        st.session_state["own_running"] = False
    show_buttons(buttons, state, study)
    if not study:
        progress.caption("Nothing is trained yet. The loss and samples of what the network writes appear here while it learns; Stop keeps "
                         "what it has learnt.")
        return
    progress.progress(min(1.0, study.share), text.progress(study))
    tables.chart(figures.learning_curve(study), "learning", chart)
    sample.code(study.marks[-1].sample, language=None, wrap_lines=True)
    explain(state, study)


def show_buttons(place: DeltaGenerator, state: links.CharacterTraining, study: Study | None) -> None:
    with place.container(horizontal=True, gap="small"):
        st.button("Train", key="own_train", on_click=start, args=(state,), type="primary", icon=":material/play_arrow:")
        if study and not study.done:
            st.button("Go on", key="own_go_on", on_click=resume, icon=":material/resume:")
        if study:
            st.button("Let it write", key="own_write", icon=":material/edit_note:",
                      on_click=lambda: st.session_state.update(task=links.WRITE, writer=links.YOURS))


def train_live(study: Study, progress: DeltaGenerator, chart: DeltaGenerator, sample: DeltaGenerator) -> None:
    """Bursts of training, and after each what there is to see."""
    drawn, redrawn, evaluations = 0.0, 0, 0
    while not study.done:
        try:
            waiting = study.advance(BURST)
        except FloatingPointError as error:
            st.session_state["own_problem"] = f"The training broke off at step {study.step:,}: {error}"
            return
        progress.progress(min(1.0, study.share), text.progress(study))
        if len(study.marks) > evaluations:
            evaluations = len(study.marks)
            sample.code(study.marks[-1].sample, language=None, wrap_lines=True)
        if monotonic() - drawn > CHART * (1 + waiting):
            redrawn += 1  # a key of its own for each: two charts that are alike may not stand in one run without
            tables.chart(figures.learning_curve(study), f"learning_{redrawn}", chart)
            drawn = monotonic()


def explain(state: links.CharacterTraining, study: Study) -> None:
    asked, chosen = study_link.settings(state), text_source.chosen(state.own_text)
    if study.settings not in (asked, replace(asked, steps=study.settings.steps)) or chosen != study.text:
        st.info("The settings above are not those of the network shown: press Train to see theirs.")
    st.markdown(text.learning_summary(study))
    st.caption(f"{text.network_summary(study)} The last tenth of the text was held out. Written at temperature 0.8, always with the same draw. "
               "The same link and text give the same network to the last bit on the same machine."
               + (f" Only the first {LONGEST:,} characters are learnt." if len(chosen) > LONGEST else ""))
    tables.folded(lambda: text.evaluation_rows(study), "Held-out bits and samples while learning", key="own_table",
                  label="The same as a table: what it wrote as it learnt")
    st.page_link("pages/code.py", label="The same network as a program, in PyTorch and in Keras", icon=":material/code:", query_params=links.Code(
        program="generation", cell=state.own_cell, num_layers=state.own_layers, hidden_size=state.own_size, program_seed=state.own_seed).query())
    downloads.show(study.model, "my-network", study)
