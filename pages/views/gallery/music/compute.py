"""A composed melody and its files, behind bounded caches."""

import streamlit as st

from pages.common.links import Music
from pages.views.gallery.music import melody
from pages.views.gallery.music.melody import Composed
from pages.views.gallery.shared import models
from rnn_core.gallery import audio
from rnn_core.gallery.tunes import Note


def composed(state: Music) -> Composed:
    """The melody of this state; the tempo has no part in it."""
    return _composed(f"music-{state.tune_cell.lower()}", state.tune_pitch, state.tune_long, state.tune_metre, state.tune_mode,
                     state.tune_notes, state.tune_temperature, state.tune_seed)


@st.cache_data(max_entries=64, show_spinner=False)
def _composed(name: str, pitch: str, long: str, metre: str, mode: str, length: int, temperature: float, seed: int) -> Composed:
    return melody.compose(models.load(name), pitch, long, metre, mode, length, temperature, seed)


@st.cache_data(max_entries=16, show_spinner=False)
def midi(notes: tuple[Note, ...], metre: str, tempo: int) -> bytes:
    return audio.midi(list(notes), metre, tempo)


@st.cache_data(max_entries=4, show_spinner=False)
def wav(notes: tuple[Note, ...], tempo: int) -> bytes:
    return audio.wav(list(notes), tempo)
