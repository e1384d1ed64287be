"""Every page by what one wants to know."""

import streamlit as st

from pages.common import links
from pages.common.settings import VERSION

DOORS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("playground", "Type any sentence, and see four networks complete it", "edit_note", {}),
    ("playground", "See how far back each network remembers", "straighten", {"look": links.DISTANCE}),
    ("playground", "Train a network of your own on any text", "model_training", {"reads": links.CHARACTERS, "task": links.TRAIN}),
    ("cell", "Open a cell, hold its gates, train one", "memory", {}),
    ("gallery", "See what such networks are for: music, opinions, names, translation", "hub", {}),
    ("gradient_flow", "Find out how far a gradient reaches, and what decides it", "timeline", {}),
    ("gradient_flow", "Watch RNN, GRU and LSTM learn to remember, or fail", "school", {"panel": links.LEARNING}),
    ("not_learning", "My network does not learn: what to check first", "troubleshoot", {}),
    ("code", "Write it yourself, in PyTorch or TensorFlow", "code", {}),
    ("code", "Find the bug in a training program", "bug_report", {"part": links.BUGS}),
)


def doors() -> None:
    for page, label, icon, query in DOORS:
        st.page_link(f"pages/{page}.py", label=label, icon=f":material/{icon}:", query_params=query and query | {"v": str(VERSION)})
