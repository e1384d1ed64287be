"""The completers behind bounded caches, what they read, and every model's card."""

import re

import streamlit as st

from pages.common.theme import NETWORKS
from rnn_core import zoo
from rnn_core.nn.safetensors import DamagedFile
from rnn_core.text.completion import Completer, Reading


@st.cache_resource(max_entries=8, show_spinner=False)
def completer(kind: str) -> Completer:
    return zoo.load(f"completion-{kind}")


@st.cache_data(max_entries=512, show_spinner=False)
def readings(text: str) -> tuple[dict[str, Reading], list[str]]:
    """What every network makes of the text, and what to say of those that cannot be loaded."""
    found, wrong = {}, []
    for kind in NETWORKS:
        try:
            found[kind] = completer(kind).read(text)
        except DamagedFile as error:
            wrong.append(str(error))
    return found, wrong


@st.cache_data(max_entries=16, show_spinner=False)
def card(name: str) -> str:
    """The card, its headings one level below the page's title."""
    return re.sub("^#", "##", zoo.card(name), flags=re.MULTILINE)
