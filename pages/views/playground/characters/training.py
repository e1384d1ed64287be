"""Train a network of one's own, live: the loop stands in the script, so any click is heard between two bursts."""

from dataclasses import replace
from time import monotonic

import streamlit as st

from pages.common import controls, links, tables
from pages.common.links import CharacterTraining
from pages.views.playground.characters import downloads, figures, study_link, uploads
from pages.views.playground.characters import text as sentences
from rnn_core.text.characters import clean
from rnn_core.text.corpus.texts import TEXTS
from rnn_core.text.study import LONGEST, SHORTEST, Study

BURST = 0.09  # s of training between two looks at the screen: about ten a second
CHART = 0.5  # s from one drawing of the curve to the next; longer when others train, too
PASTED = 50_000  # characters


# ask

def ask() -> CharacterTraining:
    drawn = {}
    first, last = st.columns([14, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["own_text"] = controls.widget(CharacterTraining, "own_text")
    if drawn["own_text"] == links.OWN_TEXT:
        ask_text()
    rows = (("own_cell", "own_size", "own_steps", "own_seed"), ("own_rate", "own_rows", "own_window"),
            ("own_layers", "own_clip", "own_decay"))
    drawn |= widgets_in_a_row(rows[0])
    with st.expander("More settings: learning rate, batch, window, layers, clipping, weight decay"):
        drawn |= widgets_in_a_row(rows[1]) | widgets_in_a_row(rows[2])
    with last:
        controls.share(CharacterTraining, promise=study_link.promise(drawn["own_text"]))
    return controls.read_state(CharacterTraining, drawn)


def widgets_in_a_row(names: tuple[str, ...]) -> dict[str, object]:
    drawn = {}
    for column, name in zip(st.columns(len(names), gap="medium", vertical_alignment="bottom"), names, strict=True):
        with column:
            drawn[name] = controls.widget(CharacterTraining, name)
    return drawn


def ask_text() -> None:
    """A text pasted or uploaded; kept beside the widgets, which forget when they are not drawn."""
    st.text_area("Paste a text", st.session_state.get("own_pasted", ""), max_chars=PASTED, height=160, key="own_paste", on_change=paste,
                 placeholder="At least a thousand characters, in any language")
    st.file_uploader("or upload one, plain text of up to 5 MB", key="own_file", on_change=upload)
    kept = st.session_state.get("own_upload")
    if kept:
        name, text, notice = kept
        st.info(f"Learning from the file “{name[:60]}”, {len(text):,} characters. {notice}")
        st.button("Use the pasted text instead", key="own_unfile", on_click=lambda: st.session_state.pop("own_upload", None))
    if problem := st.session_state.pop("own_upload_problem", ""):
        st.error(problem)
    st.caption("Your text is not kept anywhere but in this session, and does not travel in the link.")


def paste() -> None:
    st.session_state["own_pasted"] = st.session_state["own_paste"]
    st.session_state.pop("own_upload", None)


def upload() -> None:
    file = st.session_state["own_file"]
    if file is None:
        return
    try:
        text, notice = uploads.decode(file.getvalue())
        st.session_state["own_upload"] = (file.name, text, notice)
    except ValueError as error:
        st.session_state["own_upload_problem"] = str(error)


def chosen_text(state: CharacterTraining) -> str:
    if state.own_text != links.OWN_TEXT:
        return TEXTS[state.own_text]()
    kept = st.session_state.get("own_upload")
    return clean(kept[1] if kept else st.session_state.get("own_pasted", ""))


# compute

def start(state: CharacterTraining) -> None:
    text = chosen_text(state)
    try:
        st.session_state["own_study"] = Study(text, study_link.settings(state))
        st.session_state["own_running"] = True
        controls.set_link_value(CharacterTraining, "writer", links.YOURS)  # where a link names another writer, its widget would take that one when it is drawn
    except ValueError as error:
        problem = f"This cannot be learnt: {error}."
        if state.own_text == links.OWN_TEXT and len(text) < SHORTEST:
            problem = f"There are {len(text):,} characters, and a network needs {SHORTEST:,} to learn from: paste a longer text, or upload one."
        st.session_state["own_problem"] = problem


def stop() -> None:
    """What was learnt stays; the link says how many steps that took, and so repeats it.

    Streamlit calls this in a new thread while the one that trains still is in its last burst."""
    st.session_state["own_running"] = False
    if study := st.session_state.get("own_study"):
        st.session_state["own_steps"] = max(1, study.at_rest())


def resume() -> None:
    st.session_state["own_running"] = True
    st.session_state["own_steps"] = st.session_state["own_study"].settings.steps


# show

def show() -> None:
    """No fragment: Streamlit lets a fragment run to its end, and Stop would not be heard."""
    state = ask()
    study = st.session_state.get("own_study")
    if problem := st.session_state.pop("own_problem", ""):
        st.error(problem)
    buttons, progress, screen = st.empty(), st.empty(), st.container()
    chart, sample = screen.empty(), screen.empty()
    if study and st.session_state.get("own_running"):
        buttons.button("Stop", key="own_stop", on_click=stop, icon=":material/stop_circle:")
        train_live(study, progress, chart, sample)
        st.session_state["own_running"] = False
    with buttons.container(horizontal=True, gap="small"):
        st.button("Train", key="own_train", on_click=start, args=(state,), type="primary", icon=":material/play_arrow:")
        if study and not study.done:
            st.button("Go on", key="own_go_on", on_click=resume, icon=":material/resume:")
        if study:
            st.button("Let it write", key="own_write", on_click=let_it_write, icon=":material/edit_note:")
    if not study:
        progress.caption("Nothing is trained yet. The loss and samples of what the network writes appear here while it learns; Stop keeps what it has learnt.")
        return
    draw(study, progress, chart, sample)
    explain(state, study)


def train_live(study: Study, progress, chart, sample) -> None:
    """Bursts of training, and after each what there is to see."""
    drawn, charts, marks = 0.0, 0, 0
    while not study.done:
        try:
            waiting = study.advance(BURST)
        except FloatingPointError as error:
            st.session_state["own_problem"] = f"The training broke off at step {study.step:,}: {error}"
            return
        progress.progress(min(1.0, study.share), sentences.progress(study))
        if len(study.marks) > marks:
            marks = len(study.marks)
            sample.code(study.marks[-1].sample, language=None, wrap_lines=True)
        if monotonic() - drawn > CHART * (1 + waiting):
            charts += 1  # a key of its own for each: two charts that are alike may not stand in one run without
            chart.plotly_chart(figures.learning_curve(study), config={"displayModeBar": False}, key=f"learning_{charts}")
            drawn = monotonic()


def draw(study: Study, progress, chart, sample) -> None:
    progress.progress(min(1.0, study.share), sentences.progress(study))
    chart.plotly_chart(figures.learning_curve(study), config={"displayModeBar": False}, key="learning")
    sample.code(study.marks[-1].sample, language=None, wrap_lines=True)


def explain(state: CharacterTraining, study: Study) -> None:
    asked = study_link.settings(state)
    if study.settings not in (asked, replace(asked, steps=study.settings.steps)) or chosen_text(state) != study.text:
        st.info("The settings above are not those of the network shown: press Train to see theirs.")
    st.markdown(sentences.learning_summary(study))
    st.caption(f"{sentences.network_summary(study)} The last tenth of the text was held out. Written at temperature 0.8, always with the same draw. "
               "The same link and text give the same network to the last bit on the same machine."
               + (f" Only the first {LONGEST:,} characters are learnt." if len(chosen_text(state)) > LONGEST else ""))
    with st.expander("The same as a table: what it wrote as it learnt", key="own_table", on_change="rerun") as table:
        if table.open:
            tables.table(sentences.evaluation_rows(study), "Held-out bits and samples while learning")
    st.page_link("pages/code.py", label="The same network as a program, in PyTorch and in Keras", icon=":material/code:", query_params=links.Code(
        program="generation", cell=state.own_cell, num_layers=state.own_layers, hidden_size=state.own_size, program_seed=state.own_seed).query())
    downloads.show(study.model, "my-network", study)


def let_it_write() -> None:
    st.session_state["task"], st.session_state["writer"] = links.WRITE, links.YOURS
