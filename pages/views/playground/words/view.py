"""The completers: the visitor's sentence, and what four networks make of it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.common import bars, clues, controls, lesson, links, markdown, models
from pages.views.playground.words import answers, attribution, distance, pins, text, what_if, word_by_word
from pages.views.playground.words.lesson import STEPS
from rnn_core.text.completion import Reading
from rnn_core.text.corpus import add_filler

PRESETS = {"The sky": links.SKY, "Germany": links.GERMANY,
           "Japan": "she spent her childhood in japan … and she still speaks",
           "Free prose": "it was a great pleasure to see the"}
CLEARED_WITH_SENTENCE = ("guess", "answer", "swap", "rival", "without", "step")
CLEARED_WITH_FILLER = ("guess", "without", "step")
VIEWS = {links.WORD_BY_WORD: word_by_word.show, links.ATTRIBUTION: attribution.show, links.WHAT_IF: what_if.show,
         links.DISTANCE: distance.show}


def show() -> None:
    state, below_sentence = ask()
    readings, damaged = models.readings(add_filler(state.sentence, state.filler, state.seed))
    for message in damaged:
        st.error(message)
    if readings:
        with below_sentence:
            warn(state, readings)
        show_answers(state, readings)
    lesson.show(STEPS)


def ask() -> tuple[links.Playground, DeltaGenerator]:
    """The state, and the place just below the sentence, for what there is to say of it once it is read."""
    drawn = {"sentence": controls.widget(links.Playground, "sentence", clears=CLEARED_WITH_SENTENCE)}
    below_sentence = st.container()
    with st.container(horizontal=True, gap="small"):
        for label, preset in PRESETS.items():
            st.button(label, on_click=use_preset, args=(preset,), key=f"preset_{label}")
    first, second, third, last = st.columns([9, 4, 5, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["filler"] = controls.widget(links.Playground, "filler", clears=CLEARED_WITH_FILLER)
    with second:
        drawn["seed"] = controls.widget(links.Playground, "seed", clears=CLEARED_WITH_FILLER)
    with third:
        drawn["mode"] = controls.widget(links.Playground, "mode")
    if drawn["mode"] == links.GUESS:
        drawn["guess"] = controls.widget(links.Playground, "guess")
    with last:
        controls.share(links.Playground)
    return controls.read_state(links.Playground, drawn), below_sentence


def use_preset(sentence: str) -> None:
    st.session_state["sentence"] = sentence
    controls.clear(*CLEARED_WITH_SENTENCE)


def warn(state: links.Playground, readings: dict[str, Reading]) -> None:
    """What of the sentence is not read as it was typed, and whether the networks can but guess."""
    reading = next(iter(readings.values()))
    for warning in filter(None, (clues.unknown_words(reading), text.dropped_words(reading))):
        st.warning(markdown.escape_markdown(warning), icon=":material/help:")
    for notice in filter(None, (text.unsure(readings), text.filler_without_place(state.sentence, state.filler))):
        st.info(notice)


def show_answers(state: links.Playground, readings: dict[str, Reading]) -> None:
    """The chosen view; before it, when the visitor wants to guess first, the sentence alone."""
    reading = next(iter(readings.values()))
    guess, notice = clues.known_word(state.guess, reading)
    if state.mode == links.GUESS and not guess:
        st.info(notice or "Read the sentence below, write the word you expect, and press Enter: then the four answer.",
                icon=":material/visibility_off:")
        st.html(bars.sentence(reading))
        return
    view = controls.widget(links.Playground, "look") or state.look
    if view == links.ANSWERS:
        answers.show(state, readings, guess)
    else:
        VIEWS[view](state, readings)
    pins.show(state)
