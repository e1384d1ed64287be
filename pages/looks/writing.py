"""A character model writes; one of its units colours the text."""

from typing import Any

import streamlit as st

from pages.kit import controls, models, tables, tinted, told_letters, urls
from pages.kit.urls import Letters, Own
from pages.looks import files
from rnn_core import units
from rnn_core.characters import CharacterModel
from rnn_core.study import Study
from rnn_core.weights import DamagedFile

CELLS = ("RNN", "GRU", "LSTM")


def to_training() -> None:
    st.session_state["task"] = urls.TRAIN


@st.fragment
def show() -> None:
    state = ask()
    study = st.session_state.get("own_study")
    try:
        model = study.model if state.writer == urls.OWN and study else models.writer(cell(state.writer))
    except DamagedFile as error:
        st.error(str(error))
        return
    if state.writer == urls.OWN and not study:
        st.info("There is no network of yours yet: train one, it takes seconds. A link keeps its settings, not its weights; with one "
                "of the texts that are here the training repeats exactly.")
        st.button("Train your own", on_click=to_training, key="to_training")
        return
    text, given = what(state, model)
    values, said = coloured(state, model, text, study)
    st.html(tinted.text(text, values, given))
    st.html(tinted.key(values))
    st.markdown(said)
    st.caption(told_letters.origin(state.shown, given, met=False))
    explain(state, model, study, text, values)


def ask() -> Letters:
    drawn: dict[str, Any] = {}
    first, last = st.columns([14, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["writer"] = controls.widget(Letters, "writer")
    drawn["prompt"] = controls.widget(Letters, "prompt")
    for names in (("temperature", "top_k", "characters", "draw"),):
        for column, name in zip(st.columns(len(names), gap="medium", vertical_alignment="bottom"), names, strict=True):
            with column:
                drawn[name] = controls.widget(Letters, name)
    left, right = st.columns([9, 4], gap="medium", vertical_alignment="bottom")
    with left:
        drawn["feature"] = controls.widget(Letters, "feature")
    with right:
        drawn["shown"] = controls.widget(Letters, "shown")
    if drawn["feature"] == urls.BY_NUMBER:
        drawn["unit"] = controls.widget(Letters, "unit", width=260)
    with last:
        controls.share(Own if drawn["writer"] == urls.OWN else Letters)
    return controls.checked(Letters, drawn)


def cell(writer: str) -> str:
    return writer.lower() if writer in CELLS else "lstm"


def what(state: Letters, model: CharacterModel) -> tuple[str, int]:
    """The text to be coloured, and how much of it was given."""
    if state.shown == urls.HELD_OUT:
        pages = models.novel_pages()
        return units.known(model, pages[state.draw % len(pages)]), 0
    notice = told_letters.strangers(model, state.prompt)
    if notice:
        st.info(notice)
    given = units.known(model, state.prompt)
    how = (state.prompt, state.characters, state.temperature, state.top_k, state.draw)
    if state.writer == urls.OWN:
        written = model.write(how[0], how[1], temperature=how[2], top_k=how[3], rng=how[4])
    else:
        written = models.written(cell(state.writer), *how)
    return given + written, len(given)


def coloured(state: Letters, model: CharacterModel, text: str, study: Study | None) -> tuple[Any, str]:
    """The activation of the chosen unit after every character, and what is to be said of it."""
    own = state.writer == urls.OWN
    every = units.signal(model, model.alphabet.encode(text)) if own else models.activations(cell(state.writer), text)
    if state.feature == urls.BY_NUMBER:
        unit = min(state.unit, model.rnn.hidden_size - 1)
        return every[:, unit], told_letters.one_unit(model, unit, unit == state.unit)
    tracked = followed(state, study)[state.feature]
    values = every[:, tracked.unit]
    return values, told_letters.followed(model, state.feature, tracked, units.shown(values, state.feature, text))


def followed(state: Letters, study: Study | None) -> dict[str, units.Tracked]:
    if state.writer == urls.OWN and study:
        return study.tracked()
    return {feature: units.Tracked(**told) for feature, told in models.writer_figures(cell(state.writer))["tracked"].items()}


def explain(state: Letters, model: CharacterModel, study: Study | None, text: str, values: Any) -> None:
    if state.writer == urls.OWN and study:
        st.markdown(told_letters.learning(study))
    else:
        st.markdown(told_letters.skill(models.writer_figures(cell(state.writer))))
    with st.expander("Units that keep track of something: measured correlations"):
        tables.table(told_letters.tracked_rows(followed(state, study)), "Units that follow a feature of the text")
        st.caption("Pearson's correlation between the unit's activation and the feature, character by character. For every feature the unit "
                   "is chosen in one held-out text and its correlation measured in another. After Karpathy, Johnson & Fei-Fei (2015), "
                   "who picked such units by eye.")
    with st.expander("The coloured text as a table", key="tinted_table", on_change="rerun") as table:
        if table.open:
            tables.table(told_letters.activation_rows(text, values), "Activation after every character")
    with st.expander("What the others write from the same beginning", key="others", on_change="rerun") as others:
        if others.open:
            side_by_side(state)
    with st.expander("How is this computed?"):
        st.markdown("The network reads what was given, character by character, then draws the next one from its own probabilities, "
                    "softmax(logits / temperature), reads it, and so on. The same text, in Python:")
        st.code(f"from rnn_core import zoo\n\nmodel = zoo.load_characters(\"characters-{cell(state.writer)}\")\nmodel.write({state.prompt!r}, "
                f"{state.characters}, temperature={state.temperature}, top_k={state.top_k}, rng={state.draw})", language="python")
    if state.writer != urls.OWN:
        with st.expander("Model card: data, training, figures, failures"):
            st.markdown(models.card(f"characters-{cell(state.writer)}"))
    files.offer(model, f"characters-{cell(state.writer)}" if state.writer != urls.OWN else "my-network", study)


def side_by_side(state: Letters) -> None:
    how = (state.characters, state.temperature, state.top_k, state.draw)
    figures = {name: models.writer_figures(cell(name)) for name in CELLS}
    for column, name in zip(st.columns(3, gap="medium"), CELLS, strict=True):
        given = units.known(models.writer(cell(name)), state.prompt)
        column.markdown(f"**{name}**")
        column.html(tinted.plain(given + models.written(cell(name), state.prompt, *how), len(given)))
    tables.table(told_letters.compared_rows(figures, st.session_state.get("own_study")), "Bits per character")
