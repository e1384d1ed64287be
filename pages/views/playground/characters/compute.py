"""The trained character models and what they write, behind bounded caches."""


import numpy as np
import streamlit as st

from rnn_core import zoo
from rnn_core.text import units
from rnn_core.text.characters import CharacterModel
from rnn_core.text.corpus import novels


@st.cache_resource(max_entries=4, show_spinner=False)
def model(cell: str) -> CharacterModel:
    return zoo.load_characters(f"characters-{cell}")


@st.cache_data(max_entries=256, show_spinner=False)
def write(cell: str, prompt: str, length: int, temperature: float, top_k: int, draw: int) -> str:
    return model(cell).write(prompt, length, temperature=temperature, top_k=top_k, rng=draw)


@st.cache_data(max_entries=128, show_spinner=False)
def activations(cell: str, text: str) -> np.ndarray:
    """(T, H) what the units of a trained model keep after every character of the text."""
    return units.signal(model(cell), model(cell).alphabet.encode(text))


@st.cache_data(max_entries=2, show_spinner=False)
def held_out_pages(length: int = 800) -> list[str]:
    """The held-out paragraphs of the novels, in pages of about so many characters."""
    pages, page = [], ""
    for paragraph in novels.text("test").split("\n\n"):
        page += paragraph + "\n\n"
        if len(page) >= length:
            pages.append(page)
            page = ""
    return pages
