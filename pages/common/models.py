"""The completers behind bounded caches, what they read, and every model's figures and card."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import streamlit as st

from pages.common.theme import NETWORKS
from rnn_core import zoo
from rnn_core.nn.safetensors import DamagedFile
from rnn_core.text.completion import Completer, Reading

Read = TypeVar("Read")


def of_each(names: Iterable[str], read: Callable[[str], Read]) -> tuple[dict[str, Read], list[str]]:
    """What `read` makes of every name, and what to say of those whose model cannot be loaded."""
    found, damaged = {}, []
    for name in names:
        try:
            found[name] = read(name)
        except DamagedFile as error:
            damaged.append(str(error))
    return found, damaged


@st.cache_resource(max_entries=8, show_spinner=False)
def completer(kind: str) -> Completer:
    return zoo.load(f"completion-{kind}")


@st.cache_resource(max_entries=8, show_spinner=False)
def in_float64(kind: str) -> Completer:
    return completer(kind).in_float64()


@st.cache_data(max_entries=512, show_spinner=False)
def readings(text: str) -> tuple[dict[str, Reading], list[str]]:
    """What every network makes of the text, and what to say of those that cannot be loaded."""
    return of_each(NETWORKS, lambda kind: completer(kind).read(text))


@st.cache_data(max_entries=len(zoo.NAMES + zoo.CHARACTERS + zoo.GALLERY), show_spinner=False)
def figures(name: str) -> dict[str, Any]:
    """What was measured of a model."""
    return zoo.figures(name)


@st.cache_data(max_entries=16, show_spinner=False)
def card(name: str) -> str:
    """The card, its headings one level below the page's title."""
    return re.sub("^#", "##", zoo.card(name), flags=re.MULTILINE)
