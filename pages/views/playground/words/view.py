"""The completers: the visitor's sentence, and what four networks make of it."""

import streamlit as st

from pages.common import bars, controls, lesson, links, models
from pages.common.links import Playground
from pages.views.playground.words import answers, attribution, distance, pins, text, what_if, word_by_word
from pages.views.playground.words.lesson import STEPS
from rnn_core.text.completion import Reading
from rnn_core.text.corpus import has_gap, stretch

PRESETS = {"The sky": links.SKY, "Germany": links.GERMANY,
           "Japan": "she spent her childhood in japan … and she still speaks",
           "Free prose": "it was a great pleasure to see the"}
CLEARED_WITH_SENTENCE = ("guess", "answer", "swap", "rival", "without", "step")


def use_preset(sentence: str) -> None:
    st.session_state["sentence"] = sentence
    controls.clear(*CLEARED_WITH_SENTENCE)


def ask() -> Playground:
    drawn = {"sentence": controls.widget(Playground, "sentence", clears=CLEARED_WITH_SENTENCE)}
    with st.container(horizontal=True, gap="small"):
        for label, preset in PRESETS.items():
            st.button(label, on_click=use_preset, args=(preset,), key=f"preset_{label}")
    first, second, third, last = st.columns([9, 4, 5, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["filler"] = controls.widget(Playground, "filler", clears=("guess", "without", "step"))
    with second:
        drawn["seed"] = controls.widget(Playground, "seed", clears=("guess", "without", "step"))
    with third:
        drawn["mode"] = controls.widget(Playground, "mode")
    if drawn["mode"] == links.GUESS:
        drawn["guess"] = controls.widget(Playground, "guess")
    with last:
        controls.share(Playground)
    return controls.read_state(Playground, drawn)


def show_view(state: Playground, readings: dict[str, Reading], guess: str) -> None:
    """The view that was chosen, and what is to be said of the sentence itself."""
    view = controls.widget(Playground, "look") or state.look
    if view == links.ANSWERS:
        answers.show(state, readings, guess)
    else:
        {links.WORD_BY_WORD: word_by_word, links.ATTRIBUTION: attribution, links.WHAT_IF: what_if, links.DISTANCE: distance}[view].show(state, readings)
    reading = next(iter(readings.values()))
    if reading.unknown:
        st.warning(text.unknown_words(reading), icon=":material/help:")
    if reading.dropped:
        st.warning(f"The text is long: its first {reading.dropped:,} words are not read, only the last {len(reading.tokens)}.")
    if state.filler and not has_gap(state.sentence):
        st.info("No filler was added: write three dots (…) in the sentence where it should go.")


def show() -> None:
    state = ask()
    readings, damaged = models.readings(stretch(state.sentence, state.filler, state.seed))
    for message in damaged:
        st.error(message)
    if readings:
        show_answers(state, readings)
    lesson.show(STEPS)


def show_answers(state: Playground, readings: dict[str, Reading]) -> None:
    """The chosen view; before it, when the visitor wants to guess first, the sentence alone."""
    guessed = text.known_word(state.guess, next(iter(readings.values())))
    if state.mode == links.GUESS and not guessed.word:
        st.info(guessed.notice or "Read the sentence below, write the word you expect, and press Enter: then the four answer.",
                icon=":material/visibility_off:")
        st.html(bars.sentence(next(iter(readings.values()))))
    else:
        show_view(state, readings, guessed.word)
        pins.show(state)
