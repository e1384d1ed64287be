"""Chapter 10: which cell, and what it costs."""

import streamlit as st

from pages.common import links, models, tables
from pages.common.theme import CELLS
from pages.views.home.cost import text
from pages.views.home.shared import chapter

QUESTION = chapter.Question("Gates cost multiplications. With equally many units, how many times as many as the plain RNN does an LSTM need?",
                            ("twice", "4 times", "16 times"), 2)


def show(state: links.Story) -> None:
    st.markdown("Three cells, one question: is a memory worth its price? An RNN has no gate, a **GRU** (gated recurrent unit) two, "
                "an **LSTM** (long short-term memory) three.")
    if not chapter.ask(state, QUESTION):
        return
    nets = {cell: models.completer(cell).net for cell in CELLS}
    figures = {cell: models.figures(f"completion-{cell}") for cell in CELLS}
    tables.table(text.rows(figures, {cell: (net.input_size, net.hidden_size) for cell, net in nets.items()}), "Cost and score of the three cells")
    chapter.conclude("Start with a GRU or an LSTM. Take a plain RNN where clues are near and every multiplication counts.")
    st.markdown("Our three have about as many weights each, so the comparison is fair: more gates, fewer units.")
    chapter.computed("Multiplications: the entries of the cell's matrices, each used once a word; for 128 units, and for the networks of chapter 2 "
                     f"with {', '.join(f'{nets[cell].hidden_size}' for cell in CELLS)}. Scores: everyday sentences that no network had read, with the clue near, or 16 to 120 words "
                     "away. They were written by AI assistants in the manner of visitors. The models' cards hold these figures with intervals.")
    chapter.deeper("code", "what a step costs in PyTorch and TensorFlow", {"part": links.COST})
