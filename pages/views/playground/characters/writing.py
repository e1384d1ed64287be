"""A character model writes; one of its units colours the text."""

from typing import Any

import streamlit as st

from pages.common import controls, links, models, tables
from pages.common.links import Characters, CharacterTraining
from pages.views.playground.characters import compute, downloads, study_link, tinted_text
from pages.views.playground.characters import text as sentences
from rnn_core.nn.safetensors import DamagedFile
from rnn_core.text import units
from rnn_core.text.characters import CharacterModel
from rnn_core.text.study import Study

CELLS = ("RNN", "GRU", "LSTM")


def switch_to_training() -> None:
    st.session_state["task"] = links.TRAIN


@st.fragment
def show() -> None:
    state = ask(st.session_state.get("own_study"))
    study = st.session_state.get("own_study") if state.writer == links.YOURS else None
    if state.writer == links.YOURS and not study:
        st.info(study_link.invitation(controls.read_state(CharacterTraining, {})))
        if st.button("Train your own", on_click=switch_to_training, key="to_training", icon=":material/school:"):
            st.rerun()  # the whole page: the switch that was turned stands outside this fragment
        return
    try:
        model = study.model if study else compute.model(state.writer.lower())
    except DamagedFile as error:
        st.error(str(error))
        return
    text, given = text_to_colour(state, model)
    unit, values, said = unit_to_show(state, model, text, study)
    st.html(tinted_text.text(text, values, given))
    st.html(tinted_text.key(values))
    st.markdown(said)
    met = study is not None and state.shown == links.HELD_OUT and study_link.has_read(study, text)
    st.caption(sentences.origin(state.shown, given, met))
    explain(state, model, study, text, unit, values)


def ask(study: Study | None) -> Characters:
    drawn: dict[str, Any] = {}
    first, last = st.columns([14, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["writer"] = controls.widget(Characters, "writer")
    drawn["prompt"] = controls.widget(Characters, "prompt")
    for names in (("temperature", "top_k", "characters", "draw"),):
        for column, name in zip(st.columns(len(names), gap="medium", vertical_alignment="bottom"), names, strict=True):
            with column:
                drawn[name] = controls.widget(Characters, name)
    left, right = st.columns([9, 4], gap="medium", vertical_alignment="bottom")
    with left:
        drawn["feature"] = controls.widget(Characters, "feature")
    with right:
        drawn["shown"] = controls.widget(Characters, "shown")
    if drawn["feature"] == links.BY_NUMBER:
        drawn["unit"] = controls.widget(Characters, "unit", width=260)
    with last:
        share(drawn, study)
    return controls.read_state(Characters, drawn)


def share(drawn: dict[str, Any], study: Study | None) -> None:
    """For a network of one's own the link holds what trains it again: its own settings, whatever the other page's widgets say."""
    if drawn["writer"] != links.YOURS:
        controls.share(Characters)
        return
    also = drawn | (study_link.link_settings(study) if study else {})
    controls.share(CharacterTraining, also, study_link.promise(also.get("own_text") or controls.link_value(CharacterTraining, "own_text")))


def text_to_colour(state: Characters, model: CharacterModel) -> tuple[str, int]:
    """The text to be coloured, and how much of it was given."""
    if state.shown == links.HELD_OUT:
        pages = compute.held_out_pages()
        return units.known(model, pages[state.draw % len(pages)]), 0
    notice = sentences.unknown_characters(model, state.prompt)
    if notice:
        st.info(notice)
    given = units.known(model, state.prompt)
    how = (state.prompt, state.characters, state.temperature, state.top_k, state.draw)
    if state.writer == links.YOURS:
        written = model.write(how[0], how[1], temperature=how[2], top_k=how[3], rng=how[4])
    else:
        written = compute.write(state.writer.lower(), *how)
    return given + written, len(given)


def unit_to_show(state: Characters, model: CharacterModel, text: str, study: Study | None) -> tuple[int, Any, str]:
    """The chosen unit, its activation after every character, and what is to be said of it."""
    every = units.signal(model, model.alphabet.encode(text)) if study else compute.activations(state.writer.lower(), text)
    if state.feature == links.BY_NUMBER:
        unit = min(state.unit, model.rnn.hidden_size - 1)
        return unit, every[:, unit], sentences.unit_by_number(model, unit, unit == state.unit)
    tracked = tracked_units(state, study)[state.feature]
    values = every[:, tracked.unit]
    return tracked.unit, values, sentences.unit_that_follows(model, state.feature, tracked, units.shown(values, state.feature, text))


def tracked_units(state: Characters, study: Study | None) -> dict[str, units.Tracked]:
    if study:
        return study.tracked()
    return {feature: units.Tracked(**told) for feature, told in compute.figures(state.writer.lower())["tracked"].items()}


def explain(state: Characters, model: CharacterModel, study: Study | None, text: str, unit: int, values: Any) -> None:
    if study:
        st.markdown(sentences.learning_summary(study))
    else:
        st.markdown(sentences.held_out_bits(compute.figures(state.writer.lower())))
    with st.expander("Units that keep track of something, or not: measured correlations"):
        tables.table(sentences.tracked_rows(tracked_units(state, study)), "Units that follow a feature of the text")
        st.caption("Pearson's correlation between the unit's activation and the feature, character by character. For every feature the unit "
                   f"is chosen in one held-out text and its correlation measured in another; from ±{units.FOLLOWS} on it is said to follow. After Karpathy, Johnson & Fei-Fei (2015), "
                   "who picked such units by eye.")
    with st.expander("The coloured text as a table", key="tinted_table", on_change="rerun") as table:
        if table.open:
            tables.table(sentences.activation_rows(text, values), "Activation after every character")
    with st.expander("What the others write from the same beginning", key="others", on_change="rerun") as others:
        if others.open:
            side_by_side(state)
    with st.expander("How is this computed?"):
        st.markdown("The network reads the page, character by character, and writes nothing. The values behind the colours, in Python:"
                    if state.shown == links.HELD_OUT else
                    "The network reads what was given, character by character, then draws the next one from its own probabilities, "
                    "softmax(logits / temperature), reads it, and so on. The same text, in Python:")
        st.code(study_link.program(state, study, unit, text), language="python", wrap_lines=True)
    if not study:
        with st.expander("Model card: data, training, figures, failures"):
            st.markdown(models.card(f"characters-{state.writer.lower()}"))
    downloads.show(model, "my-network" if study else f"characters-{state.writer.lower()}", study)


def side_by_side(state: Characters) -> None:
    how = (state.characters, state.temperature, state.top_k, state.draw)
    figures = {name: compute.figures(name.lower()) for name in CELLS}
    for column, name in zip(st.columns(3, gap="medium"), CELLS, strict=True):
        given = units.known(compute.model(name.lower()), state.prompt)
        column.markdown(f"**{name}**")
        column.html(tinted_text.plain(given + compute.write(name.lower(), state.prompt, *how), len(given)))
    tables.table(sentences.comparison_rows(figures, st.session_state.get("own_study")), "Bits per character")
