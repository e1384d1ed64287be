"""The music room's computations, behind bounded caches: a melody, where it stands in a training tune, its files."""

from dataclasses import dataclass

import streamlit as st

from pages.kit import rooms
from pages.kit.urls import Tune
from rnn_core.gallery import sound
from rnn_core.gallery.listening import Common, bar, longest_run, upbeat
from rnn_core.gallery.music import Start
from rnn_core.gallery.runs import Run
from rnn_core.gallery.tunes import METRES, MODES, Note, tunes


@dataclass(frozen=True)
class Composed:
    run: Run
    notes: tuple[Note, ...]
    ended: bool
    expected: tuple[float | None, ...]  # the probability that each note was drawn with; none for the first
    common: Common
    title: str  # of the tune that `common` is in
    credit: str
    upbeat: int
    bar: int
    steady: float


def name(state: Tune) -> str:
    return f"music-{state.tune_cell.lower()}"


def composed(state: Tune) -> Composed:
    """The melody of this state; the tempo has no part in it."""
    return _composed(name(state), state.tune_pitch, state.tune_long, state.tune_metre, state.tune_mode, state.tune_notes,
                     state.tune_temperature, state.tune_seed)


@st.cache_data(max_entries=64, show_spinner=False)
def _composed(model_name: str, pitch: str, long: str, metre: str, mode: str, length: int, temperature: float, seed: int) -> Composed:
    model, book = rooms.model(model_name), tunes()
    first = next(k for note, k in model.ids.items() if (note.name, note.length) == (pitch, long))
    melody = model.compose(Start(first, METRES.index(metre), MODES.index(mode)), length, temperature=temperature, seed=seed)
    notes = tuple(model.words[k] for k in melody.ids)
    common, (before, steady) = longest_run(melody.ids, book), upbeat(list(notes), metre)
    drawn = [float(p[k]) for p, k in zip(melody.probabilities, melody.drawn[1:], strict=True)]
    return Composed(model.run(melody), notes, melody.ended, (None, *drawn[: len(notes) - 1]), common, book.titles[common.tune],
                    book.credits[common.tune], before, bar(metre), steady)


@st.cache_data(max_entries=16, show_spinner=False)
def midi(notes: tuple[Note, ...], metre: str, tempo: int) -> bytes:
    return sound.midi(list(notes), metre, tempo)


@st.cache_data(max_entries=4, show_spinner=False)
def wav(notes: tuple[Note, ...], tempo: int) -> bytes:
    return sound.wav(list(notes), tempo)
