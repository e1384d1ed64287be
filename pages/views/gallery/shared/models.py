"""The gallery's models, their figures and programs, behind bounded caches."""

from typing import Any

import streamlit as st

from pages.common import models
from rnn_core import zoo
from rnn_core.frameworks import Options, program
from rnn_core.frameworks.program_lines import source

figures = models.figures


@st.cache_resource(max_entries=len(zoo.GALLERY) + 1, show_spinner=False)
def load(name: str) -> Any:
    return zoo.load_gallery(name)


@st.cache_data(max_entries=64, show_spinner=False)
def program_lines(framework: str, options: Options) -> str:
    """The lines of the code page's program that make the model."""
    return source([line for line in program(framework, options) if line.section == "model"])
