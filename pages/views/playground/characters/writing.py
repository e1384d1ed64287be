"""A character model writes; one of its units colours the text."""

from typing import Any

import streamlit as st

from pages.common import controls, links, markdown, models, tables
from pages.views.playground.characters import compute, downloads, study_link, text, tinted_text
from rnn_core.nn.safetensors import DamagedFile
from rnn_core.text import units
from rnn_core.text.characters import CharacterModel
from rnn_core.text.study import Study

CELLS = ("RNN", "GRU", "LSTM")


@st.fragment
def show() -> None:
    state = ask(st.session_state.get("own_study"))
    study = st.session_state.get("own_study") if state.writer == links.YOURS else None
    if state.writer == links.YOURS and not study:
        st.info(study_link.invitation(controls.read_state(links.CharacterTraining, {})))
        if st.button("Train your own", on_click=lambda: st.session_state.update(task=links.TRAIN), key="to_training", icon=":material/school:"):
            st.rerun()  # the whole page: the switch that was turned stands outside this fragment
        return
    try:
        model = study.model if study else compute.model(state.writer.lower())
    except DamagedFile as error:
        st.error(str(error))
        return
    characters, given = text_to_colour(state, model)
    unit, values, sentence = unit_to_show(state, model, characters, study)
    st.html(tinted_text.html(characters, values, given))
    st.html(tinted_text.key(values))
    st.markdown(sentence)
    read = study is not None and state.shown == links.HELD_OUT and study_link.has_read(study, characters)
    st.caption(text.origin(state.shown, given, read))
    explain(state, model, study, characters, unit, values)


def ask(study: Study | None) -> links.Characters:
    drawn: dict[str, Any] = {}
    first, last = st.columns([14, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["writer"] = controls.widget(links.Characters, "writer")
    drawn["prompt"] = controls.widget(links.Characters, "prompt")
    drawn |= controls.row(links.Characters, ("temperature", "top_k", "characters", "draw"))
    drawn |= controls.row(links.Characters, ("feature", "shown"), (9, 4))
    if drawn["feature"] == links.BY_NUMBER:
        drawn["unit"] = controls.widget(links.Characters, "unit", width=260)
    with last:
        share(drawn, study)
    return controls.read_state(links.Characters, drawn)


def share(drawn: dict[str, Any], study: Study | None) -> None:
    """For a network of one's own the link holds what trains it again: its own settings, whatever the other page's widgets say."""
    if drawn["writer"] != links.YOURS:
        controls.share(links.Characters)
        return
    also = drawn | (study_link.link_settings(study) if study else {})
    text_name = also.get("own_text") or controls.link_value(links.CharacterTraining, "own_text")
    controls.share(links.CharacterTraining, also, study_link.promise(text_name))


def text_to_colour(state: links.Characters, model: CharacterModel) -> tuple[str, int]:
    """The characters, and how many of them were given."""
    if state.shown == links.HELD_OUT:
        pages = compute.held_out_pages()
        return units.known(model, pages[state.draw % len(pages)]), 0
    if notice := text.unknown_characters(model, state.prompt):
        st.info(markdown.escape_markdown(notice))
    given = units.known(model, state.prompt)
    if state.writer == links.YOURS:
        written = model.write(state.prompt, state.characters, temperature=state.temperature, top_k=state.top_k, rng=state.draw)
    else:
        written = write(state, state.writer)
    return given + written, len(given)


def write(state: links.Characters, cell: str) -> str:
    return compute.write(cell.lower(), state.prompt, state.characters, state.temperature, state.top_k, state.draw)


def unit_to_show(state: links.Characters, model: CharacterModel, characters: str, study: Study | None) -> tuple[int, Any, str]:
    """The chosen unit, its activation after every character, and what there is to say of it."""
    every = units.signal(model, model.alphabet.encode(characters)) if study else compute.activations(state.writer.lower(), characters)
    if state.feature == links.BY_NUMBER:
        unit = min(state.unit, model.rnn.hidden_size - 1)
        return unit, every[:, unit], text.unit_by_number(model, unit, unit == state.unit)
    tracked = tracked_units(state, study)[state.feature]
    values = every[:, tracked.unit]
    here = units.shown(values, state.feature, characters)
    return tracked.unit, values, text.unit_that_follows(model, state.feature, tracked, here)


def tracked_units(state: links.Characters, study: Study | None) -> dict[str, units.Tracked]:
    if study:
        return study.tracked()
    return {feature: units.Tracked(**found) for feature, found in models.figures(f"characters-{state.writer.lower()}")["tracked"].items()}


def explain(state: links.Characters, model: CharacterModel, study: Study | None, characters: str, unit: int, values: Any) -> None:
    st.markdown(text.learning_summary(study) if study else text.held_out_bits(models.figures(f"characters-{state.writer.lower()}")))
    with st.expander("Units that keep track of something, or not: measured correlations"):
        tables.table(text.tracked_rows(tracked_units(state, study)), "Units that follow a feature of the text")
        st.caption(text.HOW_TRACKED)
    tables.folded(lambda: text.activation_rows(characters, values), "Activation after every character", key="tinted_table",
                  label="The coloured text as a table")
    tables.opened("What the others write from the same beginning", "others", lambda: side_by_side(state))
    with st.expander("How is this computed?"):
        st.markdown(text.HOW_READ if state.shown == links.HELD_OUT else text.HOW_WRITTEN)
        st.code(study_link.program(state, study, unit, characters), language="python", wrap_lines=True)
    if not study:
        with st.expander("Model card: data, training, figures, failures"):
            st.markdown(models.card(f"characters-{state.writer.lower()}"))
    downloads.show(model, "my-network" if study else f"characters-{state.writer.lower()}", study)


def side_by_side(state: links.Characters) -> None:
    for column, cell in zip(st.columns(3, gap="medium"), CELLS, strict=True):
        given = units.known(compute.model(cell.lower()), state.prompt)
        column.markdown(f"**{cell}**")
        column.html(tinted_text.plain(given + write(state, cell), len(given)))
    figures = {cell: models.figures(f"characters-{cell.lower()}") for cell in CELLS}
    tables.table(text.comparison_rows(figures, st.session_state.get("own_study")), "Bits per character")
