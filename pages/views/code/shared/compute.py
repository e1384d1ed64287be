"""The page's choice as the generator's options and back, and what its programs printed."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from pages.common.links import Code
from rnn_core.frameworks import Options
from rnn_core.frameworks.options import conflicts, without_conflicts
from rnn_core.frameworks.record import recorded
from rnn_core.frameworks.verify import stamp

NAMES_IN_LINKS = {"task": "program", "seed": "program_seed"}  # where an option's own name has another meaning in links


def options(state: Code) -> tuple[Options, list[str]]:
    """The choice, corrected where it makes no sense, and why it did not."""
    asked = Options(cell=state.cell.lower(), task=state.program, num_layers=state.num_layers, hidden_size=state.hidden_size,
                    bidirectional=state.bidirectional, dropout=round(state.dropout, 2), embedding=state.embedding,
                    masked=state.masked, initial_state=state.initial_state, seed=state.program_seed)
    return without_conflicts(asked), conflicts(asked)


def query(o: Options) -> dict[str, str]:
    """The link's values for this choice."""
    values = {NAMES_IN_LINKS.get(name, name): value for name, value in asdict(o).items()}
    return Code(**values | {"cell": o.cell.upper()}).query()


@st.cache_data(max_entries=256, show_spinner=False)
def recorded_run(o: Options) -> dict[str, Any] | None:
    """The last run of these very programs in both frameworks; None if they never were run."""
    return recorded()["runs"].get(stamp(o))
