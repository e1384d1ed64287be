"""How far outputs moved, as rows of a table.  No Streamlit here."""

import numpy as np

from rnn_core.gallery.topologies import Topology


def change_rows(wiring: Topology, changes: np.ndarray) -> list[dict[str, str]]:
    """changes (reading steps, writing steps): how far every output moved, input by input."""
    outputs = [f"output {k + 1}, step {t + 1}" for k, t in enumerate(wiring.write_steps)]
    return [{"Input moved": f"{j + 1}, step {t + 1}"} | {name: f"{value:.2g}" if value else "0: no way leads there"
                                                         for name, value in zip(outputs, changes[j], strict=True)}
            for j, t in enumerate(wiring.read_steps)]
