"""A notebook of the right form with the program's own lines; nbformat judges and nbclient runs one in tests/tensorflow."""

import json

import pytest

from rnn_core.frameworks import Options, program
from rnn_core.frameworks.notebook import notebook
from rnn_core.frameworks.program_lines import source


@pytest.mark.parametrize("kind", ["pytorch", "keras", "both"])
def test_its_code_cells_are_the_program(kind):
    written = program(kind, Options(cell="gru", task="sequence-to-sequence", num_layers=2))
    found = json.loads(notebook(written, "A title", "numpy torch"))
    code = [line for cell in found["cells"] if cell["cell_type"] == "code" for line in "".join(cell["source"]).splitlines() if line]
    assert code == [line for line in source(written).splitlines() if line]
    assert (found["nbformat"], found["nbformat_minor"]) == (4, 5) and found["cells"][0]["source"][0] == "# A title\n"
    ids = [cell["id"] for cell in found["cells"]]
    assert len(ids) == len(set(ids)) and all(cell["outputs"] == [] for cell in found["cells"] if cell["cell_type"] == "code")


def test_every_cell_is_python_by_itself():
    found = json.loads(notebook(program("pytorch", Options()), "A", "torch"))
    for cell in found["cells"]:
        if cell["cell_type"] == "code":
            compile("".join(cell["source"]), "cell", "exec")
